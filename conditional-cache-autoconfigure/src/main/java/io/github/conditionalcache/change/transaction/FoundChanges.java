package io.github.conditionalcache.change.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.MarkingStore.Mark;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.TransactionalStore;
import org.jspecify.annotations.Nullable;

/**
 * Notes changes that were found where the data is written, such as by a persistence
 * provider. Thread-safe.
 */
public final class FoundChanges {

	private final Supplier<ChangeTagStore> store;

	private final CurrentTransaction transaction;

	private final Supplier<StoreObserver> observer;

	/**
	 * Creates the changes.
	 * @param store gives the store
	 * @param transaction the transaction of a thread that Spring manages
	 * @param observer gives the observer of the store
	 */
	public FoundChanges(Supplier<ChangeTagStore> store, CurrentTransaction transaction,
			Supplier<StoreObserver> observer) {
		this.store = store;
		this.transaction = transaction;
		this.observer = observer;
	}

	/**
	 * Notes changes right before the commit of a transaction whose end is told.
	 * @param connection the connection of the transaction
	 * @param buckets the buckets, ascending, each once
	 * @return is told the end
	 * @throws ChangeTagsUnavailableException if they can't be noted; the transaction must
	 * be rolled back
	 */
	public Ending beforeCommit(Connection connection, int[] buckets) {
		ChangeTagStore known = this.store.get();
		if (known instanceof MarkingStore marking) {
			Mark mark = observed(marking).mark(buckets);
			// After the callbacks of Spring's transaction, which evict from caches
			return (committed) -> this.transaction.whenEnded((any) -> mark.end(outcome(committed)));
		}
		append((TransactionalStore) known, connection, buckets);
		return (committed) -> this.observer.get().ended(outcome(committed));
	}

	// A failure after the change was noted may be that of the commit itself, whose reply
	// was lost
	private static Outcome outcome(boolean committed) {
		return committed ? Outcome.COMMITTED : Outcome.UNKNOWN;
	}

	private MarkingStore observed(MarkingStore marking) {
		return new ObservedMarks(marking, this.observer.get());
	}

	private void append(TransactionalStore known, @Nullable Connection connection, int[] buckets) {
		NotedChange.of(this.observer.get(), () -> {
			if (connection != null && known instanceof ConnectionStore onConnection) {
				onConnection.append(connection, buckets);
			}
			else {
				known.append(buckets);
			}
			return buckets;
		});
	}

	/**
	 * Notes changes in a transaction whose end only Spring or the application knows.
	 * @param connection the connection that the data is written on
	 * @param buckets the buckets, ascending, each once; none if only the transaction is
	 * to be checked
	 * @throws ChangeTagsUnavailableException if there is no transaction, or they can't be
	 * noted
	 */
	public void within(Connection connection, int[] buckets) {
		requireTransaction(!commitsByItself(connection), "Begin a transaction around it");
		if (this.store.get() instanceof ConnectionStore onConnection) {
			if (buckets.length > 0) {
				append(onConnection, connection, buckets);
				this.transaction.whenEnded(this.observer.get()::ended);
			}
		}
		else {
			within(buckets);
		}
	}

	private static boolean commitsByItself(Connection connection) {
		try {
			return connection.getAutoCommit();
		}
		catch (SQLException ex) {
			throw new ChangeTagsUnavailableException("The connection does not tell whether it has a transaction", ex);
		}
	}

	/**
	 * Notes changes in the transaction that Spring manages for the thread. The data may
	 * be committed in another one, so it counts as changed even if that of Spring rolls
	 * back.
	 * @param buckets the buckets, ascending, each once
	 * @throws ChangeTagsUnavailableException if there is none, or they can't be noted
	 */
	public void within(int[] buckets) {
		ChangeTagStore known = this.store.get();
		requireTransaction(this.transaction.isActive(),
				"Begin a transaction around it that Spring manages, as by @Transactional");
		if (buckets.length == 0) {
			return;
		}
		if (known instanceof MarkingStore marking) {
			Mark mark = observed(marking).mark(buckets);
			this.transaction.whenEnded((outcome) -> mark.end(outcome(outcome == Outcome.COMMITTED)));
		}
		else {
			TransactionalStore rows = (TransactionalStore) known;
			append(rows, null, buckets);
			this.transaction.whenEnded((outcome) -> ended(rows, buckets, outcome));
		}
	}

	private void ended(TransactionalStore rows, int[] buckets, Outcome outcome) {
		this.observer.get().ended(outcome);
		if (outcome != Outcome.COMMITTED) {
			rows.inTransaction(() -> {
				rows.append(buckets);
				return buckets;
			});
		}
	}

	private static void requireTransaction(boolean active, String remedy) {
		if (!active) {
			throw new ChangeTagsUnavailableException(
					"A write without a known transaction would be visible before its change can be noted. " + remedy,
					null);
		}
	}

	/**
	 * Is told the end of a transaction.
	 */
	@FunctionalInterface
	public interface Ending {

		/**
		 * Ends the noted change. Called once.
		 * @param committed whether the transaction was committed for certain
		 */
		void ended(boolean committed);

	}

}
