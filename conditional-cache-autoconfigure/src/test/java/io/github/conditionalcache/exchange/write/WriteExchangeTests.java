package io.github.conditionalcache.exchange.write;

import java.security.Principal;
import java.time.Duration;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.WriteRefusedException.Reason;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.exchange.read.TestVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WriteExchange}.
 */
class WriteExchangeTests {

	private final WriteExchanges exchanges = new WriteExchanges(TestVersion.of(1));

	private MockHttpServletRequest request = WriteExchanges.put("If-Match", "\"a\"");

	private WriteExchange exchange() {
		return this.exchanges.exchange(this.request);
	}

	@Test
	void exchangeIsThatOfItsHandler() {
		WriteExchange exchange = exchange();
		assertThat(WriteExchange.of(this.request)).isNull();
		assertThat(WriteExchange.of(this.request, WriteExchanges.method("put"))).isNull();
		exchange.attachTo(this.request);
		assertThat(WriteExchange.of(this.request)).isSameAs(exchange);
		assertThat(WriteExchange.of(this.request, WriteExchanges.method("put"))).isSameAs(exchange);
		assertThat(WriteExchange.of(this.request, WriteExchanges.method("get"))).isNull();
		assertThat(exchange.pattern()).isEqualTo("/books/{id}");
		assertThat(exchange.readPolicy()).isEqualTo(exchange.writePolicy().read());
		assertThat(exchange.request()).isSameAs(this.request);
		assertThat(exchange.preconditions().restrictWrites()).isTrue();
		Principal ann = () -> "ann";
		this.request.setUserPrincipal(ann);
		assertThat(exchange.user()).isSameAs(ann);
	}

	@Test
	void gateIsClosedUntilItIsOpened() {
		WriteExchange exchange = exchange();
		assertThat(exchange.isGateOpen()).isFalse();
		exchange.openGate();
		assertThat(exchange.isGateOpen()).isTrue();
		exchange.closeGate();
		assertThat(exchange.isGateOpen()).isFalse();
	}

	@Test
	void nothingIsKnownBeforeAnAttempt() {
		WriteExchange exchange = exchange();
		exchange.validated(Duration.ZERO);
		assertThat(exchange.validation()).isNull();
		assertThat(exchange.arguments()).isNull();
		assertThat(exchange.reading()).isNull();
		assertThat(exchange.refusal()).isNull();
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(ConditionalRequestOutcome.Reason.ERROR));
	}

	@Test
	void eachAttemptBeginsAnew() {
		WriteExchange exchange = exchange();
		exchange.attempt(new Object[] { 1 });
		exchange.validated(Duration.ofSeconds(1));
		exchange.attempt(new Object[] { 2 });
		assertThat(exchange.validation()).isNull();
		assertThat(exchange.arguments()).containsExactly(2);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch, refusal,         result,        reason
			'"a"',   REQUIRED,        REQUIRED,      NONE
			'"a"',   UNCHECKED,       BYPASS,        VALIDATOR_ERROR
			'"a"',   CONFLICT,        PASSED,        OPTIMISTIC_LOCK
			,        CONFLICT,        UNCONDITIONAL, OPTIMISTIC_LOCK
			'"a"',   OPTIMISTIC_LOCK, FAILED,        OPTIMISTIC_LOCK
			'"a"',   CHANGED,         FAILED,        CHANGED
			'"a"',   WEAK,            FAILED,        WEAK
			'"a"',   ABSENT,          FAILED,        ABSENT
			'"a"',   EXISTS,          FAILED,        EXISTS
			'"a"',   DATE,            FAILED,        DATE
			'"a"',   UNREADABLE,      FAILED,        UNREADABLE
			""")
	void outcomeIsThatOfTheRefusal(@Nullable String ifMatch, Reason refusal, Result result,
			ConditionalRequestOutcome.Reason reason) {
		this.request = WriteExchanges.put("If-Match", ifMatch);
		WriteExchange exchange = exchange();
		exchange.decidedBy(new WriteRefusedException(refusal, null, null));
		assertThat(exchange.outcome()).isEqualTo(new Outcome(result, reason, ValidatorKind.NONE, Phase.NONE));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			dateOnly, compared, validator,     phase
			false,    true,     VERSION,       EARLY
			true,     true,     LAST_MODIFIED, EARLY
			false,    false,    NONE,          NONE
			""")
	void outcomeTellsWhatWasCompared(boolean dateOnly, boolean compared, ValidatorKind validator, Phase phase) {
		if (dateOnly) {
			this.exchanges.declaring(TestVersion.ofDate(WriteExchanges.CHANGED));
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		WriteExchange exchange = this.exchanges.exchange(this.request, response);
		exchange.attempt(new Object[] { 1 });
		if (compared) {
			exchange.validated(Duration.ofSeconds(1));
		}
		exchange.permitted(Result.PASSED);
		assertThat(exchange.outcome())
			.isEqualTo(new Outcome(Result.PASSED, ConditionalRequestOutcome.Reason.NONE, validator, phase));
		assertThat(response.getHeader("Conditional-Cache")).isEqualTo("passed; reason=none; phase=" + phase.label());
	}

	@Test
	void writtenIsTakenOnce() {
		WriteExchange exchange = exchange();
		assertThat(exchange.takeWritten()).isNull();
		exchange.written(2, true);
		assertThat(exchange.takeWritten()).isEqualTo(new WriteExchange.Written(2, true));
		assertThat(exchange.takeWritten()).isNull();
	}

	@Test
	void writtenIsOfTheDeclaredKind() throws Exception {
		WriteExchange exchange = exchange();
		exchange.attempt(new Object[] { 1 });
		this.exchanges.versions().current(exchange, new Object[] { 1 });
		assertThatIllegalArgumentException().isThrownBy(() -> exchange.written("text", false));
		assertThat(exchange.takeWritten()).isNull();
		this.request.setMethod("POST");
		exchange.written("text", false);
		assertThat(exchange.takeWritten()).isNotNull();
	}

}
