package io.github.conditionalcache.change.transaction;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs code behind all callbacks of the current transaction, which may evict from caches
 * what was read before it. Needs spring-tx. Thread-safe.
 */
public final class AfterTransaction {

	private AfterTransaction() {
	}

	/**
	 * Runs code after the transaction of the current thread, or at once without one.
	 * @param code the code
	 */
	public static void run(Runnable code) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new Last(code));
		}
		else {
			code.run();
		}
	}

	/**
	 * The last of the callbacks.
	 *
	 * @param code the code
	 */
	private record Last(Runnable code) implements TransactionSynchronization, Ordered {

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

		@Override
		public void afterCompletion(int status) {
			this.code.run();
		}

	}

}
