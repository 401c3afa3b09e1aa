package io.github.conditionalcache.exchange.read;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.placement.EarlierReads;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadVersions}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadVersionsTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private final ReadParts parts = new ReadParts();

	private final StubResponse response = new StubResponse();

	private MockHttpServletRequest request = GetHandler.get();

	private ReadExchange read(TestVersion version, Phase phase) {
		return read(new GetHandler().declaring(version), phase);
	}

	private ReadExchange read(GetHandler handler, Phase phase) {
		ReadExchange exchange = handler.exchange(this.request, this.response);
		ReadCall call = exchange.called(new Object[] { 1 }, this.response);
		this.parts.versions.read(exchange, call, new Object[] { 1 }, phase);
		return exchange;
	}

	private static DeclaredValidators declared(ReadExchange exchange) {
		return Objects.requireNonNull(exchange.declared());
	}

	private static Validators validators(ReadExchange exchange) {
		return declared(exchange).known().validators();
	}

	@ParameterizedTest
	@EnumSource(names = { "EARLY", "VALUE" })
	void versionIsKnownInItsPhase(Phase phase) {
		ReadExchange exchange = read(TestVersion.of(1), phase);
		assertThat(declared(exchange).known().phase()).isEqualTo(phase);
		assertThat(declared(exchange).known().kind()).isEqualTo(ValidatorKind.VERSION);
		assertThat(declared(exchange).confirmation()).isNull();
		assertThat(declared(exchange).ranFirst() != null).isEqualTo(phase == Phase.VALUE);
		assertThat(validators(exchange).entityTag()).isNotNull();
		assertThat(validators(exchange)).isNotEqualTo(validators(read(TestVersion.of(2), phase)));
		assertThat(exchange.validation()).isPositive();
		assertThat(exchange.isUndecided()).isTrue();
	}

	@Test
	void dateAloneIsOfItsOwnKind() {
		ReadExchange exchange = read(TestVersion.ofDate(GetHandler.CHANGED), Phase.EARLY);
		assertThat(declared(exchange).known().kind()).isEqualTo(ValidatorKind.LAST_MODIFIED);
		assertThat(validators(exchange).lastModified()).isEqualTo(GetHandler.CHANGED);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			lastModified,         sent
			2029-01-01T00:00:00Z, 2029-01-01T00:00:00Z
			2031-01-01T00:00:00Z,
			,
			""")
	void validatorsOfTheApplicationAreSentAsTheyAre(@Nullable Instant lastModified, @Nullable Instant sent) {
		ReadExchange exchange = read(TestVersion.of(Validators.of(TAG, lastModified)), Phase.EARLY);
		assertThat(validators(exchange)).isEqualTo(Validators.of(TAG, sent));
	}

	@Test
	void versionThatIsNotKnownDeclaresNothing() {
		assertThat(read(TestVersion.of(null), Phase.EARLY).declared()).isNull();
		assertThat(read(TestVersion.of(Validators.absent()), Phase.EARLY).declared()).isNull();
		assertThat(read(new GetHandler(), Phase.EARLY).validation()).isNull();
	}

	@Test
	void versionThatFailsGivesTheExchangeUp(CapturedOutput output) {
		TestVersion version = TestVersion.of(1);
		version.failure = new IllegalStateException("no database");
		ReadExchange exchange = read(version, Phase.EARLY);
		assertThat(exchange.declared()).isNull();
		assertThat(exchange.outcome().reason()).isEqualTo(Reason.VALIDATOR_ERROR);
		assertThat(exchange.isUndecided()).isFalse();
		assertThat(exchange.validation()).isPositive();
		assertThat(this.parts.forgotten).isZero();
		assertThat(output).contains("Books.get is answered without a validator: reading it failed");
	}

	@Test
	void versionIsNotReadAfterData(CapturedOutput output) {
		this.parts.earlier = EarlierReads.Keeper.TRANSACTION;
		TestVersion version = TestVersion.of(1);
		ReadExchange exchange = read(version, Phase.EARLY);
		assertThat(version.reads).isZero();
		assertThat(exchange.declared()).isNull();
		assertThat(exchange.isUndecided()).isTrue();
		assertThat(output)
			.contains("Books.get is decided without its declared version: a transaction is active before the version");
	}

	@Test
	void versionOfArgumentsAloneIsReadAfterData() {
		this.parts.earlier = EarlierReads.Keeper.TRANSACTION;
		assertThat(read(TestVersion.ofArguments(1), Phase.EARLY).declared()).isNotNull();
		assertThat(this.parts.forgotten).isZero();
	}

	@Test
	void dataOfTheLookUpIsForgotten() {
		read(TestVersion.of(1), Phase.EARLY);
		assertThat(this.parts.forgotten).isOne();
	}

	@Test
	void userIsFoundDuringTheLookUp() {
		StringBuilder asked = new StringBuilder();
		this.request = new MockHttpServletRequest("GET", "/a") {

			@Override
			public Principal getUserPrincipal() {
				asked.append("user ");
				return () -> "ann";
			}

		};
		read(TestVersion.of(1), Phase.EARLY).user();
		assertThat(asked).hasToString("user ");
	}

	@Test
	void versionOfTheResultIsDeclaredOnceItIsThere() {
		ReadExchange exchange = read(TestVersion.ofResult(), Phase.EARLY);
		assertThat(exchange.declared()).isNull();
		this.parts.versions.complete(exchange, "one");
		Validators first = validators(exchange);
		assertThat(declared(exchange).known().phase()).isEqualTo(Phase.VALUE);
		assertThat(declared(exchange).confirmation()).isNull();
		this.parts.versions.complete(exchange, "other");
		assertThat(validators(exchange)).as("only once").isEqualTo(first);
	}

	@Test
	void versionOfTheResultAloneNeedsNoGate() {
		ReadExchange exchange = new GetHandler().declaring(TestVersion.ofResult())
			.exchange(this.request, this.response);
		this.parts.versions.complete(exchange, "one");
		assertThat(exchange.declared()).isNotNull();
	}

	@Test
	void versionOfMoreThanTheResultNeedsItsFirstPart() {
		GetHandler handler = new GetHandler().declaring(TestVersion.of(1), TestVersion.ofDate(GetHandler.CHANGED));
		ReadExchange early = handler.exchange(this.request, this.response);
		this.parts.versions.complete(early, "one");
		assertThat(early.declared()).as("is never completed").isNull();
		TestVersion failing = TestVersion.of(1);
		failing.failure = new IllegalStateException("no database");
		ReadExchange exchange = read(new GetHandler().declaring(failing, TestVersion.ofResult()), Phase.EARLY);
		this.parts.versions.complete(exchange, "one");
		assertThat(exchange.declared()).as("failed before").isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			verbatim, field,         set,      same
			false,    ,              ,         true
			false,    Cache-Control, no-cache, false
			false,    Vary,          a,        false
			false,    X-A,           a,        true
			true,     Cache-Control, no-cache, true
			""")
	void fieldsOfTheHandlerMakeAnotherTag(boolean verbatim, @Nullable String field, @Nullable String set,
			boolean same) {
		ReadExchange exchange = read(TestVersion.of(verbatim ? TAG : 1), Phase.EARLY);
		this.parts.versions.handlerWillRun(exchange, Objects.requireNonNull(exchange.call()));
		KnownValidators before = declared(exchange).known();
		if (field != null) {
			this.response.setHeader(field, set);
		}
		KnownValidators answer = declared(exchange).forAnswer(this.response);
		assertThat(answer.equals(before)).isEqualTo(same);
		assertThat(answer.kind()).isEqualTo(before.kind());
		assertThat(answer.phase()).isEqualTo(before.phase());
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			setsFields, field,   status, may
			false,      ,        200,    false
			false,      ,        404,    true
			false,      Expires, 200,    true
			false,      Expires, 404,    true
			true,       ,        200,    true
			""")
	void fieldsMayBeAddedUntilAnAnswerShowsOtherwise(boolean setsFields, @Nullable String field, int status,
			boolean may) {
		GetHandler handler = new GetHandler().declaring(TestVersion.of(TAG));
		handler.setsFields = setsFields;
		ReadExchange exchange = read(handler, Phase.EARLY);
		assertThat(this.parts.versions.mayAddFields(exchange)).isTrue();
		this.parts.versions.handlerWillRun(exchange, Objects.requireNonNull(exchange.call()));
		if (field != null) {
			this.response.setHeader(field, "0");
		}
		this.response.setStatus(status);
		declared(exchange).forAnswer(this.response);
		assertThat(this.parts.versions.mayAddFields(exchange)).isEqualTo(may);
	}

	@Test
	void fieldsOfAFailureTeachThatTheHandlerAddsThem() {
		ReadExchange plain = read(TestVersion.of(TAG), Phase.EARLY);
		this.parts.versions.handlerWillRun(plain, Objects.requireNonNull(plain.call()));
		declared(plain).forAnswer(this.response);
		assertThat(this.parts.versions.mayAddFields(plain)).isFalse();
		ReadExchange other = read(TestVersion.of(TAG), Phase.EARLY);
		this.parts.versions.handlerWillRun(other, Objects.requireNonNull(other.call()));
		this.response.setHeader(HttpHeaders.EXPIRES, "0");
		this.response.setStatus(404);
		declared(other).forAnswer(this.response);
		assertThat(this.parts.versions.mayAddFields(other)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			accept,    settled
			,          true
			*/*,       true
			text/html, false
			""")
	void formatIsSettledWhenTheRequestMakesNoDifference(@Nullable String accept, boolean settled) {
		this.request = GetHandler.get("Accept", accept);
		assertThat(this.parts.versions.isFormatSettled(
				new GetHandler().producing("text/plain", "text/html").exchange(this.request, this.response)))
			.isEqualTo(settled);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			range, before, after, fails, earlier, confirmed
			false, 1,      2,     false, false,   true
			true,  1,      1,     false, false,   true
			true,  1,      2,     false, false,   false
			true,  1,      ,      false, false,   false
			true,  1,      1,     true,  false,   false
			true,  1,      1,     false, true,    false
			""")
	void partIsConfirmedByAnotherLookUp(boolean range, int before, @Nullable Integer after, boolean fails,
			boolean earlier, boolean confirmed) {
		this.request = GetHandler.get("Range", range ? "bytes=0-1" : null);
		TestVersion version = earlier ? TestVersion.ofArguments(before) : TestVersion.of(before);
		this.parts.earlier = earlier ? EarlierReads.Keeper.TRANSACTION : null;
		ReadExchange exchange = read(version, Phase.VALUE);
		version.value = after;
		version.failure = fails ? new IllegalStateException("no database") : null;
		assertThat(declared(exchange).areConfirmed()).isEqualTo(confirmed);
	}

	@Test
	void partIsNotConfirmedWithoutItsDeclaration() {
		this.request = GetHandler.get("Range", "bytes=0-1");
		ReadExchange exchange = read(TestVersion.of(1), Phase.VALUE);
		DeclaredValidators before = declared(exchange);
		exchange.withdrawVersion();
		assertThat(before.areConfirmed()).isFalse();
	}

	@Test
	void partIsConfirmedByItsDate() {
		this.request = GetHandler.get("Range", "bytes=0-1");
		TestVersion version = TestVersion.of(Validators.untagged(GetHandler.CHANGED));
		ReadExchange exchange = read(version, Phase.VALUE);
		assertThat(declared(exchange).areConfirmed()).isTrue();
		version.value = Validators.untagged(GetHandler.CHANGED.plusSeconds(1));
		assertThat(declared(exchange).areConfirmed()).isFalse();
	}

	@Test
	void partOfAVersionThatNeedsTheResultIsConfirmedWithIt() {
		this.request = GetHandler.get("Range", "bytes=0-1");
		TestVersion first = TestVersion.of(1);
		ReadExchange exchange = read(new GetHandler().declaring(first, TestVersion.ofResult()), Phase.EARLY);
		this.parts.versions.complete(exchange, "one");
		assertThat(declared(exchange).areConfirmed()).isTrue();
		first.value = 2;
		assertThat(declared(exchange).areConfirmed()).isFalse();
	}

	@Test
	void verificationReadsTheVersionAgain() {
		TestVersion version = TestVersion.of(TAG);
		ReadExchange exchange = read(version, Phase.EARLY);
		ReadCall.Verified verified = this.parts.versions.verified(exchange,
				Objects.requireNonNull(exchange.readPolicy().used()), new Object[] { 1 });
		assertThat(verified.current().get()).isEqualTo(Validators.of(TAG, null));
		version.value = EntityTag.strong("b");
		assertThat(verified.current().get()).isEqualTo(Validators.of(EntityTag.strong("b"), null));
		assertThat(verified.name().apply(TAG)).isNotEqualTo(verified.name().apply(EntityTag.strong("b")));
	}

}
