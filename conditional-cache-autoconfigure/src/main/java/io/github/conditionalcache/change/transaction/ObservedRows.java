package io.github.conditionalcache.change.transaction;

import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.TransactionalStore;
import org.jspecify.annotations.Nullable;

/**
 * Shows how long it takes to note changes in the transaction of the data, and how they
 * end. Thread-safe.
 *
 * @param store keeps the versions
 * @param transaction the transaction of a thread
 * @param observer sees how the store fares
 */
record ObservedRows(TransactionalStore store, CurrentTransaction transaction,
		StoreObserver observer) implements TransactionalStore {

	@Override
	public long @Nullable [] read(int[] buckets) {
		return this.store.read(buckets);
	}

	@Override
	public void append(int[] buckets) {
		NotedChange.of(this.observer, () -> {
			this.store.append(buckets);
			return buckets;
		});
		this.transaction.whenEnded(this.observer::ended);
	}

	@Override
	public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E {
		return this.store.inTransaction(write);
	}

}
