package io.github.conditionalcache.change.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import io.github.conditionalcache.change.MarkingStore.Outcome;
import io.github.conditionalcache.change.statement.Change;
import org.jspecify.annotations.Nullable;

/**
 * Notes the changes of one connection as rows in the same transaction. A row is written
 * before its statement, so a statement that has changed something and fails all the same,
 * such as a batch, is noted too.
 */
final class RowChanges implements ConnectionChanges {

	private final Connection connection;

	private final NotedRows rows;

	/**
	 * The buckets that have a row in the current transaction, as long as none of it can
	 * have been undone.
	 */
	private final Set<Integer> noted = new HashSet<>();

	/**
	 * The buckets of statements that may have been committed apart from the transaction.
	 */
	private final Set<Integer> unsure = new TreeSet<>();

	RowChanges(Connection connection, NotedRows rows) {
		this.connection = connection;
		this.rows = rows;
	}

	@Override
	public @Nullable Object run(Change change, JdbcCall statement) throws SQLException {
		ConnectionChanges.refuseBeginning(change, this.connection);
		boolean alone = change.writes() && this.connection.getAutoCommit();
		return alone ? runAlone(change, statement) : runWithin(change, statement);
	}

	private @Nullable Object runWithin(Change change, JdbcCall statement) throws SQLException {
		try {
			note(change);
			return change.plain() ? statement.run() : runUnsure(change, statement);
		}
		catch (SQLException | RuntimeException | Error ex) {
			// A deadlock has rolled everything back, of the row or of the statement
			this.noted.clear();
			throw ex;
		}
	}

	private void note(Change change) {
		int[] further = Arrays.stream(change.buckets()).filter((bucket) -> !this.noted.contains(bucket)).toArray();
		if (further.length > 0) {
			this.rows.append(further);
			Arrays.stream(further).forEach(this.noted::add);
		}
	}

	// It may commit the first row before it writes
	private @Nullable Object runUnsure(Change change, JdbcCall statement) throws SQLException {
		Arrays.stream(change.buckets()).forEach(this.unsure::add);
		Object result = statement.run();
		this.noted.clear();
		note(change);
		return result;
	}

	// Without a transaction the data would be visible before or after its row
	private @Nullable Object runAlone(Change change, JdbcCall statement) throws SQLException {
		this.connection.setAutoCommit(false);
		try {
			Object result = runWithin(change, statement);
			this.connection.commit();
			this.rows.ended(Outcome.COMMITTED);
			this.connection.setAutoCommit(true);
			return result;
		}
		catch (SQLException | RuntimeException | Error ex) {
			noteFailed(change, ex);
			throw ex;
		}
		finally {
			this.rows.ended(Outcome.UNKNOWN);
			clear();
		}
	}

	// Tables that know no transactions keep what a failed statement has written
	private void noteFailed(Change change, Throwable failure) {
		try {
			noteAgain(change);
		}
		catch (SQLException | RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void noteAgain(Change change) throws SQLException {
		try {
			this.connection.rollback();
			this.rows.ended(Outcome.ROLLED_BACK);
			this.rows.append(change.buckets());
			this.connection.commit();
			this.rows.ended(Outcome.COMMITTED);
		}
		finally {
			this.connection.setAutoCommit(true);
		}
	}

	@Override
	public void commit(JdbcCall commit) throws SQLException {
		int[] undone = this.unsure.stream()
			.filter((bucket) -> !this.noted.contains(bucket))
			.mapToInt(Integer::intValue)
			.toArray();
		if (undone.length > 0) {
			this.rows.append(undone);
		}
		this.noted.clear();
		Outcome outcome = Outcome.UNKNOWN;
		try {
			commit.run();
			outcome = Outcome.COMMITTED;
		}
		finally {
			this.rows.ended(outcome);
		}
		clear();
	}

	@Override
	public void rollback(JdbcCall rollback) throws SQLException {
		this.noted.clear();
		rollback.run();
		this.rows.ended(Outcome.ROLLED_BACK);
		if (!this.unsure.isEmpty()) {
			this.rows.append(this.unsure.stream().mapToInt(Integer::intValue).toArray());
			this.connection.commit();
			this.rows.ended(Outcome.COMMITTED);
		}
		clear();
	}

	@Override
	public void forget() {
		this.noted.clear();
	}

	@Override
	public void close(JdbcCall close) throws SQLException {
		try {
			if (!this.unsure.isEmpty()) {
				rollback(this::rollbackConnection);
			}
		}
		finally {
			this.rows.ended(Outcome.UNKNOWN);
			close.run();
		}
	}

	private @Nullable Object rollbackConnection() throws SQLException {
		this.connection.rollback();
		return null;
	}

	private void clear() {
		this.noted.clear();
		this.unsure.clear();
	}

}
