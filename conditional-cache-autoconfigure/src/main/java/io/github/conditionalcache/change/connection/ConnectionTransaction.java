package io.github.conditionalcache.change.connection;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.conditionalcache.change.statement.Change;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the transactions of one connection. While the application starts,
 * nothing can be noted: that something was written is remembered, and noted later as a
 * change of everything. Used by one thread at a time, apart from {@link #abort}.
 */
final class ConnectionTransaction {

	private final Connection connection;

	private final Notes notes;

	private final Object source;

	private volatile @Nullable ConnectionChanges changes;

	/**
	 * Whether the current transaction has written what could not be noted.
	 */
	private boolean missed;

	/**
	 * Creates the object.
	 * @param connection the connection
	 * @param notes whether changes can be noted
	 * @param source what the connection comes from
	 */
	ConnectionTransaction(Connection connection, Notes notes, Object source) {
		this.connection = connection;
		this.notes = notes;
		this.source = source;
	}

	@Nullable Object run(Change change, JdbcCall statement) throws SQLException {
		ConnectionChanges known = changes();
		return (known != null) ? known.run(change, statement) : runUnnoted(change, statement);
	}

	private @Nullable Object runUnnoted(Change change, JdbcCall statement) throws SQLException {
		if (change.writes()) {
			this.missed = true;
			this.notes.miss();
		}
		Object result = statement.run();
		if (this.connection.getAutoCommit()) {
			noteLate();
		}
		return result;
	}

	void commit(JdbcCall commit) throws SQLException {
		ConnectionChanges known = changes();
		if (known == null) {
			commit.run();
			noteLate();
		}
		else {
			noteMissed(known);
			known.commit(commit);
		}
	}

	// The application has started between the two
	private void noteLate() throws SQLException {
		ConnectionChanges known = changes();
		if (known != null) {
			noteMissed(known);
			known.commit(() -> commitConnection());
		}
		this.missed = false;
	}

	private @Nullable Object commitConnection() throws SQLException {
		if (!this.connection.getAutoCommit()) {
			this.connection.commit();
		}
		return null;
	}

	private void noteMissed(ConnectionChanges known) throws SQLException {
		if (this.missed) {
			known.run(Change.ALL, () -> null);
			this.missed = false;
		}
	}

	void rollback(JdbcCall rollback) throws SQLException {
		started().rollback(rollback);
		this.missed = false;
	}

	void forget() {
		started().forget();
	}

	void close(JdbcCall close) throws SQLException {
		started().close(close);
	}

	// By another thread, which makes no changes of its own
	void abort(JdbcCall abort) throws SQLException {
		ConnectionChanges known = this.changes;
		((known != null) ? known : ConnectionChanges.NONE).abort(abort);
	}

	private ConnectionChanges started() {
		ConnectionChanges known = changes();
		return (known != null) ? known : ConnectionChanges.NONE;
	}

	private @Nullable ConnectionChanges changes() {
		ConnectionChanges known = this.changes;
		if (known == null) {
			known = this.notes.changes(this.source, this.connection);
			this.changes = known;
		}
		return known;
	}

}
