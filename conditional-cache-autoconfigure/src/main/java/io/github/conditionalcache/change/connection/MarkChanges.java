package io.github.conditionalcache.change.connection;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.MarkingStore.Mark;
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

	private final MarkingStore store;

	private final Consumer<Runnable> atEnd;

	private final Set<Integer> marked = new HashSet<>();

	private final List<Mark> marks = new ArrayList<>();

	private boolean perhapsCommitted;

	/**
	 * Creates the changes.
	 * @param connection the connection
	 * @param store keeps the marks
	 * @param atEnd runs code when the callbacks of a transaction are over, which may
	 * evict what was read before
	 */
	MarkChanges(Connection connection, MarkingStore store, Consumer<Runnable> atEnd) {
		this.connection = connection;
		this.store = store;
		this.atEnd = atEnd;
	}

	@Override
	public @Nullable Object run(Change change, JdbcCall statement) throws SQLException {
		ConnectionChanges.refuseBeginning(change, this.connection);
		if (change.writes() && this.connection.getAutoCommit()) {
			return runAlone(change, statement);
		}
		mark(change);
		this.perhapsCommitted |= !change.plain();
		return statement.run();
	}

	private void mark(Change change) {
		int[] further = Arrays.stream(change.buckets()).filter((bucket) -> !this.marked.contains(bucket)).toArray();
		if (further.length > 0) {
			this.marks.add(this.store.mark(further));
			Arrays.stream(further).forEach(this.marked::add);
		}
	}

	private @Nullable Object runAlone(Change change, JdbcCall statement) throws SQLException {
		mark(change);
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
		if (!this.marks.isEmpty()) {
			List<Mark> ended = List.copyOf(this.marks);
			this.atEnd.accept(() -> ended.forEach((mark) -> mark.end(outcome)));
		}
		this.marks.clear();
		this.marked.clear();
		this.perhapsCommitted = false;
	}

}
