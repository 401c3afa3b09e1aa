package io.github.conditionalcache.autoconfigure;

import io.github.conditionalcache.placement.FreshReads;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Clears the persistence contexts that are bound to the thread, as with open-in-view:
 * their entities are as old as the failed transaction. The connection is kept, since a
 * second one for each write that fails may be more than the pool has. Apart, because
 * Spring's transactions may be absent.
 */
final class FreshTransactionalReads implements FreshReads {

	private final boolean persistenceContexts;

	private FreshTransactionalReads(boolean persistenceContexts) {
		this.persistenceContexts = persistenceContexts;
	}

	static FreshReads of(@Nullable ClassLoader classLoader) {
		return new FreshTransactionalReads(
				ClassUtils.isPresent("org.springframework.orm.jpa.EntityManagerHolder", classLoader)
						&& ClassUtils.isPresent("jakarta.persistence.EntityManager", classLoader));
	}

	@Override
	public boolean begin() {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return false;
		}
		if (this.persistenceContexts) {
			TransactionSynchronizationManager.getResourceMap().values().forEach(PersistenceContext::clear);
		}
		return true;
	}

	/**
	 * A persistence context. Apart, because JPA may be absent.
	 */
	private static final class PersistenceContext {

		private static void clear(Object resource) {
			if (resource instanceof EntityManagerHolder holder) {
				holder.getEntityManager().clear();
			}
		}

	}

}
