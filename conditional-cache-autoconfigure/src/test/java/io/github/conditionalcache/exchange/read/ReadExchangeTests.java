package io.github.conditionalcache.exchange.read;

import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadExchange}.
 */
class ReadExchangeTests {

	private static final Validators VALIDATORS = Validators.of(EntityTag.strong("a"), null);

	private final StubResponse response = new StubResponse();

	private final GetHandler handler = new GetHandler();

	private MockHttpServletRequest request = GetHandler.get();

	private ReadExchange exchange() {
		return this.handler.exchange(this.request, this.response);
	}

	private static DeclaredValidators declared(boolean confirmed) {
		return new DeclaredValidators(new KnownValidators(VALIDATORS, ValidatorKind.VERSION, Phase.EARLY), null,
				() -> confirmed);
	}

	@Test
	void exchangeIsAttachedUntilItEnds() {
		ReadExchange exchange = exchange();
		assertThat(ReadExchange.of(this.request)).isNull();
		exchange.attachTo(this.request);
		assertThat(ReadExchange.of(this.request)).isSameAs(exchange);
		exchange.detachFrom(this.request);
		assertThat(ReadExchange.of(this.request)).isNull();
		assertThat(exchange.pattern()).isEqualTo("/a");
		assertThat(exchange.handler()).isEqualTo(this.handler.registered());
		assertThat(exchange.request()).isSameAs(this.request);
		assertThat(exchange.response()).isSameAs(this.response);
		assertThat(exchange.preconditions().isConditional()).isFalse();
	}

	@Test
	void userIsLookedUpOnce() {
		AtomicInteger asked = new AtomicInteger();
		this.request = new MockHttpServletRequest() {

			@Override
			public @Nullable Principal getUserPrincipal() {
				asked.incrementAndGet();
				return null;
			}

		};
		ReadExchange exchange = exchange();
		assertThat(exchange.user()).isNull();
		assertThat(exchange.user()).isNull();
		assertThat(asked).hasValue(1);
		Principal ann = () -> "ann";
		this.request = GetHandler.get();
		this.request.setUserPrincipal(ann);
		assertThat(exchange().user()).isSameAs(ann);
	}

	@Test
	void argumentsAreThoseOfTheCall() {
		ReadExchange exchange = exchange();
		assertThat(exchange.argument(0)).isNull();
		assertThat(exchange.validation()).isNull();
		ReadCall call = exchange.called(new Object[] { "a" }, this.response);
		assertThat(exchange.argument(0)).isEqualTo("a");
		assertThat(exchange.argument(1)).isNull();
		assertThat(exchange.call()).isSameAs(call);
		assertThat(call.arguments()).containsExactly("a");
		assertThat(call.response()).isSameAs(this.response);
	}

	@Test
	void gateOpensForOneCall() {
		ReadCall call = exchange().called(new Object[0], this.response);
		assertThat(call.passGate()).isFalse();
		call.openGate();
		assertThat(call.passGate()).isTrue();
		assertThat(call.passGate()).isFalse();
		assertThat(call.hasRun()).isFalse();
		call.ran();
		assertThat(call.hasRun()).isTrue();
	}

	@Test
	void selectionIsKnownWithoutArguments() {
		assertThat(exchange().knowsSelection()).isTrue();
	}

	@Test
	void partIsAskedForByRange() {
		assertThat(exchange().asksForPart()).isFalse();
		this.request.addHeader("Range", "bytes=0-1");
		ReadExchange exchange = exchange();
		assertThat(exchange.asksForPart()).isTrue();
		assertThat(exchange.range()).isNull();
		exchange.range("bytes=0-1");
		assertThat(exchange.range()).isEqualTo("bytes=0-1");
	}

