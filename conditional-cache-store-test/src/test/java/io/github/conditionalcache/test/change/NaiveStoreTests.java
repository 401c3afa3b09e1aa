package io.github.conditionalcache.test.change;

import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.TransactionalStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Stores that announce a change after the commit, as is often done: the contract finds
 * them.
 */
class NaiveStoreTests {

	@Test
	void markingStoreThatAnnouncesAfterTheCommitFails() {
		AbstractMarkingStoreTests contract = new AbstractMarkingStoreTests() {

			private final MarkingStore store = new NaiveMarkingStore();

			@Override
			protected MarkingStore store() {
				return this.store;
			}

		};
		contract.versionsWhenChangedAgainNeverComeAgain();
		contract.versionsWhenRolledBackStay();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(contract::versionsWhileMarkedAreNotCertain);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(contract::versionsWhileAnotherMarkIsSetAreNotCertain);
	}

	@Test
	void transactionalStoreThatAnnouncesAfterTheCommitFails() {
		try (HikariDataSource dataSource = new HikariDataSource()) {
			dataSource.setJdbcUrl("jdbc:h2:mem:naive");
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			jdbc.execute("create table data (number integer not null)");
			AbstractTransactionalStoreTests contract = new NaiveContract(jdbc,
					new NaiveTransactionalStore(new TransactionTemplate(new JdbcTransactionManager(dataSource))));
			contract.versionsWhenChangedAgainNeverComeAgain();
			contract.versionsWhenRolledBackStay();
			contract.versionsBeforeTheCommitAreTheOldOnes();
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(contract::versionsDifferAsSoonAsTheDataIsVisible);
		}
	}

	/**
	 * Knows of a change when it is over.
	 */
	private static final class NaiveMarkingStore implements MarkingStore {

		private final AtomicLong changes = new AtomicLong();

		@Override
		public long @Nullable [] read(int[] buckets) {
			return new long[] { this.changes.get() };
		}

		@Override
		public Mark mark(int[] buckets) {
			return (outcome) -> {
				if (outcome == Outcome.COMMITTED) {
					this.changes.incrementAndGet();
				}
			};
		}

	}

	/**
	 * Counts changes after the commit.
	 */
	private static final class NaiveTransactionalStore implements TransactionalStore {

		private final AtomicLong changes = new AtomicLong();

		private final TransactionTemplate transaction;

		NaiveTransactionalStore(TransactionTemplate transaction) {
			this.transaction = transaction;
		}

		@Override
		public long @Nullable [] read(int[] buckets) {
			return new long[] { this.changes.get() };
		}

		@Override
		public void append(int[] buckets) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					NaiveTransactionalStore.this.changes.incrementAndGet();
				}

			});
		}

		@Override
		public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) {
			return this.transaction.execute((status) -> {
				try {
					return write.run();
				}
				catch (RuntimeException ex) {
					throw ex;
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			});
		}

	}

	private static final class NaiveContract extends AbstractTransactionalStoreTests {

		private final JdbcTemplate jdbc;

		private final TransactionalStore store;

		NaiveContract(JdbcTemplate jdbc, TransactionalStore store) {
			this.jdbc = jdbc;
			this.store = store;
		}

		@Override
		protected TransactionalStore store() {
			return this.store;
		}

		@Override
		protected void write(int value) {
			this.jdbc.update("insert into data (number) values (?)", value);
		}

		@Override
		protected int read() {
			Integer number = this.jdbc.queryForObject("select max(number) from data", Integer.class);
			return (number != null) ? number : 0;
		}

	}

}
