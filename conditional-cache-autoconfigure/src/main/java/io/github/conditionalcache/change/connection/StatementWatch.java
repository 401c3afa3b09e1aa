package io.github.conditionalcache.change.connection;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.statement.Statements;
import io.github.conditionalcache.change.transaction.ConnectionStore;
import io.github.conditionalcache.change.transaction.NotedChange;

/**
 * Watches DataSources from the start of the application on, and notes what their
 * statements change as soon as there is a store. Thread-safe.
 */
public final class StatementWatch {

	private final Statements statements;

	private final Notes notes = new Notes();

	private volatile boolean used;

	/**
	 * Creates the watch.
	 * @param statements tells what statements change
	 */
	public StatementWatch(Statements statements) {
		this.statements = statements;
	}

	/**
	 * Puts a proxy before a DataSource, or before the one that it takes connections from.
	 * @param dataSource the DataSource
	 * @return the proxy, or the DataSource itself if it is watched now
	 */
	public DataSource watch(DataSource dataSource) {
		this.used = true;
		return SourceProxies.watch(dataSource, (target) -> new WatchedSource(this.notes, this.statements, target));
	}

	/**
	 * Returns the DataSource below a proxy.
	 * @param dataSource a DataSource
	 * @return the one whose connections are not watched
	 */
	public static DataSource unwatched(DataSource dataSource) {
		return (dataSource instanceof WatchedSource.Watched watched) ? watched.source().target() : dataSource;
	}

	/**
	 * Returns the DataSources that a DataSource takes connections from.
	 * @param dataSource a DataSource
	 * @return those that are watched, without their proxies
	 */
	public static Set<DataSource> targets(DataSource dataSource) {
		return SourceProxies.sources(dataSource).stream().map(WatchedSource::target).collect(Collectors.toSet());
	}

	/**
	 * Begins to note changes in the database that they are made in.
	 * @param store notes them
	 * @param dataSource what the transaction manager takes connections from. Other
	 * DataSources are watched no longer
	 * @param observer sees how the store fares
	 * @return {@code false} if the connections of the DataSource are not watched
	 */
	public boolean begin(ConnectionStore store, DataSource dataSource, StoreObserver observer) {
		Set<WatchedSource> sources = SourceProxies.sources(dataSource);
		boolean missed = this.notes.begin((source, connection) -> sources.contains(source)
				? new RowChanges(connection, new NotedRows(connection, store, observer)) : ConnectionChanges.NONE);
		if (missed) {
			NotedChange.of(observer, () -> store.inTransaction(() -> {
				store.append(Buckets.all());
				return store;
			}));
			observer.ended(MarkingStore.Outcome.COMMITTED);
		}
		return !sources.isEmpty();
	}

	/**
	 * Begins to note changes in a store outside of the databases.
	 * @param store the store
	 * @param atEnd runs code that ends marks of buckets when the callbacks of a
	 * transaction are over
	 * @return {@code false} if no connections are watched
	 */
	public boolean begin(MarkingStore store, BiConsumer<int[], Runnable> atEnd) {
		boolean missed = this.notes
			.begin((source, connection) -> new MarkChanges(connection, new OpenMarks(store, atEnd)));
		if (missed) {
			store.mark(Buckets.all()).end(MarkingStore.Outcome.COMMITTED);
		}
		return this.used;
	}

}
