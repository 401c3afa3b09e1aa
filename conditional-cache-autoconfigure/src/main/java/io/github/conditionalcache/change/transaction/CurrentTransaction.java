package io.github.conditionalcache.change.transaction;

import java.util.function.Consumer;

import io.github.conditionalcache.change.MarkingStore;

/**
 * The transaction of the current thread, if there is one. Thread-safe.
 */
public interface CurrentTransaction {

	/**
	 * For applications without transactions.
	 */
	CurrentTransaction NONE = new CurrentTransaction() {

		@Override
		public boolean mark(MarkingStore store, int[] buckets) {
			return false;
		}

		@Override
		public void whenEnded(Consumer<MarkingStore.Outcome> action) {
			action.accept(MarkingStore.Outcome.COMMITTED);
		}

	};

	/**
	 * Marks buckets until the transaction ends.
	 * @param store the store
	 * @param buckets the buckets, ascending, each once
	 * @return {@code false} if no transaction is active, so that nothing was done
	 */
	boolean mark(MarkingStore store, int[] buckets);

	/**
	 * Returns whether there is a transaction that will be told to end.
	 * @return {@code true} if {@link #mark} would mark
	 */
	default boolean isActive() {
		return false;
	}

	/**
	 * Calls an action when the transaction has ended, or now if none is active.
	 * @param action is told the fate of the data
	 */
	void whenEnded(Consumer<MarkingStore.Outcome> action);

}
