package io.github.conditionalcache.autoconfigure.jdbc;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/**
 * Properties of change tags in a table, and of how Spring Boot creates it.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("conditional-cache.change-tags.jdbc")
public class JdbcChangeTagsProperties extends DatabaseInitializationProperties {

	private static final String SCHEMA = "classpath:io/github/conditionalcache/change/jdbc/schema-@@platform@@.sql";

	/**
	 * Name of the table. With another name, 'schema' must name a script that creates it,
	 * unless it is there.
	 */
	private String tableName = "conditional_cache_change";

	/**
	 * Name of the DataSource bean that has the data and the table. By default the one of
	 * the only or primary transaction manager.
	 */
	private @Nullable String dataSource;

	public String getTableName() {
		return this.tableName;
	}

	public void setTableName(String tableName) {
		this.tableName = tableName;
	}

	public @Nullable String getDataSource() {
		return this.dataSource;
	}

	public void setDataSource(@Nullable String dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public String getDefaultSchemaLocation() {
		return SCHEMA;
	}

}
