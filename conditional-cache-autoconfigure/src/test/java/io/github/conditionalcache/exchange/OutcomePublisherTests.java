package io.github.conditionalcache.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.ConditionalVerification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OutcomePublisher}.
 */
@ExtendWith(OutputCaptureExtension.class)
class OutcomePublisherTests {

	private static final LoggingSystem LOGGING = LoggingSystem.get(OutcomePublisherTests.class.getClassLoader());

	private static final String LOGGER = "io.github.conditionalcache";

	private static final ConditionalRequestOutcome OUTCOME = new ConditionalRequestOutcome("Books.get", "GET", "/books",
			Result.HIT, Reason.NONE, ValidatorKind.BODY, Phase.BODY, 42L, false, null, null);

	private static final ConditionalVerification VERIFICATION = new ConditionalVerification("Books.get", "/books",
			ConditionalVerification.Result.MATCH);

	private final List<Object> told = new ArrayList<>();

	@AfterEach
	void resetLogging() {
		LOGGING.setLogLevel(LOGGER, null);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			level, listeners, observers, heard
			INFO,  0,         0,         false
			INFO,  1,         0,         true
			INFO,  0,         1,         true
			DEBUG, 0,         0,         true
			""")
	void outcomesAreHeardByOneAtLeast(LogLevel level, int listeners, int observers, boolean heard) {
		LOGGING.setLogLevel(LOGGER, level);
		OutcomePublisher outcomes = new OutcomePublisher(() -> Collections.nCopies(listeners, new Recording(this.told)),
				() -> Collections.nCopies(observers, (request, outcome) -> this.told.add(outcome)));
		assertThat(outcomes.areHeard()).isEqualTo(heard);
	}

	@Test
	void outcomeIsLogged(CapturedOutput output) {
		LOGGING.setLogLevel(LOGGER, LogLevel.DEBUG);
		new OutcomePublisher(() -> List.of(new Recording(this.told)), List::of).report(new MockHttpServletRequest(),
				OUTCOME);
		assertThat(output).contains("GET /books (Books.get): hit; reason=none; validator=body; phase=body")
			.doesNotContain("A listener failed");
	}

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
		LOGGING.setLogLevel(LOGGER, LogLevel.INFO);
		assertThat(outcomes.areHeard()).isFalse();
		outcomes.report(new MockHttpServletRequest(), OUTCOME);
		outcomes.report(VERIFICATION);
		assertThat(this.told).isEmpty();
	}

	@Test
	void failureOfTheMachineIsNotHeldBack() {
		Error fatal = new OutOfMemoryError("planted");
		assertNotHeldBack(() -> {
			throw fatal;
		});
		assertNotHeldBack(() -> List.of(new Failing(fatal)));
	}

	private void assertNotHeldBack(Supplier<List<ConditionalRequestListener>> listeners) {
		OutcomePublisher outcomes = new OutcomePublisher(listeners, List::of);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> outcomes.report(VERIFICATION));
	}

	@Test
	void failureOfTheMachineIsNotHeldBackBeforeThereIsAnOutcome() {
		LOGGING.setLogLevel(LOGGER, LogLevel.INFO);
		OutcomePublisher outcomes = new OutcomePublisher(() -> {
			throw new OutOfMemoryError("planted");
		}, List::of);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(outcomes::areHeard);
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
