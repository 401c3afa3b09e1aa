package io.github.conditionalcache.exchange.read;

import java.util.Objects;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.placement.Placement.Place;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadGate}.
 */
class ReadGateTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private static final Object BEAN = new Object();

	private static final Object PROXY = new ProxyFactory(new GetHandler.Books()).getProxy();

	private static final Object[] ARGUMENTS = { 1 };

	private final ReadParts parts = new ReadParts();

	private final StubResponse response = new StubResponse();

	private final TestVersion version = TestVersion.of(TAG);

	private final GetHandler handler = new GetHandler().declaring(this.version);

	private MockHttpServletRequest request = GetHandler.get("If-None-Match", TAG);

	private ReadExchange exchange() {
		return this.handler.exchange(this.request, this.response);
	}

	private boolean answers(ReadExchange exchange) {
		return this.parts.gate.answers(exchange, BEAN, this.response, ARGUMENTS);
	}

	/** An answer without fields of its own lets the handler be spared next time. */
	private void learnThatNoFieldIsAdded() {
		ReadExchange before = exchange();
		ReadCall call = before.called(ARGUMENTS, this.response);
		this.parts.versions.read(before, call, ARGUMENTS, Phase.EARLY);
		this.parts.versions.handlerWillRun(before, call);
		Objects.requireNonNull(before.declared()).forAnswer(this.response);
		this.version.reads = 0;
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			place,        proxied, answered, read, phase, insideAnswered, insideRead, insidePhase
			HANDLER,      false,   true,     1,    EARLY, false,          1,          EARLY
			PROXY,        true,    false,    0,    ,      true,           1,          EARLY
			PROXY_CACHED, true,    false,    0,    ,      true,           1,          EARLY
			PROXY_LATE,   true,    false,    0,    ,      false,          1,          VALUE
			LATE,         false,   false,    1,    VALUE, false,          1,          VALUE
			UNSEEN,       false,   false,    1,    VALUE, false,          1,          VALUE
			UNSEEN,       true,    false,    0,    ,      false,          0,
			NONE,         false,   false,    0,    ,      false,          0,
			""")
	void versionIsReadWhereTheGateStands(Place place, boolean proxied, boolean answered, int read,
			@Nullable Phase phase, boolean insideAnswered, int insideRead, @Nullable Phase insidePhase) {
		learnThatNoFieldIsAdded();
		ReadExchange exchange = this.handler.placed(place).exchange(this.request, this.response);
		assertThat(this.parts.gate.answers(exchange, proxied ? PROXY : BEAN, this.response, ARGUMENTS))
			.isEqualTo(answered);
		assertThat(this.version.reads).isEqualTo(read);
		assertThat(phase(exchange)).isEqualTo(phase);
		assertThat(this.parts.gate.answersInside(exchange, ARGUMENTS)).isEqualTo(insideAnswered);
		assertThat(this.version.reads).isEqualTo(insideRead);
		assertThat(phase(exchange)).isEqualTo(insidePhase);
		assertThat(this.parts.gate.answersInside(exchange, ARGUMENTS)).as("opens once").isFalse();
		assertThat(this.version.reads).isEqualTo(insideRead);
		assertThat(this.response.getStatus()).isEqualTo((answered || insideAnswered) ? 304 : 200);
	}

	private static @Nullable Phase phase(ReadExchange exchange) {
		DeclaredValidators declared = exchange.declared();
		return (declared != null) ? declared.known().phase() : null;
	}

	@Test
	void requestIsAnsweredWhenUpToDate() {
		learnThatNoFieldIsAdded();
		ReadExchange exchange = exchange();
		assertThat(answers(exchange)).isTrue();
		assertThat(exchange.outcome().isEarlyHit()).isTrue();
		assertThat(this.response.discarding).isTrue();
		assertThat(this.response.settled).isFalse();
		assertThat(exchange.argument(0)).isEqualTo(1);
	}

	@Test
	void fieldsOfAMeasuredAnswerAreSettled() {
		learnThatNoFieldIsAdded();
		this.handler.measured = true;
		assertThat(answers(exchange())).isTrue();
		assertThat(this.response.settled).isTrue();
	}

	@Test
	void handlerRunsWhenTheClientHoldsAnotherTag() {
		learnThatNoFieldIsAdded();
		this.request = GetHandler.get("If-None-Match", "\"b\"");
		ReadExchange exchange = exchange();
		assertThat(answers(exchange)).isFalse();
		assertThat(exchange.isUndecided()).isTrue();
		assertThat(Objects.requireNonNull(exchange.declared()).ranFirst()).isNotNull();
	}

	@Test
	void handlerRunsWithoutALookUpWhenItsVersionIsNotUsed() {
		this.handler.unused = true;
		ReadExchange exchange = exchange();
		assertThat(answers(exchange)).isFalse();
		assertThat(this.version.reads).isZero();
		assertThat(exchange.argument(0)).isEqualTo(1);
	}

	@Test
	void handlerRunsWithoutALookUpWhenDecided() {
		ReadExchange exchange = exchange();
		exchange.bypass(Reason.RAW);
		assertThat(answers(exchange)).isFalse();
		assertThat(this.version.reads).isZero();
		assertThat(exchange.call()).isNull();
	}

	@Test
	void handlerRunsWhenTheLookUpFails() {
		this.version.failure = new IllegalStateException("no database");
		ReadExchange exchange = exchange();
		assertThat(answers(exchange)).isFalse();
		assertThat(exchange.outcome().reason()).isEqualTo(Reason.VALIDATOR_ERROR);
	}

	@Test
	void insideIsNothingToAnswerWithoutACall() {
		assertThat(this.parts.gate.answersInside(exchange(), ARGUMENTS)).isFalse();
		this.parts.gate.runs(exchange());
		assertThat(this.version.reads).isZero();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			verbatim, setsFields, answered
			false,    false,      true
			false,    true,       true
			true,     false,      false
			true,     true,       false
			""")
	void tagOfTheApplicationWaitsForFields(boolean verbatim, boolean setsFields, boolean answered) {
		this.version.value = verbatim ? TAG : 1;
		this.handler.setsFields = setsFields;
		ReadExchange first = exchange();
		this.parts.versions.read(first, first.called(ARGUMENTS, this.response), ARGUMENTS, Phase.EARLY);
		EntityTag tag = Objects.requireNonNull(first.declared()).known().validators().entityTag();
		this.request = GetHandler.get("If-None-Match", tag);
		assertThat(answers(exchange())).isEqualTo(answered);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			provesDates, accept,    learnt, tags,  answered
			true,        ,          true,   false, true
			true,        */*,       true,   false, true
			true,        text/html, true,   false, false
			false,       ,          true,   false, false
			true,        ,          false,  false, false
			true,        ,          true,   true,  false
			""")
	void dateDecidesWhereItProves(boolean provesDates, @Nullable String accept, boolean learnt, boolean tags,
			boolean answered) {
		this.version.value = Validators.of(TAG, GetHandler.CHANGED);
		this.handler.provesDates = provesDates;
		this.handler.producing("text/plain");
		if (learnt) {
			learnThatNoFieldIsAdded();
		}
		this.request = GetHandler.get("If-Modified-Since", GetHandler.CHANGED, "Accept", accept, "If-None-Match",
				tags ? "\"b\"" : null);
		assertThat(answers(exchange())).isEqualTo(answered);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			place,        rate, verified
			PROXY,        1,    true
			PROXY,        0,    false
			PROXY_CACHED, 1,    false
			""")
	void versionIsVerifiedInsteadOfAnswered(Place place, double rate, boolean verified) {
		learnThatNoFieldIsAdded();
		this.parts.settings.setVerifySampleRate(rate);
		this.handler.placed(place);
		ReadExchange exchange = exchange();
		answers(exchange);
		assertThat(this.parts.gate.answersInside(exchange, ARGUMENTS)).isEqualTo(!verified);
		assertThat(exchange.isVerified()).isEqualTo(verified);
		assertThat(exchange.isUndecided()).isEqualTo(verified);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			place,        called, ran,   kept
			PROXY_CACHED, true,   false, false
			PROXY_CACHED, true,   true,  true
			PROXY_CACHED, false,  false, false
			PROXY,        true,   false, true
			""")
	void versionIsWithdrawnFromACachedAnswer(Place place, boolean called, boolean ran, boolean kept) {
		ReadExchange exchange = this.handler.placed(place).exchange(this.request, this.response);
		if (called) {
			this.parts.versions.read(exchange, exchange.called(ARGUMENTS, this.response), ARGUMENTS, Phase.EARLY);
		}
		else {
			exchange.declare(new DeclaredValidators(
					new KnownValidators(Validators.of(TAG, null), ValidatorKind.VERSION, Phase.VALUE), null, null));
		}
		if (ran) {
			this.parts.gate.runs(exchange);
		}
		this.parts.gate.returned(exchange);
		assertThat(exchange.isDeclared()).isEqualTo(kept);
	}

	@ParameterizedTest
	@EnumSource(Place.class)
	void versionIsWithdrawnWhenACachedHandlerAnswersInstead(Place other) {
		ReadExchange exchange = exchange();
		this.parts.versions.read(exchange, exchange.called(ARGUMENTS, this.response), ARGUMENTS, Phase.EARLY);
		this.parts.gate.handedOn(exchange, new GetHandler().placed(other).registered());
		assertThat(exchange.isDeclared()).isEqualTo(other != Place.PROXY_CACHED);
		assertThat(Objects.requireNonNull(exchange.call()).reading() != null).isEqualTo(other != Place.PROXY_CACHED);
		assertThat(exchange.outcome().result()).isEqualTo(Result.BYPASS);
	}

}
