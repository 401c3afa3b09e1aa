package io.github.conditionalcache.change.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.TransactionalStore;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what an observer sees of changes.
 */
class ObservedChangesTests implements StoreObserver {

	private final List<Call> calls = new ArrayList<>();

	private final List<Outcome> outcomes = new ArrayList<>();

	private final Transactions transactions = new Transactions();

	private final MemoryChangeTagStore memory = new MemoryChangeTagStore(Duration.ofHours(1));

	@Override
	public void called(Call call, long nanos) {
		assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
		this.calls.add(call);
	}

	@Override
	public void ended(Outcome outcome) {
		this.outcomes.add(outcome);
	}

	private ChangeTags marked() {
		return new RecordedChangeTags(this.memory, new SpringTransaction(), this);
	}

	private ChangeTags written() {
		return new RecordedChangeTags(new Rows(), new SpringTransaction(), this);
	}

	@Test
	void markIsSeenWhenItEnds() {
		marked().touch("a");
		assertThat(this.calls).containsExactly(Call.NOTED);
		assertThat(this.outcomes).containsExactly(Outcome.COMMITTED);
	}

	@Test
	void marksOfOneTransactionAreSharedByAll() {
		this.transactions.run(() -> {
			marked().touch("a");
			marked().touch("a");
			assertThat(this.outcomes).isEmpty();
			assertThat(this.memory.changing()).hasValue(1);
		});
		assertThat(this.calls).containsExactly(Call.NOTED);
		assertThat(this.outcomes).containsExactly(Outcome.COMMITTED);
		assertThat(this.memory.changing()).hasValue(0);
	}

	@Test
	void rowIsSeenWhenItsTransactionEnds() {
		this.transactions.run(() -> {
			written().touch("a");
			assertThat(this.outcomes).isEmpty();
		});
		assertThat(this.outcomes).containsExactly(Outcome.COMMITTED);
		this.transactions.run(TransactionDefinition.PROPAGATION_REQUIRED, (status) -> {
			written().touch("a");
			status.setRollbackOnly();
		});
		assertThat(this.outcomes).containsExactly(Outcome.COMMITTED, Outcome.ROLLED_BACK);
		written().touch("a");
		assertThat(this.outcomes).containsExactly(Outcome.COMMITTED, Outcome.ROLLED_BACK, Outcome.COMMITTED);
		assertThat(this.calls).containsOnly(Call.NOTED).hasSize(3);
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
	}

	@Test
	void storeThatIsObservedDoesWhatItDoes() {
		Rows rows = new Rows();
		ObservedRows observed = new ObservedRows(rows, new SpringTransaction(), this);
		observed.append(new int[] { 1, 2 });
		assertThat(rows.appended).containsExactly("[1, 2]");
		assertThat(observed.read(new int[] { 1, 2 })).containsExactly(0, 2);
		long[] versions = new ObservedMarks(this.memory, this).read(new int[] { 1 });
		assertThat(versions).isEqualTo(this.memory.read(new int[] { 1 })).isNotEmpty();
	}

	@Test
	void changeThatCannotBeNotedIsSeen() {
		MarkingStore refusing = new MarkingStore() {

			@Override
			public long @Nullable [] read(int[] buckets) {
				return null;
			}

			@Override
			public Mark mark(int[] buckets) {
				throw new ChangeTagsUnavailableException("away", null);
			}

		};
		ChangeTags tags = new RecordedChangeTags(refusing, CurrentTransaction.NONE, this);
		assertThatExceptionOfType(ChangeTagsUnavailableException.class).isThrownBy(() -> tags.touch("a"));
		assertThat(this.calls).containsExactly(Call.NOT_NOTED);
		assertThat(this.outcomes).isEmpty();
	}

	@Test
	void withoutTransactionsEachChangeEndsAtOnce() {
		List<Outcome> ended = new ArrayList<>();
		CurrentTransaction.NONE.whenEnded(ended::add);
		assertThat(ended).containsExactly(Outcome.COMMITTED);
	}

	/**
	 * Appends to a list, in the transaction that there is.
	 */
	private static final class Rows implements TransactionalStore {

		private final List<String> appended = new ArrayList<>();

		@Override
		public long[] read(int[] buckets) {
			return new long[] { 0, buckets.length };
		}

		@Override
		public void append(int[] buckets) {
			this.appended.add(Arrays.toString(buckets));
		}

		@Override
		public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E {
			return write.run();
		}

	}

}