	@Test
	void versionIsWithdrawnUntilItDecides() {
		ReadExchange exchange = exchange();
		exchange.declare(declared(true));
		exchange.withdrawVersion();
		assertThat(exchange.isDeclared()).isFalse();
		exchange.declare(declared(true));
		exchange.bypass(Reason.RAW);
		exchange.withdrawVersion();
		assertThat(exchange.isDeclared()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			declared, validator,     confirms, confirmed
			true,     VERSION,       false,    false
			true,     VERSION,       true,     true
			true,     TAGS,          false,    false
			true,     TAGS,          true,     true
			true,     LAST_MODIFIED, false,    false
			true,     LAST_MODIFIED, true,     true
			true,     APPLICATION,   false,    true
			false,    VERSION,       false,    true
			""")
	void contentIsConfirmedWhenLabelledByAVersion(boolean declared, ValidatorKind validator, boolean confirms,
			boolean confirmed) {
		ReadExchange exchange = exchange();
		if (declared) {
			exchange.declare(declared(confirms));
		}
		exchange.decided(new Outcome(Result.MISS, Reason.CHANGED, validator, Phase.VALUE));
		assertThat(exchange.isConfirmed()).isEqualTo(confirmed);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			result,        phase, measured
			MISS,          VALUE, true
			MISS,          EARLY, true
			UNCONDITIONAL, BODY,  true
			HIT,           VALUE, true
			HIT,           EARLY, false
			FAILED,        VALUE, false
			BYPASS,        NONE,  false
			""")
	void handlingIsMeasuredWhenTheHandlerHasAnswered(Result result, Phase phase, boolean measured) {
		ReadExchange exchange = exchange();
		exchange.decided(new Outcome(result, Reason.NONE, ValidatorKind.VERSION, phase));
		Duration all = exchange.handling();
		assertThat(all != null).isEqualTo(measured);
		if (all != null) {
			assertThat(all).isBetween(Duration.ZERO, Duration.ofMinutes(1));
			ReadCall call = exchange.called(new Object[0], this.response);
			assertThat(exchange.handling()).isGreaterThanOrEqualTo(all);
			call.lookedUp(Duration.ofHours(1).toNanos());
			assertThat(exchange.handling()).isNegative();
			assertThat(exchange.validation()).isEqualTo(Duration.ofHours(1));
		}
	}

	@Test
	void lookUpTakesNoTimeWithoutOne() {
		ReadCall call = exchange().called(new Object[0], this.response);
		assertThat(call.lookUp()).isNull();
		assertThat(call.lookUpNanos()).isZero();
		call.lookedUp(0);
		assertThat(call.lookUp()).isZero();
	}

	@Test
	void decisionIsExplained() {
		this.handler.explained = true;
		exchange().decided(new Outcome(Result.MISS, Reason.CHANGED, ValidatorKind.VERSION, Phase.VALUE));
		assertThat(this.response.getHeader("Conditional-Cache")).isEqualTo("miss; reason=changed; phase=value");
	}

	@Test
	void bypassTakesFieldsOffUnlessCommitted() throws IOException {
		this.response.ownFields().set(this.response, "ETag", "\"a\"");
		ReadExchange exchange = exchange();
		assertThat(exchange.isUndecided()).isTrue();
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(Reason.RAW));
		exchange.bypass(Reason.STREAMING);
		assertThat(this.response.containsHeader("ETag")).isFalse();
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(Reason.STREAMING));
		this.response.ownFields().set(this.response, "ETag", "\"a\"");
		this.response.flushBuffer();
		exchange.bypass(Reason.RAW);
		assertThat(this.response.ownFields().isEmpty()).isFalse();
	}

	@Test
	void failureIsOneOfTheHandler() {
		ReadExchange exchange = exchange();
		assertThat(exchange.hasFailed()).isFalse();
		exchange.bypass(Reason.RAW);
		assertThat(exchange.hasFailed()).isFalse();
		exchange.bypass(Reason.ERROR);
		assertThat(exchange.hasFailed()).isTrue();
		exchange.decided(new Outcome(Result.HIT, Reason.ERROR, ValidatorKind.NONE, Phase.NONE));
		assertThat(exchange.hasFailed()).isFalse();
	}

	@Test
	void verifiedIsACallThatWasSelected() {
		ReadExchange exchange = exchange();
		assertThat(exchange.isVerified()).isFalse();
		ReadCall call = exchange.called(new Object[0], this.response);
		assertThat(exchange.isVerified()).isFalse();
		call.verify(new ReadCall.Verified(() -> null, EntityTag::opaque));
		assertThat(exchange.isVerified()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void workWaitsForAViewOnce(boolean view) {
		this.handler.view = view;
		AtomicInteger done = new AtomicInteger();
		ReadExchange exchange = exchange();
		assertThat(exchange.isRendering()).isFalse();
		exchange.rendered();
		exchange.rendering(done::incrementAndGet);
		assertThat(exchange.isRendering()).isEqualTo(view);
		exchange.rendered();
		exchange.rendered();
		assertThat(done).hasValue(view ? 1 : 0);
		assertThat(exchange.isRendering()).isFalse();
	}

	@Test
	void securedIsWhatWentThroughItsFilters() {
		assertThat(exchange().isSecured()).isFalse();
		this.request.setAttribute("org.springframework.security.web.FilterChainProxy.APPLIED", true);
		assertThat(exchange().isSecured()).isTrue();
	}

	@Test
	void savedBytesAreKept() {
		ReadExchange exchange = exchange();
		exchange.decided(new Outcome(Result.HIT, Reason.NONE, ValidatorKind.BODY, Phase.BODY));
		exchange.saved(7);
		assertThat(Objects.requireNonNull(exchange.outcome().savedBytes())).isEqualTo(7);
	}

}
