package io.github.conditionalcache.autoconfigure.jdbc;

import java.util.Map;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;

/**
 * Creates the table of change tags.
 */
final class ChangeTagsSchemaInitializer
		extends PropertiesBasedDataSourceScriptDatabaseInitializer<JdbcChangeTagsProperties> {

	ChangeTagsSchemaInitializer(DataSource dataSource, JdbcChangeTagsProperties properties) {
		super(dataSource, properties, Map.of(DatabaseDriver.MARIADB, "mysql"));
	}

}
