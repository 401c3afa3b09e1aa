package io.github.conditionalcache.exchange;

import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.ConditionalVerification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutcomePublisher}.
 */
class OutcomePublisherTests {

	private static final ConditionalRequestOutcome OUTCOME = new ConditionalRequestOutcome("Books.get", "GET", "/books",
			Result.HIT, Reason.NONE, ValidatorKind.BODY, Phase.BODY, 42L, false, null, null);

	private static final ConditionalVerification VERIFICATION = new ConditionalVerification("Books.get", "/books",
			ConditionalVerification.Result.MATCH);

	private final List<Object> told = new ArrayList<>();

	@Test
	void allAreToldThoughOthersFail() {
		List<ConditionalRequestListener> listeners = List.of(new Failing(new IllegalStateException()), this.told::add,
				new Failing(new NoClassDefFoundError()), new Recording(this.told));
		List<OutcomeObserver> observers = List.of((request, outcome) -> {
			throw new AssertionError();
		}, (request, outcome) -> this.told.add("observed"));
		OutcomePublisher outcomes = new OutcomePublisher(() -> listeners, () -> observers);
		outcomes.report(new MockHttpServletRequest(), OUTCOME);
		outcomes.report(VERIFICATION);
		assertThat(this.told).containsExactly("observed", OUTCOME, OUTCOME, VERIFICATION);
	}

	@Test
	void failureToFindListenersIsNoneOfTheResponse() {
		OutcomePublisher outcomes = new OutcomePublisher(() -> {
			throw new IllegalStateException("no bean");
		}, List::of);
		outcomes.report(new MockHttpServletRequest(), OUTCOME);
		outcomes.report(VERIFICATION);
		assertThat(this.told).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void verificationIsLabelledInLowerCase(ConditionalVerification.Result result) {
		assertThat(result.label()).isEqualToIgnoringCase(result.name()).isLowerCase();
	}

	private record Failing(Throwable failure) implements ConditionalRequestListener {

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			fail();
		}

		@Override
		public void onVerification(ConditionalVerification verification) {
			fail();
		}

		private void fail() {
			if (this.failure instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) this.failure;
		}

	}

	private record Recording(List<Object> told) implements ConditionalRequestListener {

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.told.add(outcome);
		}

		@Override
		public void onVerification(ConditionalVerification verification) {
			this.told.add(verification);
		}

	}

}
