package io.github.conditionalcache.change.transaction;

import io.github.conditionalcache.change.MarkingStore;

/**
 * The transaction of the current thread, if there is one. Thread-safe.
 */
@FunctionalInterface
public interface CurrentTransaction {

	/**
	 * For applications without transactions.
	 */
	CurrentTransaction NONE = (store, buckets) -> false;

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

}
