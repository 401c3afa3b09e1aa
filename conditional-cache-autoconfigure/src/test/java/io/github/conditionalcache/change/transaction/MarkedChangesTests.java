package io.github.conditionalcache.change.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MarkedChangesTests {

	private static final String TAG = "book:1";

	private final MemoryChangeTagStore store = new MemoryChangeTagStore(Duration.ofHours(1));

	private final Transactions transactions = new Transactions();

	private final RecordedChangeTags tags = new RecordedChangeTags(this.store, new SpringTransaction(),
			StoreObserver.NONE);

	private final long[] before = this.store.read(Buckets.of(List.of(TAG)));

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
	}

	private State state() {
		return state(TAG);
	}

	private State state(String tag) {
		long[] now = this.store.read(Buckets.of(List.of(tag)));
		if (now == null) {
			return State.CHANGING;
		}
		return Arrays.equals(now, this.before) ? State.SAME : State.CHANGED;
	}

	@Test
	void touchOutsideOfTransactionsCountsAtOnce() {
		this.tags.touch(TAG);
		assertThat(state()).isEqualTo(State.CHANGED);
	}

	@Test
	void touchOfAllCountsForEachTag() {
		this.tags.touchAll();
		assertThat(state()).isEqualTo(State.CHANGED);
	}

	@Test
	void tagIsUnstableWhileTheDataBecomesVisible() {
		List<State> seen = new ArrayList<>();
		this.transactions.onCommit(() -> seen.add(state()));
		this.transactions.run(() -> {
			this.tags.touch(TAG);
			this.tags.touch(TAG, "books");
			this.tags.touch("books");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					seen.add(state());
				}

			});
		});
		assertThat(seen).containsExactly(State.CHANGING, State.CHANGING);
		assertThat(state()).isEqualTo(State.CHANGED);
	}

	@Test
	void rollBackChangesNothing() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.transactions.run(() -> {
			this.tags.touch(TAG);
			throw new IllegalStateException("no");
		}));
		assertThat(state()).isEqualTo(State.SAME);
	}

	@Test
	void transactionThatMayOnlyRollBackChangesNothing() {
		this.transactions.run(TransactionDefinition.PROPAGATION_REQUIRED, (status) -> {
			this.tags.touch(TAG);
			status.setRollbackOnly();
		});
		assertThat(state()).isEqualTo(State.SAME);
	}

	@Test
	void failureBeforeTheCommitIsTriedChangesNothing() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.transactions.run(() -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					throw new IllegalStateException("flush failed");
				}

			});
			this.tags.touch(TAG);
		}));
		assertThat(state()).isEqualTo(State.SAME);
	}

	@Test
	void rollBackThatIsReportedAfterTheCommitWasTriedIsNotBelieved() {
		this.transactions.loseReplies();
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.transactions.run(() -> this.tags.touch(TAG)));
		assertThat(state()).isEqualTo(State.CHANGING);
	}

	// Spring reports a roll-back for what is no TransactionException
	@ParameterizedTest
	@EnumSource
	void rollBackThatIsReportedForAFailedCommitIsNotBelieved(FirstTouch firstTouch) {
		this.transactions.setTransactionExecutionListeners(List.of(new SpringTransaction()));
		this.transactions.onCommit(() -> {
			firstTouch.duringCommit(() -> this.tags.touch(TAG));
			throw new IllegalStateException("no reply");
		});
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.transactions.run(() -> firstTouch.beforeCommit(() -> this.tags.touch(TAG))));
		assertThat(state()).isEqualTo(State.CHANGING);
	}

	@Test
	void independentTransactionCountsByItself() {
		List<State> between = new ArrayList<>();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.transactions.run(() -> {
			this.tags.touch("books");
			this.transactions.run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> this.tags.touch(TAG));
			between.add(state());
			throw new IllegalStateException("only the outer one");
		}));
		assertThat(between).containsExactly(State.CHANGED);
		assertThat(state()).isEqualTo(State.CHANGED);
		assertThat(Arrays.equals(Arrays.copyOfRange(this.store.read(Buckets.of(List.of("books"))), 2, 3),
				new long[] { 0 }))
			.isTrue();
	}

	@Test
	void independentTransactionThatRollsBackLeavesTheOuterOne() {
		this.transactions.run(() -> {
			this.tags.touch(TAG);
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> this.transactions.run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> {
					this.tags.touch(TAG);
					throw new IllegalStateException("only the inner one");
				}));
			assertThat(state()).isEqualTo(State.CHANGING);
		});
		assertThat(state()).isEqualTo(State.CHANGED);
	}

	@Test
	void suspendedTransactionIsNotThatOfATouch() {
		this.transactions.run(() -> {
			this.transactions.run(TransactionDefinition.PROPAGATION_NOT_SUPPORTED, () -> {
				this.tags.touch(TAG);
				assertThat(state()).isEqualTo(State.CHANGED);
			});
			this.tags.touch("books");
		});
	}

	@Test
	void joinedTransactionThatRollsBackTakesTheOuterOneAlong() {
		assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(() -> this.transactions.run(() -> {
			this.tags.touch("books");
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.transactions.run(() -> {
				this.tags.touch(TAG);
				throw new IllegalStateException("no");
			}));
		}));
		assertThat(state()).isEqualTo(State.SAME);
	}

	@Test
	void scopeWithoutTransactionCountsAtOnce() {
		this.transactions.run(TransactionDefinition.PROPAGATION_SUPPORTS, () -> {
			this.tags.touch(TAG);
			assertThat(state()).isEqualTo(State.CHANGED);
		});
	}

	@Test
	void touchAfterTheCommitCounts() {
		this.transactions
			.run(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					MarkedChangesTests.this.tags.touch(TAG);
				}

			}));
		assertThat(state()).isEqualTo(State.CHANGED);
	}

	@Test
	void touchAfterCompletionCounts() {
		this.transactions
			.run(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					MarkedChangesTests.this.tags.touch(TAG);
				}

			}));
		assertThat(state()).isEqualTo(State.CHANGED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void writeWithoutTransactionIsCoveredUntilItEnds(boolean fails) {
		try {
			String result = this.tags.changing(List.of(TAG), () -> {
				assertThat(state()).isEqualTo(State.CHANGING);
				if (fails) {
					throw new IOException("after the write");
				}
				return "written";
			});
			assertThat(result).isEqualTo("written");
		}
		catch (IOException ex) {
			assertThat(fails).isTrue();
		}
		assertThat(state()).isEqualTo(fails ? State.CHANGING : State.CHANGED);
	}

	@Test
	void writeWithinATransactionIsCoveredUntilTheTransactionEnds() {
		this.transactions.run(() -> {
			this.tags.changing(List.of(TAG), () -> {
				assertThat(state()).isEqualTo(State.CHANGING);
				return 1;
			});
			assertThat(state()).isEqualTo(State.CHANGING);
		});
		assertThat(state()).isEqualTo(State.CHANGED);
	}

	@Test
	void tagsOfTheResultCoverAWriteWithoutTransactionFromItsBeginning() {
		MarkedChanges changes = new MarkedChanges(this.store, new SpringTransaction());
		changes.changing(new int[0], () -> {
			assertThat(state()).isEqualTo(State.CHANGING);
			assertThat(state("anything")).isEqualTo(State.CHANGING);
			return TAG;
		}, (tag) -> Buckets.of(List.of(tag)));
		assertThat(state()).isEqualTo(State.CHANGED);
		assertThat(state("anything")).isEqualTo(State.SAME);
	}

	@Test
	void writeThatFailsBeforeItsTagsAreKnownMayChangeAll() {
		MarkedChanges changes = new MarkedChanges(this.store, new SpringTransaction());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> changes.changing(new int[0], () -> {
			throw new IOException("after the write");
		}, (result) -> Buckets.of(List.of(TAG))));
		assertThat(state("anything")).isEqualTo(State.CHANGING);
	}

	// A mark that is not ended would never be stable again
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			fails | ofResult | marks
			false | false    | mark [1], COMMITTED [1]
			true  | false    | mark [1], UNKNOWN [1]
			false | true     | mark [65536], mark [1], COMMITTED [1], mark [7], COMMITTED [7], ROLLED_BACK [65536]
			true  | true     | mark [65536], UNKNOWN [65536]
			""")
	void eachMarkOfAWriteWithoutTransactionIsEnded(boolean fails, boolean ofResult, String marks) {
		List<String> noted = new ArrayList<>();
		MarkedChanges changes = new MarkedChanges(noting(noted), CurrentTransaction.NONE);
		try {
			changes.changing(new int[] { 1 }, () -> {
				if (fails) {
					throw new IOException("after the write");
				}
				return 7;
			}, ofResult ? (result) -> new int[] { result } : null);
		}
		catch (IOException ex) {
			assertThat(fails).isTrue();
		}
		assertThat(String.join(", ", noted)).isEqualTo(marks);
	}

	private static MarkingStore noting(List<String> noted) {
		return new MarkingStore() {

			@Override
			public long[] read(int[] buckets) {
				return new long[0];
			}

			@Override
			public Mark mark(int[] buckets) {
				noted.add("mark " + Arrays.toString(buckets));
				return (outcome) -> noted.add(outcome + " " + Arrays.toString(buckets));
			}

		};
	}

	@Test
	void bucketIsMarkedOnceThoughAnotherTransactionWasBetween() {
		List<String> noted = new ArrayList<>();
		MarkedChanges changes = new MarkedChanges(noting(noted), new SpringTransaction());
		this.transactions.run(() -> {
			changes.touch(new int[] { 1 });
			this.transactions.run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> changes.touch(new int[] { 1 }));
			changes.touch(new int[] { 1, 2 });
		});
		assertThat(noted).containsExactly("mark [1]", "mark [1]", "COMMITTED [1]", "mark [2]", "COMMITTED [1]",
				"COMMITTED [2]");
	}

	@Test
	void writeThatFailsWithinATransactionThatCommitsChangesAll() {
		MarkedChanges changes = new MarkedChanges(this.store, new SpringTransaction());
		this.transactions.run(
				() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> changes.changing(new int[0], () -> {
					throw new IOException("caught by the caller");
				}, (result) -> Buckets.of(List.of(TAG)))));
		assertThat(state("anything")).isEqualTo(State.CHANGED);
	}

	@Test
	void writeIsRefusedWhereItCannotBeMarked() {
		MarkingStore refusing = new MarkingStore() {

			@Override
			public long[] read(int[] buckets) {
				return new long[0];
			}

			@Override
			public Mark mark(int[] buckets) {
				throw new ChangeTagsUnavailableException("no", null);
			}

		};
		RecordedChangeTags refused = new RecordedChangeTags(refusing, new SpringTransaction(), StoreObserver.NONE);
		List<String> written = new ArrayList<>();
		assertThatExceptionOfType(ChangeTagsUnavailableException.class)
			.isThrownBy(() -> refused.changing(List.of(TAG), () -> written.add("data")));
		assertThatExceptionOfType(ChangeTagsUnavailableException.class)
			.isThrownBy(() -> this.transactions.run(() -> refused.changing(List.of(TAG), () -> written.add("data"))));
		assertThat(written).isEmpty();
	}

	@Test
	void nothingNeedsSpringsTransactions() {
		RecordedChangeTags without = new RecordedChangeTags(this.store, CurrentTransaction.NONE, StoreObserver.NONE);
		this.transactions.run(() -> without.touch(TAG));
		assertThat(state()).isEqualTo(State.CHANGED);
	}

	private enum State {

		SAME, CHANGING, CHANGED

	}

	private enum FirstTouch {

		IN_THE_SERVICE {

			@Override
			void beforeCommit(Runnable touch) {
				touch.run();
			}

		},

		IN_ANOTHER_SYNCHRONIZATION {

			@Override
			void beforeCommit(Runnable touch) {
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						touch.run();
					}

				});
			}

		},

		IN_THE_FLUSH {

			@Override
			void duringCommit(Runnable touch) {
				touch.run();
			}

		};

		void beforeCommit(Runnable touch) {
		}

		void duringCommit(Runnable touch) {
		}

	}

}
