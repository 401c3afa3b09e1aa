package io.github.conditionalcache.change.transaction;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.TransactionalStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FoundChangesTests implements StoreObserver {

	private static final int[] BUCKETS = { 1, 2 };

	private final List<String> noted = new ArrayList<>();

	private final List<String> seen = new ArrayList<>();

	private final List<Consumer<MarkingStore.Outcome>> ended = new ArrayList<>();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			committed, outcome
			true,      COMMITTED
			false,     UNKNOWN
			""")
	void marksStayUntilTheTransactionHasEnded(boolean committed, String outcome) {
		FoundChanges.Ending ending = changes(new Marking(), CurrentTransaction.NONE).beforeCommit(connection(false),
				BUCKETS);
		assertThat(this.noted).containsExactly("mark [1, 2]");
		ending.ended(committed);
		assertThat(this.noted).containsExactly("mark [1, 2]", outcome);
		assertThat(this.seen).containsExactly("NOTED", outcome);
	}

	@Test
	void rowsAreWrittenOnTheConnectionOfTheData() {
		Connection connection = connection(false);
		changes(new OnConnection(), CurrentTransaction.NONE).beforeCommit(connection, BUCKETS).ended(false);
		changes(new OnConnection(), CurrentTransaction.NONE).within(connection, BUCKETS);
		String row = "[1, 2] on " + System.identityHashCode(connection);
		assertThat(this.noted).containsExactly(row, row);
		assertThat(this.seen).containsExactly("NOTED", "UNKNOWN", "NOTED", "COMMITTED");
	}

	@Test
	void storeWithoutConnectionsIsAskedToAppend() {
		changes(new InTransaction(), CurrentTransaction.NONE).beforeCommit(connection(false), BUCKETS).ended(true);
		changes(new InTransaction(), active()).within(connection(false), BUCKETS);
		changes(new InTransaction(), active()).within(BUCKETS);
		assertThat(this.noted).containsExactly("[1, 2]", "[1, 2]", "[1, 2]");
	}

	@Test
	void marksEndWithTheTransactionOfSpring() {
		changes(new Marking(), active()).within(connection(false), BUCKETS);
		changes(new Marking(), active()).beforeCommit(connection(false), BUCKETS).ended(true);
		assertThat(this.noted).containsExactly("mark [1, 2]", "mark [1, 2]");
		this.ended.forEach((action) -> action.accept(MarkingStore.Outcome.COMMITTED));
		assertThat(this.noted).endsWith("COMMITTED", "COMMITTED");
	}

	// The data may have been committed in a transaction of its own
	@Test
	void changeStaysThoughTheTransactionOfSpringRollsBack() {
		changes(new Marking(), active()).within(BUCKETS);
		changes(new InTransaction(), active()).within(BUCKETS);
		this.ended.forEach((action) -> action.accept(MarkingStore.Outcome.ROLLED_BACK));
		assertThat(this.noted).containsExactly("mark [1, 2]", "[1, 2]", "UNKNOWN", "[1, 2]");
		assertThat(this.seen).containsExactly("NOTED", "NOTED", "UNKNOWN", "ROLLED_BACK");
	}

	@Test
	void writeThatCommitsByItselfIsRefusedInAnyTransactionOfSpring() {
		FoundChanges changes = changes(new Marking(), active());
		assertThatExceptionOfType(ChangeTagsUnavailableException.class)
			.isThrownBy(() -> changes.within(connection(true), BUCKETS));
		assertThat(this.noted).isEmpty();
	}

	@Test
	void checkOfATransactionNotesNothing() {
		changes(new OnConnection(), CurrentTransaction.NONE).within(connection(false), new int[0]);
		changes(new Marking(), active()).within(connection(false), new int[0]);
		changes(new InTransaction(), active()).within(connection(false), new int[0]);
		assertThat(this.noted).isEmpty();
		assertThat(this.seen).isEmpty();
		assertThat(this.ended).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void writeWithoutTransactionIsRefused(boolean marking) {
		FoundChanges changes = changes(marking ? new Marking() : new OnConnection(), CurrentTransaction.NONE);
		assertThatExceptionOfType(ChangeTagsUnavailableException.class)
			.isThrownBy(() -> changes.within(connection(true), BUCKETS))
			.withMessageContaining("Begin a transaction");
		assertThatExceptionOfType(ChangeTagsUnavailableException.class).isThrownBy(() -> changes.within(BUCKETS))
			.withMessageContaining("that Spring manages");
		assertThat(this.noted).isEmpty();
	}

	private FoundChanges changes(ChangeTagStore store, CurrentTransaction transaction) {
		return new FoundChanges(() -> store, transaction, () -> this);
	}

	@Override
	public void called(Call call, long nanos) {
		this.seen.add(call.name());
	}

	@Override
	public void ended(MarkingStore.Outcome outcome) {
		this.seen.add(outcome.name());
	}

	private CurrentTransaction active() {
		return new CurrentTransaction() {

			@Override
			public boolean mark(MarkingStore store, int[] buckets) {
				throw new AssertionError("The data may be committed in another transaction");
			}

			@Override
			public void whenEnded(Consumer<MarkingStore.Outcome> action) {
				FoundChangesTests.this.ended.add(action);
			}

			@Override
			public boolean isActive() {
				return true;
			}

		};
	}

	private static Connection connection(boolean autoCommit) {
		return (Connection) Proxy.newProxyInstance(FoundChangesTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> autoCommit);
	}

	private final class Marking implements MarkingStore {

		@Override
		public long[] read(int[] buckets) {
			return new long[0];
		}

		@Override
		public Mark mark(int[] buckets) {
			FoundChangesTests.this.noted.add("mark " + Arrays.toString(buckets));
			return (outcome) -> FoundChangesTests.this.noted.add(outcome.name());
		}

	}

	private class InTransaction implements TransactionalStore {

		@Override
		public long[] read(int[] buckets) {
			return new long[0];
		}

		@Override
		public void append(int[] buckets) {
			FoundChangesTests.this.noted.add(Arrays.toString(buckets));
		}

		@Override
		public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E {
			return write.run();
		}

	}

	private final class OnConnection extends InTransaction implements ConnectionStore {

		@Override
		public void append(Connection connection, int[] buckets) {
			FoundChangesTests.this.noted.add(Arrays.toString(buckets) + " on " + System.identityHashCode(connection));
		}

	}

}
