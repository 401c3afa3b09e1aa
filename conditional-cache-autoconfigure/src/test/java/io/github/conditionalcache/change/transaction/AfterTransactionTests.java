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

	private final List<String> run = new ArrayList<>();

	@Test
	void codeRunsAtOnceWithoutTransaction() {
		AfterTransaction.run(() -> this.run.add("code"));
		assertThat(this.run).containsExactly("code");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void codeRunsBehindAllCallbacksOfATransaction(boolean rollsBack) {
		new Transactions().run(TransactionDefinition.PROPAGATION_REQUIRED, (status) -> {
			AfterTransaction.run(() -> this.run.add("code"));
			TransactionSynchronizationManager.registerSynchronization(new Eviction());
			if (rollsBack) {
				status.setRollbackOnly();
			}
			assertThat(this.run).isEmpty();
		});
		assertThat(this.run).containsExactly("eviction", "code");
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
