package io.github.conditionalcache.exchange.read;

import java.lang.reflect.Method;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReturnDecisions}.
 */
class ReturnDecisionsTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private final GetHandler handler = new GetHandler();

	private final StubResponse response = new StubResponse();

	private final ReadParts parts = new ReadParts();

	private boolean tooLong;

	private final ReturnDecisions decisions = new ReturnDecisions(this.parts.decider,
			(exchange, value) -> this.tooLong);

	private ReadExchange exchange(boolean declared) {
		MockHttpServletRequest request = GetHandler.get("If-None-Match", TAG);
		ReadExchange exchange = this.handler.exchange(request, this.response);
		if (declared) {
			exchange.declare(new DeclaredValidators(
					new KnownValidators(Validators.of(TAG, null), ValidatorKind.VERSION, Phase.VALUE), null, null));
		}
		return exchange;
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			decided, own,   holding, type,                due,   reason
			false,   true,  false,   text/plain,          true,
			false,   true,  true,    text/plain,          true,
			true,    true,  false,   text/plain,          false, STATUS
			false,   false, false,   text/plain,          false, ERROR
			false,   false, true,    text/plain,          false,
			false,   true,  false,   text/event-stream,   false, STREAMING
			""")
	void valueDecidesWhereItIsTheHandlersOwn(boolean decided, boolean own, boolean holding, String type, boolean due,
			@Nullable Reason reason) throws Exception {
		ReadExchange exchange = exchange(false);
		if (decided) {
			exchange.bypass(Reason.STATUS);
		}
		if (holding) {
			this.response.hold();
		}
		Method other = Object.class.getMethod("toString");
		Method returning = own ? GetHandler.method().getMethod() : other;
		assertThat(this.decisions.areDue(exchange, returning, MediaType.parseMediaType(type))).isEqualTo(due);
		assertThat(exchange.isUndecided()).isEqualTo(reason == null);
		if (reason != null) {
			assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(reason));
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			declared, status, tooLong, result,    reason,    holding
			true,     200,    false,   HIT,       NONE,      false
			false,    304,    false,   HIT,       NONE,      false
			false,    200,    false,   ,          ,          true
			false,    200,    true,    BYPASS,    TOO_LARGE, false
			true,     200,    true,    HIT,       NONE,      false
			""")
	void valueIsHeldBackWhereOnlyItsContentDecides(boolean declared, int status, boolean tooLong,
			@Nullable String result, @Nullable Reason reason, boolean holding) {
		this.tooLong = tooLong;
		this.response.setStatus(status);
		ReadExchange exchange = exchange(declared);
		this.decisions.decideByValue(exchange, "text", MediaType.TEXT_PLAIN, this.response);
		assertThat(this.response.isHolding()).isEqualTo(holding);
		assertThat(exchange.isUndecided()).isEqualTo(result == null);
		if (result != null) {
			assertThat(exchange.outcome().result()).hasToString(result);
			assertThat(exchange.outcome().reason()).isEqualTo(reason);
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			status, declared, result, reason
			206,    true,     HIT,    NONE
			206,    false,    BYPASS, STREAMING
			304,    false,    HIT,    NONE
			""")
	void partIsComparedAndNeverLabelled(int status, boolean declared, String result, Reason reason) {
		this.response.setStatus(status);
		ReadExchange exchange = exchange(declared);
		this.decisions.decideByPart(exchange, this.response);
		assertThat(exchange.outcome().result()).hasToString(result);
		assertThat(exchange.outcome().reason()).isEqualTo(reason);
		assertThat(exchange.outcome().label()).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			annotated, declared, ok,    guarded, mayAddFields, result, holding
			true,      true,     true,  false,   false,        HIT,    false
			true,      true,     true,  false,   true,         ,       true
			true,      true,     true,  true,    false,        ,       true
			true,      false,    true,  false,   false,        ,       true
			false,     true,     true,  false,   true,         HIT,    false
			true,      true,     false, false,   false,        BYPASS, false
			true,      true,     false, true,    true,         BYPASS, false
			""")
	void viewDecidesUnlessItsContentOrFieldsMatter(boolean annotated, boolean declared, boolean ok, boolean guarded,
			boolean mayAddFields, @Nullable String result, boolean holding) {
		this.handler.annotated = annotated;
		ReadExchange exchange = exchange(declared);
		this.decisions.decideByView(exchange, new ReturnDecisions.View(ok, guarded, mayAddFields), this.response);
		assertThat(this.response.isHolding()).isEqualTo(holding);
		assertThat(exchange.isUndecided()).isEqualTo(result == null);
		if (result != null) {
			assertThat(exchange.outcome().result()).hasToString(result);
		}
	}

	@Test
	void viewOfAVerifiedReadIsHeldBack() {
		ReadExchange exchange = exchange(true);
		exchange.called(new Object[] { 1 }, this.response).verify(new ReadCall.Verified(() -> null, (tag) -> "name"));
		this.decisions.decideByView(exchange, new ReturnDecisions.View(true, false, false), this.response);
		assertThat(this.response.isHolding()).isTrue();
		assertThat(exchange.isUndecided()).isTrue();
	}

}
