package io.github.conditionalcache.change.transaction;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.TransactionalStore;
import io.github.conditionalcache.change.declared.StoreObserver;

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
	@SuppressWarnings("ReferenceEquality")
	static ChangeRecorder of(ChangeTagStore store, CurrentTransaction transaction, StoreObserver observer) {
		if (store instanceof TransactionalStore transactional) {
			return new TransactionalChanges((observer == StoreObserver.NONE) ? transactional
					: new ObservedRows(transactional, transaction, observer));
		}
		if (store instanceof MarkingStore marking) {
			return new MarkedChanges((observer == StoreObserver.NONE) ? marking : new ObservedMarks(marking, observer),
					transaction);
		}
		throw new IllegalArgumentException(
				"%s must implement MarkingStore or TransactionalStore".formatted(store.getClass().getName()));
	}

}
