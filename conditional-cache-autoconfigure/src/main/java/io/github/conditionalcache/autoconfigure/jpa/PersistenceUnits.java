package io.github.conditionalcache.autoconfigure.jpa;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import io.github.conditionalcache.autoconfigure.jdbc.ChangeTagsDataSource;
import io.github.conditionalcache.autoconfigure.libraries.OptionalLibraries;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.entity.EntityUnit;
import io.github.conditionalcache.change.transaction.FoundChanges;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The persistence units of the application whose provider is Hibernate. Thread-safe.
 */
final class PersistenceUnits {

	private final Map<SessionFactoryImplementor, EntityUnit> units = new ConcurrentHashMap<>();

	private final FoundChanges changes;

	private final ObjectProvider<ChangeTagsDataSource> table;

	/**
	 * Creates the list.
	 * @param beans holds the store, which may need a transaction manager, and so the
	 * persistence units
	 * @param libraries tell of transactions
	 */
	PersistenceUnits(BeanFactory beans, OptionalLibraries libraries) {
		ObjectProvider<ChangeTagStore> store = beans.getBeanProvider(ChangeTagStore.class);
		ObjectProvider<StoreObserver> observer = beans.getBeanProvider(StoreObserver.class);
		this.changes = new FoundChanges(store::getObject, libraries.currentTransaction(),
				() -> observer.getIfAvailable(() -> StoreObserver.NONE));
		this.table = beans.getBeanProvider(ChangeTagsDataSource.class);
	}

	void add(EntityManagerFactory factory) {
		SessionFactoryImplementor hibernate = unwrap(factory);
		if (hibernate != null) {
			this.units.computeIfAbsent(hibernate, (unit) -> new EntityUnit(unit, this.changes,
					() -> whyElsewhere(PersistenceDataSource.of(factory, unit))));
		}
	}

	private @Nullable String whyElsewhere(@Nullable DataSource used) {
		ChangeTagsDataSource database = this.table.getIfAvailable();
		return (database == null || database.isSame(used)) ? null
				: "they go to another DataSource than the one that has the table of change tags";
	}

	private static @Nullable SessionFactoryImplementor unwrap(EntityManagerFactory factory) {
		try {
			return factory.unwrap(SessionFactoryImplementor.class);
		}
		catch (PersistenceException | IllegalArgumentException ex) {
			// Another provider, whose entities are unknown
			return null;
		}
	}

	Collection<EntityUnit> all() {
		return this.units.values();
	}

}
