package io.github.conditionalcache.autoconfigure.libraries;

import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.conditionalcache.placement.EarlierReads;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The data that Spring's transactions and their resources on the thread may have read.
 * Needs spring-tx. Thread-safe.
 */
final class TransactionalReads implements EarlierReads {

	private final Predicate<Object> holdsData;

	private final Consumer<Object> clear;

	/**
	 * Creates the finder.
	 * @param holdsData tells whether a bound resource may hold data
	 * @param clear makes a bound resource that does forget it
	 */
	TransactionalReads(Predicate<Object> holdsData, Consumer<Object> clear) {
		this.holdsData = holdsData;
		this.clear = clear;
	}

	@Override
	public @Nullable Keeper find() {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				|| TransactionSynchronizationManager.isSynchronizationActive()) {
			return Keeper.TRANSACTION;
		}
		return TransactionSynchronizationManager.getResourceMap().values().stream().anyMatch(this.holdsData)
				? Keeper.PERSISTENCE_CONTEXT : null;
	}

	@Override
	public void forget() {
		TransactionSynchronizationManager.getResourceMap().values().stream().filter(this.holdsData).forEach(this.clear);
	}

}
