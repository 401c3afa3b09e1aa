package io.github.conditionalcache.test.change;

import java.io.IOException;
import java.util.List;

import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.TransactionalStore;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests of stores that are part of the transaction of the data.
 *
 * @since 0.1.0
 */
public abstract class AbstractTransactionalStoreTests extends AbstractChangeTagStoreTests<TransactionalStore> {

	/**
	 * Writes data in the transaction of the current thread.
	 * @param value a number
	 */
	protected abstract void write(int value);

	/**
	 * Reads the data that everybody can see.
	 * @return the number that was written last, or 0
	 */
	protected abstract int read();

	@Override
	protected final void change(TransactionalStore store, int... buckets) {
		store.inTransaction(() -> {
			store.append(buckets);
			return this;
		});
	}

	@Override
	protected final void rollBack(TransactionalStore store, int... buckets) {
		assertThatExceptionOfType(Rollback.class).isThrownBy(() -> store.inTransaction(() -> {
			store.append(buckets);
			throw new Rollback();
		}));
	}

	@Test
	void versionsBeforeTheCommitAreTheOldOnes() {
		List<Long> before = versions(BUCKET);
		store().inTransaction(() -> {
			store().append(new int[] { BUCKET });
			write(1);
			assertThat(elsewhere(() -> read(storeOfOtherNode(), BUCKET))).isEqualTo(before);
			int data = elsewhere(this::read);
			assertThat(data).isZero();
			return this;
		});
	}

	// The first moment at which somebody else can see the data
	@Test
	void versionsDifferAsSoonAsTheDataIsVisible() {
		List<Long> before = versions(BUCKET);
		store().inTransaction(() -> {
			afterCommit(() -> {
				int data = elsewhere(this::read);
				assertThat(data).isOne();
				assertThat(elsewhere(() -> read(storeOfOtherNode(), BUCKET))).isNotEqualTo(before);
			});
			store().append(new int[] { BUCKET });
			write(1);
			return this;
		});
	}

	@Test
	void versionsWhenWriteThrowsUncheckedStay() {
		List<Long> before = versions(BUCKET);
		assertThatExceptionOfType(Rollback.class).isThrownBy(() -> store().inTransaction(() -> {
			store().append(new int[] { BUCKET });
			write(1);
			throw new Rollback();
		}));
		assertThat(versions(BUCKET)).isEqualTo(before);
		assertThat(read()).isZero();
	}

	@Test
	void versionsWhenWriteThrowsCheckedDiffer() {
		List<Long> before = versions(BUCKET);
		assertThatIOException().isThrownBy(() -> store().inTransaction(() -> {
			store().append(new int[] { BUCKET });
			write(1);
			throw new IOException();
		}));
		assertThat(versions(BUCKET)).isNotEqualTo(before);
		assertThat(read()).isEqualTo(1);
	}

	@Test
	void transactionWithinAnotherIsPartOfIt() {
		List<Long> before = versions(BUCKET);
		assertThatExceptionOfType(Rollback.class).isThrownBy(() -> store().inTransaction(() -> {
			change(store(), BUCKET);
			assertThat(elsewhere(() -> read(store(), BUCKET))).isEqualTo(before);
			throw new Rollback();
		}));
		assertThat(versions(BUCKET)).isEqualTo(before);
	}

	@Test
	void versionsWithinTransactionAreNotCertain() {
		versions(BUCKET);
		store().inTransaction(() -> {
			assertThat(read(store(), BUCKET)).isNull();
			return this;
		});
	}

	@Test
	void appendWithoutTransactionIsRefused() {
		assertThatExceptionOfType(ChangeTagsUnavailableException.class)
			.isThrownBy(() -> store().append(new int[] { BUCKET }));
	}

	@Test
	void versionsWhenChangedAfterTheCommitDiffer() {
		List<Long> before = versions(BUCKET);
		store().inTransaction(() -> {
			afterCommit(() -> change(store(), BUCKET));
			return this;
		});
		assertThat(versions(BUCKET)).isNotEqualTo(before);
	}

	// As event listeners do that run after the commit
	@Test
	void versionsWhenChangedAfterCompletionDiffer() {
		List<Long> before = versions(BUCKET);
		store().inTransaction(() -> {
			afterCompletion(() -> change(store(), BUCKET));
			return this;
		});
		assertThat(versions(BUCKET)).isNotEqualTo(before);
	}

	/**
	 * Runs code after the commit of the current transaction.
	 * @param code the code
	 */
	protected static void afterCommit(Runnable code) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				code.run();
			}

		});
	}

	/**
	 * Runs code when the current transaction has ended.
	 * @param code the code
	 */
	protected static void afterCompletion(Runnable code) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				code.run();
			}

		});
	}

	/**
	 * Rolls a transaction back.
	 */
	private static final class Rollback extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
