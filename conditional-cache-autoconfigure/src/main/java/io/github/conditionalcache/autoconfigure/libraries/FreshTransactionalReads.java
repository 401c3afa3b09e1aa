package io.github.conditionalcache.autoconfigure.libraries;

import io.github.conditionalcache.placement.FreshReads;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Clears the persistence contexts that are bound to the thread, as with open-in-view:
 * their entities are as old as the failed transaction. The connection is kept, since a
 * second one for each write that fails may be more than the pool has. Apart, because
 * Spring's transactions may be absent.
 */
final class FreshTransactionalReads implements FreshReads {

	private final boolean persistenceContexts;

	/**
	 * Creates the reads.
	 * @param persistenceContexts whether there may be any, as JPA is on the class path
	 */
	FreshTransactionalReads(boolean persistenceContexts) {
		this.persistenceContexts = persistenceContexts;
	}

	@Override
	public boolean begin() {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return false;
		}
		if (this.persistenceContexts) {
			TransactionSynchronizationManager.getResourceMap().values().forEach(PersistenceContexts::clear);
		}
		return true;
	}

}
