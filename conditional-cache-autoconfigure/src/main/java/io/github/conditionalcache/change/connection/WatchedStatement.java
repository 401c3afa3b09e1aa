package io.github.conditionalcache.change.connection;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.conditionalcache.change.statement.Change;
import org.jspecify.annotations.Nullable;

/**
 * Watches a statement, prepared or not.
 */
final class WatchedStatement extends JdbcProxy {

	private final Statement target;

	private final Connection connection;

	private final ConnectionTransaction transaction;

	private final PreparedChange change;

	private Change batch = Change.NONE;

	WatchedStatement(Statement target, Connection connection, ConnectionTransaction transaction,
			PreparedChange change) {
		super(target);
		this.target = target;
		this.connection = connection;
		this.transaction = transaction;
		this.change = change;
	}

	@Override
	@Nullable Object call(Object proxy, Method method, @Nullable Object[] arguments, JdbcCall call) throws SQLException {
		Object result = switch (method.getName()) {
			case "getConnection" -> this.connection;
			case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
				execute(this.change.of(arguments), call);
			case "executeBatch", "executeLargeBatch" -> executeBatch(call);
			case "addBatch" -> batch(this.batch.and(this.change.of(arguments)), call);
			case "clearBatch" -> ended(call.run());
			default -> call.run();
		};
		return (result instanceof ResultSet rows) ? watched(rows, (Statement) proxy) : result;
	}

	private @Nullable Object batch(Change change, JdbcCall call) throws SQLException {
		this.batch = change;
		return call.run();
	}

	private @Nullable Object executeBatch(JdbcCall call) throws SQLException {
		return ended(execute(this.batch, call));
	}

	// Not before: a batch that could not be noted is still there, and may be run again
	private @Nullable Object ended(@Nullable Object result) {
		this.batch = Change.NONE;
		return result;
	}

	private @Nullable Object execute(Change change, JdbcCall call) throws SQLException {
		int fetchSize = this.target.getFetchSize();
		if (!change.writes() || fetchSize == 0) {
			return run(change, call, fetchSize);
		}
		// Rows that are fetched later may be lost at the commit, and statements that are
		// still to run would run after it
		this.target.setFetchSize(0);
		try {
			return run(change, call, 0);
		}
		finally {
			this.target.setFetchSize(fetchSize);
		}
	}

	private @Nullable Object run(Change change, JdbcCall call, int fetchSize) throws SQLException {
		Object result = this.transaction.run(change, call);
		if (fetchSize != 0) {
			// A deadlock while rows are fetched would undo the transaction
			this.transaction.forget();
		}
		return result;
	}

	private Object watched(ResultSet rows, Statement proxy) throws SQLException {
		boolean updatable = this.target.getResultSetConcurrency() == ResultSet.CONCUR_UPDATABLE;
		return updatable ? create(ResultSet.class, new WatchedRows(rows, proxy, this.transaction)) : rows;
	}

}
