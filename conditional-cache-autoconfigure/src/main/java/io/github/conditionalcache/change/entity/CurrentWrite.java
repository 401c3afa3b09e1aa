package io.github.conditionalcache.change.entity;

import java.lang.ref.WeakReference;
import java.util.Set;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the session of a thread is about to do, as its last event told: Hibernate shows
 * statements without their session. Thread-safe.
 */
final class CurrentWrite {

	// One for each persistence unit, which the next statement empties
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Announced> announced = new ThreadLocal<>();

	/**
	 * Announces statements that write an entity or a collection, and are noted as such.
	 * @param session the session
	 */
	void begin(SharedSessionContractImplementor session) {
		this.announced.set(new Announced(new WeakReference<>(session), null));
	}

	void end() {
		this.announced.remove();
	}

	/**
	 * Announces one statement, which may be a query as well.
	 * @param session the session
	 * @param tables names of the tables that it uses, or none if they are not known
	 */
	void expect(SharedSessionContractImplementor session, @Nullable Set<String> tables) {
		this.announced.set(new Announced(new WeakReference<>(session), (tables != null) ? tables : Set.of()));
	}

	/**
	 * Returns what was announced of the next statement.
	 * @return what was announced, or {@code null}
	 */
	@Nullable Announced next() {
		Announced next = this.announced.get();
		if (next != null && (next.tables() != null || !next.isInTransaction())) {
			this.announced.remove();
		}
		return (next != null && next.isInTransaction()) ? next : null;
	}

	/**
	 * What was announced.
	 *
	 * @param reference the session
	 * @param tables names of the tables of one statement, none if they are not known;
	 * {@code null} if statements are noted otherwise
	 */
	record Announced(WeakReference<SharedSessionContractImplementor> reference, @Nullable Set<String> tables) {

		@Nullable SharedSessionContractImplementor session() {
			return this.reference.get();
		}

		// What was announced before a failure says nothing about later statements
		private boolean isInTransaction() {
			SharedSessionContractImplementor session = session();
			return session != null && session.isOpenOrWaitingForAutoClose() && session.isTransactionInProgress();
		}

	}

}
