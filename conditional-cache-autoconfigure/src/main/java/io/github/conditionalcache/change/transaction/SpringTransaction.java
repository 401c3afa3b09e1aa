package io.github.conditionalcache.change.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.MarkingStore.Mark;
import io.github.conditionalcache.change.MarkingStore.Outcome;

import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction that Spring manages for the current thread, declarative or not. As a
 * listener it notices each commit that is tried. Needs spring-tx. Thread-safe.
 */
public final class SpringTransaction implements CurrentTransaction, TransactionExecutionListener {

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		TransactionSynchronizationManager.getResourceMap().values().forEach((resource) -> {
			if (resource instanceof Marks marks) {
				marks.commitTried = true;
			}
		});
	}

	@Override
	public boolean mark(MarkingStore store, int[] buckets) {
		boolean active = isActive();
		if (active) {
			marks(store).mark(buckets);
		}
		return active;
	}

	@Override
	public boolean isActive() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	@Override
	public void whenEnded(Consumer<Outcome> action) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			action.accept(Outcome.COMMITTED);
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				Outcome outcome = (status == STATUS_ROLLED_BACK) ? Outcome.ROLLED_BACK : Outcome.UNKNOWN;
				action.accept((status == STATUS_COMMITTED) ? Outcome.COMMITTED : outcome);
			}

		});
	}

	private static Marks marks(MarkingStore store) {
		Marks marks = (Marks) TransactionSynchronizationManager.getResource(store);
		if (marks == null) {
			marks = new Marks(store);
			TransactionSynchronizationManager.registerSynchronization(marks);
			TransactionSynchronizationManager.bindResource(store, marks);
		}
		return marks;
	}

	/**
	 * The marks of one transaction. Bound to the thread while that transaction is the
	 * current one.
	 */
	private static final class Marks implements TransactionSynchronization, Ordered {

		private final MarkingStore store;

		private final BitSet marked = new BitSet();

		private final List<Mark> marks = new ArrayList<>();

		private boolean commitTried;

		private boolean completing;

		Marks(MarkingStore store) {
			this.store = store;
		}

		void mark(int[] buckets) {
			int[] further = Arrays.stream(buckets).filter((bucket) -> !this.marked.get(bucket)).toArray();
			if (further.length > 0) {
				this.marks.add(this.store.mark(further));
				Arrays.stream(further).forEach(this.marked::set);
			}
		}

		/**
		 * The last one before the commit, and the last one after it.
		 */
		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

		@Override
		public void suspend() {
			TransactionSynchronizationManager.unbindResource(this.store);
		}

		@Override
		public void resume() {
			TransactionSynchronizationManager.bindResource(this.store, this);
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			this.commitTried = true;
		}

		@Override
		public void beforeCompletion() {
			this.completing = true;
		}

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(this.store);
			Outcome outcome = outcome(status);
			this.marks.forEach((mark) -> mark.end(outcome));
		}

		// A transaction manager may report a roll-back where the reply to the commit was
		// lost, and the data becomes visible later. Marks that were set during the commit
		// itself, as by a listener of entities that are flushed, have seen nothing of it
		private Outcome outcome(int status) {
			if (status == STATUS_COMMITTED) {
				return Outcome.COMMITTED;
			}
			boolean rolledBack = status == STATUS_ROLLED_BACK && this.completing && !this.commitTried;
			return rolledBack ? Outcome.ROLLED_BACK : Outcome.UNKNOWN;
		}

	}

}
