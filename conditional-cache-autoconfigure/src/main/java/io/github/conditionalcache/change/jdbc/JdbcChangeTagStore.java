package io.github.conditionalcache.change.jdbc;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.transaction.ConnectionStore;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the versions of change tags in a table beside the data, for any number of nodes.
 * A change is a row that is inserted in the transaction of the data, on the same
 * connection, so both become visible at one moment, or neither does. Needs spring-jdbc,
 * and a database whose sums of {@code bigint} do not overflow, as those of H2, PostgreSQL
 * and MariaDB. Thread-safe.
 */
public final class JdbcChangeTagStore implements ConnectionStore {

	private final CommittedReads reads;

	private final DataTransactions transactions;

	private final BooleanSupplier connectionHeld;

	private final TagTable table;

	private final Compactor compactor;

	/**
	 * Creates the store.
	 * @param dataSource the very object that the transaction manager takes connections
	 * from
	 * @param manager manages the transactions of the data
	 * @param table name of the table
	 * @param connectionHeld whether something else than a transaction keeps a connection
	 * for the current thread
	 */
	public JdbcChangeTagStore(DataSource dataSource, PlatformTransactionManager manager, String table,
			BooleanSupplier connectionHeld) {
		this(dataSource, manager, table, connectionHeld, Compactor.oneAtATime());
	}

	JdbcChangeTagStore(DataSource dataSource, PlatformTransactionManager manager, String table,
			BooleanSupplier connectionHeld, Executor compactions) {
		this.reads = new CommittedReads(dataSource);
		this.transactions = new DataTransactions(dataSource, manager);
		this.connectionHeld = connectionHeld;
		this.table = new TagTable(table, new SecureRandom());
		this.compactor = new Compactor(new Compaction(dataSource, this.table)::ofCrowded, compactions,
				System::nanoTime);
	}

	/**
	 * Checks that changes can be noted.
	 * @throws UnusableStoreException if the table can't be read
	 * @throws ChangeTagsUnavailableException if it can't be read in a transaction
	 */
	public void check() {
		inTransaction(() -> {
			this.transactions.onConnection((connection) -> {
				try {
					this.table.read(connection);
				}
				catch (SQLException ex) {
					throw new UnusableStoreException(this.table.name(), ex);
				}
			});
			return this;
		});
	}

	/**
	 * Reads a version of all the buckets, with a statement and a connection of its own. A
	 * thread that has a connection takes no second one, which could be more than the pool
	 * has.
	 */
	@Override
	public long @Nullable [] read(int[] buckets) {
		if (this.transactions.hasBegun() || this.connectionHeld.getAsBoolean()) {
			return null;
		}
		CommonVersion version = version(buckets);
		if (version.isCrowded(buckets.length)) {
			this.compactor.crowded(buckets);
		}
		return version.emptied() ? null : new long[] { version.number() };
	}

	private CommonVersion version(int[] buckets) {
		try {
			return this.reads.run((connection) -> version(connection, buckets));
		}
		catch (SQLException ex) {
			throw new ChangeTagsUnavailableException("The table of change tags can't be read: " + ex.getMessage(), ex);
		}
	}

	// Two nodes may do so at once: both numbers count
	private CommonVersion version(Connection connection, int[] buckets) throws SQLException {
		CommonVersion version = this.table.read(connection, buckets);
		if (version.emptied()) {
			this.table.append(connection, Buckets.ALL);
		}
		return version;
	}

	@Override
	public void append(int[] buckets) {
		if (buckets.length > 0) {
			this.transactions.onConnection((connection) -> this.table.append(connection, buckets));
			if (TransactionSynchronizationManager.isSynchronizationActive()) {
				TransactionSynchronizationManager.registerSynchronization(new LateChange(buckets));
			}
		}
	}

	@Override
	public void append(Connection connection, int[] buckets) {
		try {
			this.table.append(connection, buckets);
		}
		catch (SQLException ex) {
			throw new ChangeTagsUnavailableException("A change could not be written: " + ex.getMessage(), ex);
		}
	}

	@Override
	public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E {
		return this.transactions.inAny(write);
	}

	/**
	 * Notes a change again if it came after the commit, as from an {@code afterCommit}
	 * callback: nobody would commit it. Only what is registered before the commit is
	 * called after it.
	 */
	private final class LateChange implements TransactionSynchronization {

		private final int[] buckets;

		private boolean inTime;

		LateChange(int[] buckets) {
			this.buckets = buckets;
		}

		@Override
		public void afterCommit() {
			this.inTime = true;
		}

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED && !this.inTime) {
				inTransaction(() -> {
					append(this.buckets);
					return this;
				});
			}
		}

	}

}
