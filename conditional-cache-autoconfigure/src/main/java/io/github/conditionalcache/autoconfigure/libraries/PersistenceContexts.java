package io.github.conditionalcache.autoconfigure.libraries;

import java.util.function.Predicate;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import org.hibernate.Session;

import org.springframework.orm.jpa.EntityManagerHolder;

/**
 * Persistence contexts of JPA that are bound to the thread, as by
 * {@code spring.jpa.open-in-view}. Only Hibernate tells that one is empty. Needs
 * spring-orm. Thread-safe.
 */
final class PersistenceContexts {

	private PersistenceContexts() {
	}

	/**
	 * Returns the check whether a bound resource may hold entities.
	 * @param hibernate whether Hibernate is there
	 * @return the test
	 */
	static Predicate<Object> holdingEntities(boolean hibernate) {
		Predicate<EntityManager> empty = hibernate ? Hibernate::isEmpty : (entityManager) -> false;
		return (resource) -> resource instanceof EntityManagerHolder holder && !empty.test(holder.getEntityManager());
	}

	/**
	 * Makes a bound resource forget its entities.
	 * @param resource the resource
	 */
	static void clear(Object resource) {
		if (resource instanceof EntityManagerHolder holder) {
			holder.getEntityManager().clear();
		}
	}

	/**
	 * Needs Hibernate.
	 */
	private static final class Hibernate {

		private Hibernate() {
		}

		static boolean isEmpty(EntityManager entityManager) {
			try {
				return entityManager.unwrap(Session.class).getStatistics().getEntityCount() == 0;
			}
			catch (PersistenceException | IllegalArgumentException | IllegalStateException ex) {
				return false;
			}
		}

	}

}
