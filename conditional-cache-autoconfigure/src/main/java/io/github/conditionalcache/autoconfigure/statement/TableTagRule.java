package io.github.conditionalcache.autoconfigure.statement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import javax.sql.DataSource;

import io.github.conditionalcache.change.declared.TagRule;
import io.github.conditionalcache.change.statement.TableTags;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Refuses tags of tables that no statement would ever touch: those of views, and those
 * that are not written as statements touch them.
 *
 * @param tags the tags of tables
 * @param dataSources the DataSources of the application
 */
record TableTagRule(TableTags tags, ObjectProvider<DataSource> dataSources) implements TagRule {

	private static final Log logger = LogFactory.getLog(TableTagRule.class);

	@Override
	public void check(String template) {
		if (!TableTags.isOne(template) || this.tags.isTouched(template)) {
			return;
		}
		if (!template.equals(template.toLowerCase(Locale.ROOT)) || template.contains("#{")) {
			throw new InvalidExpressionException("[%s] is not the tag of a table".formatted(template),
					"Name the table in lower case, without schema, quotes and expressions, such as \"table:book\".");
		}
		Set<String> known = tables();
		if (!known.isEmpty() && !known.contains(template)) {
			throw new InvalidExpressionException("[%s] names no table of the database".formatted(template),
					"Name the tables that the view reads, in lower case and without schema, or list the tag in "
							+ "'conditional-cache.change-tags.statements.touches'.");
		}
	}

	private Set<String> tables() {
		Set<String> tables = new HashSet<>();
		for (DataSource dataSource : this.dataSources) {
			try {
				addTables(dataSource, tables);
			}
			catch (SQLException ex) {
				logger.warn("The names of tables can't be read, so the tags of tables are not checked", ex);
				return Set.of();
			}
		}
		return tables;
	}

	private static void addTables(DataSource dataSource, Set<String> tables) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				ResultSet rows = connection.getMetaData().getTables(null, null, "%", null)) {
			while (rows.next()) {
				if (!rows.getString("TABLE_TYPE").contains("VIEW")) {
					tables.add(TableTags.of(rows.getString("TABLE_NAME")));
				}
			}
		}
	}

}
