package io.github.conditionalcache.change.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transactions of the data, and their connections: what goes through another
 * connection becomes visible at another time than the data. Thread-safe.
 */
final class DataTransactions {

	private final DataSource dataSource;

	private final PlatformTransactionManager manager;

	private final TransactionTemplate current;

	/**
	 * Creates the transactions.
	 * @param dataSource the very object that the transaction manager takes connections
	 * from
	 * @param manager manages the transactions
	 */
	DataTransactions(DataSource dataSource, PlatformTransactionManager manager) {
		this.dataSource = dataSource;
		this.manager = manager;
		this.current = new TransactionTemplate(manager);
		this.current.setPropagationBehavior(TransactionDefinition.PROPAGATION_MANDATORY);
	}

	/**
	 * Returns whether the thread has begun to read, or has a connection.
	 * @return {@code true} also for other transaction managers
	 */
	boolean hasBegun() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				|| TransactionSynchronizationManager.isSynchronizationActive()
				|| TransactionSynchronizationManager.hasResource(this.dataSource);
	}

	/**
	 * Runs a write in the current transaction, or else in a new one.
	 * @param <T> type of the result
	 * @param <E> type of what it may throw
	 * @param write the write
	 * @return what it has returned
	 * @throws E what it throws
	 */
	<T, E extends Exception> T inAny(ChangeTags.Write<T, E> write) throws E {
		if (hasEnded()) {
			return inNew(onSameConnection(), write);
		}
		if (!TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.isActualTransactionActive()) {
			return inNew(this.manager, write);
		}
		// If it is that of another manager, ours would end before it
		inCurrent(() -> {
		});
		return write.run();
	}

	// Whether the transaction was committed or rolled back, and only its last callbacks
	// are still to run, such as event listeners after the commit
	private boolean hasEnded() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.hasResource(this.dataSource);
	}

	// The manager would join what has ended. A second connection may be more than the
	// pool has
	private PlatformTransactionManager onSameConnection() {
		JdbcTransactionManager same = new JdbcTransactionManager(
				new SingleConnectionDataSource(holder().getConnection(), true));
		same.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
		return same;
	}

	private static <T, E extends Exception> T inNew(PlatformTransactionManager manager, ChangeTags.Write<T, E> write)
			throws E {
		TransactionStatus status = begin(manager);
		try {
			return write.run();
		}
		catch (RuntimeException | Error ex) {
			status.setRollbackOnly();
			throw ex;
		}
		finally {
			manager.commit(status);
		}
	}

	private static TransactionStatus begin(PlatformTransactionManager manager) {
		try {
			return manager.getTransaction(TransactionDefinition.withDefaults());
		}
		catch (TransactionException ex) {
			throw new ChangeTagsUnavailableException("No transaction could be begun to note a change in", ex);
		}
	}

	/**
	 * Uses the connection of the current transaction, which can't be committed if that
	 * fails.
	 * @param work uses it
	 * @throws ChangeTagsUnavailableException if it fails, or the transaction is one of
	 * another DataSource
	 */
	void onConnection(Work work) {
		if (hasEnded()) {
			use(work);
		}
		else {
			inCurrent(() -> use(work));
		}
	}

	private void inCurrent(Runnable code) {
		try {
			this.current.executeWithoutResult((status) -> code.run());
		}
		catch (IllegalTransactionStateException ex) {
			throw new ChangeTagsUnavailableException("A change must be noted in a transaction of the DataSource that "
					+ "has the table of change tags. Begin it with the transaction manager of that DataSource, or name "
					+ "another one in 'conditional-cache.change-tags.jdbc.data-source'", ex);
		}
	}

	private void use(Work work) {
		try {
			work.run(holder().getConnection());
		}
		catch (SQLException | DataAccessException ex) {
			throw new ChangeTagsUnavailableException("A change could not be written: " + ex.getMessage(), ex);
		}
	}

	private ConnectionHolder holder() {
		if (TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder) {
			return holder;
		}
		throw new ChangeTagsUnavailableException(
				"The transaction has no connection of the DataSource that has the table of change tags. Name the one of "
						+ "the transaction manager in 'conditional-cache.change-tags.jdbc.data-source'",
				null);
	}

	/**
	 * Uses a connection.
	 */
	@FunctionalInterface
	interface Work {

		/**
		 * Uses a connection, and leaves it open.
		 * @param connection the connection
		 * @throws SQLException if it fails
		 */
		void run(Connection connection) throws SQLException;

	}

}
