package io.github.conditionalcache.change.connection;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import io.github.conditionalcache.change.MarkingStore.Outcome;
import io.github.conditionalcache.change.statement.Change;
import org.jspecify.annotations.Nullable;

/**
 * Notes the changes of one connection in a store outside of the database: marks them
 * before the statement, and ends the marks when the connection has committed or rolled
 * back.
 */
final class MarkChanges implements ConnectionChanges {

	/**
	 * Classes of SQL states by which a database says that the statement has ended:
	 * unsuitable values, constraints, and mistakes in the text.
	 */
	private static final Set<String> ANSWERED = Set.of("22", "23", "42");

	private final Connection connection;

	private final OpenMarks marks;

	private volatile boolean perhapsCommitted;

	/**
	 * Creates the changes.
	 * @param connection the connection
	 * @param marks its marks
	 */
	MarkChanges(Connection connection, OpenMarks marks) {
		this.connection = connection;
		this.marks = marks;
	}

	@Override
	public @Nullable Object run(Change change, JdbcCall statement) throws SQLException {
		ConnectionChanges.refuseBeginning(change, this.connection);
		if (change.writes() && this.connection.getAutoCommit()) {
			return runAlone(change, statement);
		}
		this.marks.mark(change.buckets());
		if (!change.plain()) {
			this.perhapsCommitted = true;
		}
		return statement.run();
	}

	private @Nullable Object runAlone(Change change, JdbcCall statement) throws SQLException {
		this.marks.mark(change.buckets());
		Outcome outcome = Outcome.UNKNOWN;
		try {
			Object result = statement.run();
			outcome = Outcome.COMMITTED;
			return result;
		}
		catch (SQLException ex) {
			outcome = wasAnswered(ex) ? Outcome.COMMITTED : outcome;
			throw ex;
		}
		finally {
			end(outcome);
		}
	}

	// Otherwise the reply may have been lost, and the data becomes visible later
	private static boolean wasAnswered(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && state.length() == 5 && ANSWERED.contains(state.substring(0, 2))
				&& !(failure instanceof BatchUpdateException);
	}

	@Override
	public void commit(JdbcCall commit) throws SQLException {
		end(commit, Outcome.COMMITTED);
	}

	@Override
	public void rollback(JdbcCall rollback) throws SQLException {
		end(rollback, this.perhapsCommitted ? Outcome.COMMITTED : Outcome.ROLLED_BACK);
	}

	@Override
	public void abort(JdbcCall abort) throws SQLException {
		end(abort, Outcome.UNKNOWN);
	}

	@Override
	public void close(JdbcCall close) throws SQLException {
		end(close, Outcome.UNKNOWN);
	}

	private void end(JdbcCall call, Outcome expected) throws SQLException {
		Outcome outcome = Outcome.UNKNOWN;
		try {
			call.run();
			outcome = expected;
		}
		finally {
			end(outcome);
		}
	}

	private void end(Outcome outcome) {
		this.marks.end(outcome);
		this.perhapsCommitted = false;
	}

}
