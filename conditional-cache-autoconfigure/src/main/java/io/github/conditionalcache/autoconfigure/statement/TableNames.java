package io.github.conditionalcache.autoconfigure.statement;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import javax.sql.DataSource;

import io.github.conditionalcache.change.statement.TableTags;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reads the names of tables. Views, synonyms and indexes are none: statements name what
 * is below them, or write it without naming it.
 */
final class TableNames {

	private static final Log logger = LogFactory.getLog(TableNames.class);

	private TableNames() {
	}

	/**
	 * Returns the tags of the tables in databases.
	 * @param dataSources where they are
	 * @return none if they can't be read
	 */
	static Set<String> tags(Collection<DataSource> dataSources) {
		Set<String> tags = new HashSet<>();
		try {
			for (DataSource dataSource : dataSources) {
				addTo(tags, dataSource);
			}
			return tags;
		}
		catch (SQLException | RuntimeException ex) {
			logger.warn("The names of tables can't be read, so the tags of tables are not checked", ex);
			return Set.of();
		}
	}

	private static void addTo(Set<String> tags, DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection(); ResultSet rows = tables(connection.getMetaData())) {
			while (rows.next()) {
				tags.add(TableTags.of(rows.getString("TABLE_NAME")));
			}
		}
	}

	// Names may be quoted and of any case, so they can't be asked for one by one
	private static ResultSet tables(DatabaseMetaData database) throws SQLException {
		Set<String> types = new HashSet<>();
		try (ResultSet rows = database.getTableTypes()) {
			while (rows.next()) {
				types.add(rows.getString("TABLE_TYPE"));
			}
		}
		types.removeIf((type) -> !type.contains("TABLE") || type.contains("SYSTEM"));
		return database.getTables(null, null, "%", types.toArray(String[]::new));
	}

}
