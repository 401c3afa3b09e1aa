package io.github.conditionalcache.change.transaction;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.TransactionalStore;

/**
 * Chooses how changes are noted, by the kind of the store.
 */
final class ChangeRecorders {

	private ChangeRecorders() {
	}

	/**
	 * Returns the recorder of a store.
	 * @param store keeps the versions of tags
	 * @param transaction the transaction of a thread
	 * @param observer sees how the store fares
	 * @return notes changes in the store
	 * @throws IllegalArgumentException if the store is neither a marking nor a
	 * transactional one
	 */
	static ChangeRecorder of(ChangeTagStore store, CurrentTransaction transaction, StoreObserver observer) {
		if (store instanceof TransactionalStore transactional) {
			return new TransactionalChanges(new ObservedRows(transactional, transaction, observer));
		}
		if (store instanceof MarkingStore marking) {
			return new MarkedChanges(new ObservedMarks(marking, observer), transaction);
		}
		throw new IllegalArgumentException(
				"%s must implement MarkingStore or TransactionalStore".formatted(store.getClass().getName()));
	}

}
