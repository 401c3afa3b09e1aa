package io.github.conditionalcache.change.connection;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.conditionalcache.change.statement.Change;
import org.jspecify.annotations.Nullable;

/**
 * Watches rows that can be changed where they are read. Which table they are of is not
 * known.
 */
final class WatchedRows extends JdbcProxy {

	private final Statement statement;

	private final ConnectionTransaction transaction;

	WatchedRows(ResultSet target, Statement statement, ConnectionTransaction transaction) {
		super(target);
		this.statement = statement;
		this.transaction = transaction;
	}

	@Override
	@Nullable Object call(Object proxy, Method method, @Nullable Object[] arguments, JdbcCall call) throws SQLException {
		return switch (method.getName()) {
			case "getStatement" -> this.statement;
			case "insertRow", "updateRow", "deleteRow" -> this.transaction.run(Change.ALL, call);
			default -> call.run();
		};
	}

}
