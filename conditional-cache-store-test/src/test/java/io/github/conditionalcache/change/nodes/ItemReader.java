package io.github.conditionalcache.change.nodes;

import java.util.stream.Collectors;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads numbers for an answer, row by row.
 */
@Component
class ItemReader {

	private final JdbcTemplate jdbc;

	ItemReader(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	String read(String path) {
		return Items.at(path)
			.ids()
			.stream()
			.map((id) -> this.jdbc.queryForObject("select number from item where id = ?", String.class, id))
			.collect(Collectors.joining(","));
	}

}
