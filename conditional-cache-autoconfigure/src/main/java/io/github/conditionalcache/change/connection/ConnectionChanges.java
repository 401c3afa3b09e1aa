package io.github.conditionalcache.change.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

import io.github.conditionalcache.change.statement.Change;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the statements of one connection change. Used by one thread at a time, apart
 * from {@link #abort}, which must wait neither for the connection nor for that thread.
 */
interface ConnectionChanges {

	/**
	 * For connections whose changes are not noted.
	 */
	ConnectionChanges NONE = (change, statement) -> statement.run();

	/**
	 * Runs a statement and notes what it changes.
	 * @param change what it changes
	 * @param statement runs it
	 * @return what it has returned
	 * @throws SQLException what it has thrown
	 * @throws io.github.conditionalcache.change.ChangeTagsUnavailableException if the
	 * change can't be noted; the statement has not run then
	 */
	@Nullable Object run(Change change, JdbcCall statement) throws SQLException;

	/**
	 * Refuses a transaction whose end would not be seen.
	 * @param change what a statement does
	 * @param connection the connection that it runs on
	 * @throws SQLException if it begins a transaction
	 */
	static void refuseBeginning(Change change, Connection connection) throws SQLException {
		if (change.begins() && connection.getAutoCommit()) {
			throw new SQLFeatureNotSupportedException("A transaction that is begun by a statement can't be followed by "
					+ "change tags. Begin it with Connection.setAutoCommit(false), or by a transaction manager");
		}
	}

	/**
	 * Commits.
	 * @param commit commits the transaction of the connection
	 * @throws SQLException what it has thrown
	 */
	default void commit(JdbcCall commit) throws SQLException {
		commit.run();
	}

	/**
	 * Rolls back.
	 * @param rollback rolls the transaction of the connection back
	 * @throws SQLException what it has thrown
	 */
	default void rollback(JdbcCall rollback) throws SQLException {
		rollback.run();
	}

	/**
	 * Takes note that a part of the transaction may be undone.
	 */
	default void forget() {
	}

	/**
	 * Takes note that the connection is cut off, by another thread as a rule.
	 * @param abort cuts it off
	 * @throws SQLException what it has thrown
	 */
	default void abort(JdbcCall abort) throws SQLException {
		abort.run();
	}

	/**
	 * Ends the use of the connection.
	 * @param close closes it
	 * @throws SQLException what it has thrown
	 */
	default void close(JdbcCall close) throws SQLException {
		close.run();
	}

}
