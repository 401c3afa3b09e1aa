package io.github.conditionalcache.change.connection;

import java.sql.Connection;

import io.github.conditionalcache.change.MarkingStore.Outcome;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.transaction.ConnectionStore;
import io.github.conditionalcache.change.transaction.NotedChange;

/**
 * The rows that were written in the current transaction of one connection. Used by one
 * thread at a time.
 */
final class NotedRows {

	private final Connection connection;

	private final ConnectionStore store;

	private final StoreObserver observer;

	private int changes;

	/**
	 * Creates the rows.
	 * @param connection the connection
	 * @param store writes them
	 * @param observer sees how long that takes, and how the changes end
	 */
	NotedRows(Connection connection, ConnectionStore store, StoreObserver observer) {
		this.connection = connection;
		this.store = store;
		this.observer = observer;
	}

	/**
	 * Writes a row for each bucket.
	 * @param buckets the buckets, ascending, each once
	 */
	void append(int[] buckets) {
		NotedChange.of(this.observer, () -> {
			this.store.append(this.connection, buckets);
			return buckets;
		});
		this.changes++;
	}

	/**
	 * Ends the transaction.
	 * @param outcome what has become of its data
	 */
	void ended(Outcome outcome) {
		for (; this.changes > 0; this.changes--) {
			this.observer.ended(outcome);
		}
	}

}
