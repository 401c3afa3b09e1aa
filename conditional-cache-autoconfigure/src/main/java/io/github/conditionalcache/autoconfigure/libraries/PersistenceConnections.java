package io.github.conditionalcache.autoconfigure.libraries;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * JDBC connections of JPA. Needs spring-orm. Thread-safe.
 */
final class PersistenceConnections {

	private PersistenceConnections() {
	}

	/**
	 * Returns the DataSource of a transaction manager.
	 * @param manager the transaction manager
	 * @return its DataSource, or {@code null} if it is not one of JPA
	 */
	static @Nullable DataSource dataSource(PlatformTransactionManager manager) {
		return (manager instanceof JpaTransactionManager ofPersistence) ? ofPersistence.getDataSource() : null;
	}

	/**
	 * Returns whether Hibernate keeps a connection for the current thread, as it does
	 * with {@code spring.jpa.open-in-view} from the first query on. Needs Hibernate.
	 * @return {@code true} also if that is not known
	 */
	static boolean isHeld() {
		return TransactionSynchronizationManager.getResourceMap()
			.values()
			.stream()
			.anyMatch((resource) -> resource instanceof EntityManagerHolder holder
					&& Hibernate.isConnected(holder.getEntityManager()));
	}

	/**
	 * Needs Hibernate.
	 */
	private static final class Hibernate {

		private Hibernate() {
		}

		static boolean isConnected(EntityManager entityManager) {
			try {
				return entityManager.unwrap(SessionImplementor.class)
					.getJdbcCoordinator()
					.getLogicalConnection()
					.isPhysicallyConnected();
			}
			catch (PersistenceException | IllegalArgumentException | IllegalStateException ex) {
				return true;
			}
		}

	}

}
