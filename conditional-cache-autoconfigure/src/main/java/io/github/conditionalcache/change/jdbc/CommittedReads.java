package io.github.conditionalcache.change.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Reads that see everything that is committed and nothing else, each through a connection
 * that is taken for it, outside of any transaction. No writer waits for them or is
 * refused because of them. Thread-safe.
 */
final class CommittedReads {

	private final DataSource dataSource;

	/**
	 * The isolation of the pool's connections, or {@code TRANSACTION_NONE} as long as it
	 * is not known: some drivers ask the database for it.
	 */
	private volatile int usual = Connection.TRANSACTION_NONE;

	CommittedReads(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Reads.
	 * @param read the statements, each of which is committed by itself
	 * @return the result
	 * @throws SQLException if it fails
	 */
	CommonVersion run(Read read) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			if (connection.getAutoCommit()) {
				return isolated(connection, read);
			}
			// The snapshot of a transaction may be an old one
			connection.setAutoCommit(true);
			try {
				return isolated(connection, read);
			}
			finally {
				connection.setAutoCommit(false);
			}
		}
	}

	// READ UNCOMMITTED would show versions of data that is not there yet. PostgreSQL
	// refuses writers because of what others have read with SERIALIZABLE
	private CommonVersion isolated(Connection connection, Read read) throws SQLException {
		int before = usual(connection);
		if (before != Connection.TRANSACTION_READ_UNCOMMITTED && before != Connection.TRANSACTION_SERIALIZABLE) {
			return read.run(connection);
		}
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		try {
			return read.run(connection);
		}
		finally {
			connection.setTransactionIsolation(before);
		}
	}

	private int usual(Connection connection) throws SQLException {
		if (this.usual == Connection.TRANSACTION_NONE) {
			this.usual = connection.getTransactionIsolation();
		}
		return this.usual;
	}

	/**
	 * Reads by a connection.
	 */
	@FunctionalInterface
	interface Read {

		/**
		 * Reads a version.
		 * @param connection the connection, left open
		 * @return the version
		 * @throws SQLException if it fails
		 */
		CommonVersion run(Connection connection) throws SQLException;

	}

}
