package io.github.conditionalcache.change.connection;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.statement.Change;
import io.github.conditionalcache.change.statement.Statements;
import io.github.conditionalcache.change.statement.TableTags;
import io.github.conditionalcache.change.transaction.ConnectionStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RowChanges}: each write has a row in the transaction that commits it,
 * and a write that may be committed apart has one of its own.
 */
class RowChangesTests implements ConnectionStore {

	private static final Map<Integer, String> TABLES = Map.of(Buckets.of("table:a"), "a", Buckets.of("table:b"), "b",
			Buckets.ALL, "all");

	private final List<String> log = new ArrayList<>();

	private final Statements statements = new Statements(new TableTags(Map.of()), "own");

	private boolean autoCommit;

	private final Connection connection = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { Connection.class }, (proxy, method, arguments) -> switch (method.getName()) {
				case "getAutoCommit" -> this.autoCommit;
				case "setAutoCommit" -> autoCommit((Boolean) arguments[0]);
				default -> own(method.getName());
			});

	private final RowChanges changes = new RowChanges(this.connection,
			new NotedRows(this.connection, this, StoreObserver.NONE));

	private @Nullable Object autoCommit(boolean on) {
		this.autoCommit = on;
		this.log.add(on ? "on" : "off");
		return null;
	}

	private @Nullable Object own(String call) {
		this.log.add("own " + call);
		return null;
	}

	@Override
	public long[] read(int[] buckets) {
		return new long[0];
	}

	@Override
	public void append(int[] buckets) {
		throw new AssertionError("The row is written on the connection of the statement");
	}

	@Override
	public void append(Connection used, int[] buckets) {
		assertThat(used).isSameAs(this.connection);
		this.log.add(IntStream.of(buckets).mapToObj(TABLES::get).sorted().collect(Collectors.joining("+", "row ", "")));
	}

	@Override
	public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) {
		throw new AssertionError("The transaction is that of the connection");
	}

	private void step(String step) throws SQLException {
		switch (step) {
			case "commit" -> this.changes.commit(() -> this.log.add("commit"));
			case "rollback" -> this.changes.rollback(() -> this.log.add("rollback"));
			case "undo" -> this.changes.forget();
			case "close" -> this.changes.close(() -> this.log.add("close"));
			case "fail" -> run(this.statements.of("delete from a"), true);
			case "fail all" -> run(this.statements.of("call refresh()"), true);
			default -> run(this.statements.of(step), false);
		}
	}

	private void run(Change change, boolean fails) throws SQLException {
		try {
			Object result = this.changes.run(change, () -> {
				this.log.add(fails ? "failure" : "statement");
				if (fails) {
					throw new SQLException("no");
				}
				return "result";
			});
			assertThat(result).isEqualTo("result");
		}
		catch (SQLException ex) {
			assertThat(fails || change.begins()).isTrue();
		}
	}

	// The store's row of CALL stands before the data, and again behind it
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|',
			textBlock = """
					auto  | steps                                         | log
					false | select 1                                      | statement
					false | delete from a; delete from a; commit          | row a, statement, statement, commit
					false | delete from a; delete from b; commit          | row a, statement, row b, statement, commit
					false | delete from a; commit; delete from a          | row a, statement, commit, row a, statement
					false | delete from a; rollback; delete from a        | row a, statement, rollback, row a, statement
					false | delete from a; undo; delete from a            | row a, statement, row a, statement
					false | fail; delete from a                           | row a, failure, row a, statement
					false | delete from a; close                          | row a, statement, close
					false | call refresh(); commit                        | row all, statement, row all, commit
					false | call refresh(); commit; rollback              | row all, statement, row all, commit, rollback
					false | call refresh(); undo; commit                  | row all, statement, row all, row all, commit
					false | call refresh(); delete from a; undo; commit   | row all, statement, row all, row a, statement, row all, commit
					false | call refresh(); rollback                      | row all, statement, row all, rollback, row all, own commit
					false | call refresh(); rollback; rollback            | row all, statement, row all, rollback, row all, own commit, rollback
					false | call refresh(); close                         | row all, statement, row all, own rollback, row all, own commit, close
					false | call refresh(); commit; close                 | row all, statement, row all, commit, close
					false | fail all; commit                              | row all, failure, row all, commit
					false | begin                                         | statement
					true  | select 1                                      | statement
					true  | delete from a                                 | off, row a, statement, own commit, on
					true  | delete from a; delete from a                  | off, row a, statement, own commit, on, off, row a, statement, own commit, on
					true  | fail                                          | off, row a, failure, own rollback, row a, own commit, on
					true  | fail; delete from a                           | off, row a, failure, own rollback, row a, own commit, on, off, row a, statement, own commit, on
					true  | call refresh()                                | off, row all, statement, row all, own commit, on
					true  | call refresh(); close                         | off, row all, statement, row all, own commit, on, close
					true  | begin                                         | ''
					""")
	void eachWriteHasARowInItsTransaction(boolean auto, String steps, String noted) throws SQLException {
		this.autoCommit = auto;
		for (String step : Arrays.stream(steps.split(";")).map(String::strip).toList()) {
			step(step);
		}
		assertThat(String.join(", ", this.log)).isEqualTo(noted);
		assertThat(this.autoCommit).isEqualTo(auto);
	}

}
