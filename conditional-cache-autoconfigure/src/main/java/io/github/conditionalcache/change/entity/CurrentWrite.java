package io.github.conditionalcache.change.entity;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.conditionalcache.change.statement.TableName;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
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
	 * @param tables names of the tables that they may write
	 */
	void begin(SharedSessionContractImplementor session, Collection<TableName> tables) {
		this.announced.set(new Announced(new WeakReference<>(session), tables, true));
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
		Set<TableName> names = (tables != null) ? tables.stream().map(TableName::of).collect(Collectors.toSet())
				: Set.of();
		this.announced.set(new Announced(new WeakReference<>(session), names, false));
	}

	/**
	 * Returns what was announced last, which the next statement need not be.
	 * @return what was announced, or {@code null}
	 */
	@Nullable Announced next() {
		Announced next = this.announced.get();
		if (next != null && (!next.noted() || !next.isInTransaction())) {
			this.announced.remove();
		}
		return (next != null && next.isInTransaction()) ? next : null;
	}

	/**
	 * What was announced.
	 *
	 * @param reference the session
	 * @param tables names of its tables, none if they are not known
	 * @param noted whether the writes are noted by their events
	 */
	record Announced(WeakReference<SharedSessionContractImplementor> reference, Collection<TableName> tables,
			boolean noted) {

		@Nullable SharedSessionContractImplementor session() {
			return this.reference.get();
		}

		/**
		 * Returns whether a statement may be the one that was announced.
		 * @param table name of the first table that it writes, or {@code null} if that is
		 * not known
		 * @return {@code false} if the statement is another one
		 */
		boolean fits(@Nullable TableName table) {
			return this.tables.isEmpty() || (table != null && (MappedTables.isTemporary(table) || has(table)));
		}

		boolean has(TableName table) {
			return this.tables.stream().anyMatch(table::mayBe);
		}

		// What was announced before a failure says nothing about later statements
		private boolean isInTransaction() {
			SharedSessionContractImplementor session = session();
			return session != null && session.isOpenOrWaitingForAutoClose() && session.isTransactionInProgress()
					&& !isMarkedForRollback(session);
		}

		private static boolean isMarkedForRollback(SharedSessionContractImplementor session) {
			return session.getTransactionCoordinator()
				.getTransactionDriverControl()
				.getStatus() == TransactionStatus.MARKED_ROLLBACK;
		}

	}

}
