package io.github.conditionalcache.change.connection;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

import io.github.conditionalcache.change.statement.Change;
import io.github.conditionalcache.change.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * Watches a connection: its statements, and the ends of its transactions.
 */
final class WatchedConnection extends JdbcProxy {

	private final Connection connection;

	private final ConnectionTransaction transaction;

	private final Statements statements;

	private WatchedConnection(Connection target, ConnectionTransaction transaction, Statements statements) {
		super(target);
		this.connection = target;
		this.transaction = transaction;
		this.statements = statements;
	}

	/**
	 * Puts a proxy before a connection.
	 * @param target the connection
	 * @param transaction what happens in its transactions
	 * @param statements tells what statements change
	 * @return the proxy
	 */
	static Connection of(Connection target, ConnectionTransaction transaction, Statements statements) {
		return create(Connection.class, new WatchedConnection(target, transaction, statements));
	}

	@Override
	@Nullable Object call(Object proxy, Method method, @Nullable Object[] arguments, JdbcCall call) throws SQLException {
		switch (method.getName()) {
			case "commit" -> this.transaction.commit(call);
			case "rollback" -> rollback(arguments, call);
			case "setAutoCommit" -> setAutoCommit(arguments, call);
			case "setTransactionIsolation" ->
				this.transaction.run(this.connection.getAutoCommit() ? Change.NONE : Change.MAY_COMMIT, call);
			case "close" -> this.transaction.close(call);
			case "abort" -> this.transaction.abort(call);
			case "createStatement", "prepareStatement", "prepareCall" -> {
				return statement((Connection) proxy, arguments, call.run());
			}
			default -> {
				return call.run();
			}
		}
		return null;
	}

	private void rollback(@Nullable Object[] arguments, JdbcCall call) throws SQLException {
		if (arguments.length == 0) {
			this.transaction.rollback(call);
			return;
		}
		// To a savepoint
		this.transaction.forget();
		call.run();
	}

	private void setAutoCommit(@Nullable Object[] arguments, JdbcCall call) throws SQLException {
		if (Boolean.TRUE.equals(arguments[0])) {
			this.transaction.commit(call);
		}
		else {
			call.run();
		}
	}

	private Object statement(Connection proxy, @Nullable Object[] arguments, @Nullable Object target) {
		Statement statement = (Statement) Objects.requireNonNull(target);
		Change change = (arguments.length > 0 && arguments[0] instanceof String text) ? this.statements.of(text)
				: Change.NONE;
		WatchedStatement watched = new WatchedStatement(statement, proxy, this.transaction,
				new PreparedChange(this.statements, change));
		return create(type(statement), watched);
	}

	private static Class<? extends Statement> type(Statement statement) {
		if (statement instanceof CallableStatement) {
			return CallableStatement.class;
		}
		return (statement instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
	}

}
