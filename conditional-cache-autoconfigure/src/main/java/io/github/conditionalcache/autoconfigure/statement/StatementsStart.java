package io.github.conditionalcache.autoconfigure.statement;

import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.connection.StatementWatch;
import io.github.conditionalcache.change.jdbc.UnusableStoreException;
import io.github.conditionalcache.change.transaction.AfterTransaction;
import io.github.conditionalcache.change.transaction.ConnectionStore;
import io.github.conditionalcache.change.transaction.ObservedMarks;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Begins to note what statements change when all beans are there, and before requests are
 * answered.
 *
 * @param watch watches the statements
 * @param store gives the store
 * @param dataSource gives the DataSource that has the table of change tags
 * @param observer gives what sees how the store fares
 */
record StatementsStart(StatementWatch watch, Supplier<ChangeTagStore> store, Supplier<DataSource> dataSource,
		Supplier<StoreObserver> observer) implements SmartInitializingSingleton {

	@Override
	public void afterSingletonsInstantiated() {
		if (!begin(this.store.get())) {
			throw new UnusableStoreException(
					"'conditional-cache.change-tags.automatic' is 'statements', but no DataSource that the data is written through is watched",
					"Define the DataSource as a bean, and use this bean in the transaction manager.", null);
		}
	}

	private boolean begin(ChangeTagStore known) {
		if (known instanceof ConnectionStore onConnection) {
			return this.watch.begin(onConnection, this.dataSource.get(), this.observer.get());
		}
		if (known instanceof MarkingStore marking) {
			return this.watch.begin(new ObservedMarks(marking, this.observer.get()), AfterTransaction::run);
		}
		throw new UnusableStoreException(
				"'conditional-cache.change-tags.automatic' is 'statements', which can't be noted in %s"
					.formatted(known.getClass().getName()),
				"Use the store 'jdbc' or a MarkingStore, or name what changes with @Modifies304.", null);
	}

}
