package io.github.conditionalcache.change.transaction;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AfterTransaction}.
 */
class AfterTransactionTests {

	private static final int[] BUCKETS = { 3, 5 };

	private final List<String> run = new ArrayList<>();

	@Test
	void codeRunsAtOnceWithoutTransaction() {
		AfterTransaction.run(BUCKETS, () -> this.run.add("code"));
		assertThat(this.run).containsExactly("code");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void codeRunsBehindAllCallbacksOfATransaction(boolean rollsBack) {
		new Transactions().run(TransactionDefinition.PROPAGATION_REQUIRED, (status) -> {
			AfterTransaction.run(BUCKETS, () -> this.run.add("code"));
			TransactionSynchronizationManager.registerSynchronization(new Eviction());
			if (rollsBack) {
				status.setRollbackOnly();
			}
			assertThat(this.run).isEmpty();
		});
		assertThat(this.run).containsExactly("eviction", "code");
	}

	@Test
	void onlyTheFirstMarksOfABucketWait() {
		Transactions transactions = new Transactions();
		transactions.run(() -> {
			AfterTransaction.run(BUCKETS, () -> this.run.add("first"));
			AfterTransaction.run(new int[] { 5 }, () -> this.run.add("same"));
			AfterTransaction.run(new int[] { 5, 6 }, () -> this.run.add("further"));
			assertThat(this.run).containsExactly("same");
			transactions.run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, (status) -> {
				AfterTransaction.run(BUCKETS, () -> this.run.add("of inner transaction"));
				assertThat(this.run).containsExactly("same");
			});
			assertThat(this.run).containsExactly("same", "of inner transaction");
		});
		assertThat(this.run).containsExactly("same", "of inner transaction", "first", "further");
	}

	@Test
	void marksWaitForCallbacksThatAreRegisteredAfterThem() {
		new Transactions().run(() -> {
			AfterTransaction.run(BUCKETS, () -> this.run.add("code"));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void afterCompletion(int status) {
					AfterTransactionTests.this.run.add("callback");
				}
			});
		});
		assertThat(this.run).containsExactly("callback", "code");
	}

	private final class Eviction implements TransactionSynchronization, Ordered {

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE - 1;
		}

		@Override
		public void afterCompletion(int status) {
			AfterTransactionTests.this.run.add("eviction");
		}

	}

}
