package io.github.conditionalcache.benchmarks.app;

import java.util.List;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fifty rows of a table in memory.
 */
class Rows implements InitializingBean {

	private static final int COUNT = 50;

	private final JdbcTemplate jdbc;

	Rows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void afterPropertiesSet() {
		this.jdbc.execute("create table item (id bigint primary key, name varchar(40), description varchar(200), "
				+ "version bigint)");
		for (int i = 0; i < COUNT; i++) {
			this.jdbc.update("insert into item values (?, ?, ?, ?)", i, "Row %03d".formatted(i),
					"A description of the row %03d".formatted(i), 1);
		}
	}

	List<Row> all() {
		return this.jdbc.query("select id, name, description, version from item order by id",
				(found, number) -> new Row(found.getLong(1), found.getString(2), found.getString(3), found.getLong(4)));
	}

}
