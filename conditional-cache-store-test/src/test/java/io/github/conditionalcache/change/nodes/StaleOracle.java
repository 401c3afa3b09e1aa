package io.github.conditionalcache.change.nodes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcUtils;

/**
 * Reads what a new reader of the database sees, by a connection of its own. Not
 * thread-safe.
 */
final class StaleOracle implements AutoCloseable {

	private final String url;

	private @Nullable Connection connection;

	StaleOracle(String url) {
		this.url = url;
	}

	/**
	 * Reads numbers in one statement.
	 * @param items the items
	 * @return their numbers, or {@code null} if the database does not answer
	 */
	@Nullable List<Long> read(Items items) {
		try {
			return read(connection(), items);
		}
		catch (SQLException ex) {
			close();
			return null;
		}
	}

	private Connection connection() throws SQLException {
		Connection current = this.connection;
		if (current == null) {
			current = DriverManager.getConnection(this.url);
			this.connection = current;
		}
		return current;
	}

	private static List<Long> read(Connection connection, Items items) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select number from item where id between ? and ? order by id")) {
			select.setInt(1, items.ids().get(0));
			select.setInt(2, items.ids().get(items.ids().size() - 1));
			List<Long> numbers = new ArrayList<>();
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					numbers.add(rows.getLong(1));
				}
			}
			return numbers;
		}
	}

	@Override
	public void close() {
		JdbcUtils.closeConnection(this.connection);
		this.connection = null;
	}

}
