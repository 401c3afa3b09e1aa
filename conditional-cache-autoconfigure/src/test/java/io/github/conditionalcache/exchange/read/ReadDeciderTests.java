package io.github.conditionalcache.exchange.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadDecider}.
 */
class ReadDeciderTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private static final Validators DECLARED = Validators.of(TAG, GetHandler.CHANGED);

	private static final String NONCE = "script-src 'nonce-1'";

	private final ReadParts parts = new ReadParts();

	private final StubResponse response = new StubResponse();

	private final GetHandler handler = new GetHandler();

	private MockHttpServletRequest request = GetHandler.get("If-None-Match", TAG);

	private ReadExchange exchange() {
		return this.handler.exchange(this.request, this.response);
	}

	private ReadExchange declared() {
		ReadExchange exchange = exchange();
		exchange.declare(
				new DeclaredValidators(new KnownValidators(DECLARED, ValidatorKind.VERSION, Phase.EARLY), null, null));
		return exchange;
	}

	private void hold(String content) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		this.response.hold();
		this.response.held().append(bytes, 0, bytes.length);
	}

	// Before the handler runs

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			declared, field,         value,           status, answered
			true,     X-A,           a,               200,    true
			false,    X-A,           a,               200,    false
			true,     ETag,          '"a"',           200,    false
			true,     Last-Modified, a,               200,    false
			true,     Set-Cookie,    a=b,             200,    false
			true,     Cache-Control, no-store,        200,    false
			true,     X-A,           a,               404,    false
			""")
	void earlyWhenUpToDateIsAnswered(boolean declared, String field, String value, int status, boolean answered) {
		this.response.setHeader(field, value);
		this.response.setStatus(status);
		ReadExchange exchange = declared ? declared() : exchange();
		assertThat(this.parts.decider.decideEarly(exchange, this.response, false)).isEqualTo(answered);
		assertThat(exchange.isUndecided()).isNotEqualTo(answered);
		assertThat(this.response.isDiscarding()).isEqualTo(answered);
		assertThat(this.response.getStatus()).isEqualTo(answered ? 304 : status);
		if (answered) {
			assertThat(exchange.outcome())
				.isEqualTo(new Outcome(Result.HIT, Reason.NONE, ValidatorKind.VERSION, Phase.EARLY));
			assertThat(this.response.getHeader(HttpHeaders.ETAG)).isEqualTo(TAG.toString());
			assertThat(this.response.getHeader(HttpHeaders.LAST_MODIFIED))
				.isEqualTo(HttpDate.format(GetHandler.CHANGED));
		}
	}

	@Test
	void earlyWhenCommittedIsLeftAlone() throws IOException {
		this.response.flushBuffer();
		assertThat(this.parts.decider.decideEarly(declared(), this.response, false)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void earlyWhenOnlyTheDateIsKnownDecidesWhereItMay(boolean byDate) {
		this.request = GetHandler.get("If-Modified-Since", GetHandler.CHANGED);
		assertThat(this.parts.decider.decideEarly(declared(), this.response, byDate)).isEqualTo(byDate);
	}

	@Test
	void earlyWhenAnswersHaveANonceIsLeftAlone() {
		this.parts.decider.nonceFound(exchange());
		assertThat(this.parts.decider.decideEarly(declared(), this.response, false)).isFalse();
	}

	// By what is known

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			set,   declared, annotated, decided, result, validator
			'"b"', true,     true,      true,    MISS,   APPLICATION
			'"a"', false,    true,      true,    HIT,    APPLICATION
			'"a"', false,    false,     true,    BYPASS, NONE
			,      true,     true,      true,    HIT,    VERSION
			,      false,    true,      false,   BYPASS, NONE
			,      false,    false,     false,   BYPASS, NONE
			""")
	void knownValidatorsOfTheApplicationComeFirst(@Nullable String set, boolean declared, boolean annotated,
			boolean decided, Result result, ValidatorKind validator) {
		this.handler.annotated = annotated;
		if (set != null) {
			this.response.setHeader(HttpHeaders.ETAG, set);
		}
		ReadExchange exchange = declared ? declared() : exchange();
		assertThat(this.parts.decider.decideByKnown(exchange, this.response)).isEqualTo(decided);
		assertThat(exchange.isUndecided()).isNotEqualTo(decided);
		assertThat(exchange.outcome().result()).isEqualTo(result);
		assertThat(exchange.outcome().validator()).isEqualTo(validator);
		if (!annotated && decided) {
			assertThat(exchange.outcome().reason()).isEqualTo(Reason.APPLICATION);
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			field,                   value,               status, reason
			Set-Cookie,              a=b,                 200,    COOKIE
			Cache-Control,           no-store,            200,    NO_STORE
			Content-Security-Policy, script-src 'nonce-', 200,    NONCE
			X-A,                     a,                   404,    STATUS
			""")
	void knownWhenAnObstacleStandsInTheWayIsGivenUp(String field, String value, int status, Reason reason) {
		this.response.setHeader(field, value);
		this.response.setStatus(status);
		ReadExchange exchange = declared();
		assertThat(this.parts.decider.decideByKnown(exchange, this.response)).isTrue();
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(reason));
		assertThat(this.response.getStatus()).isEqualTo(status);
		assertThat(this.response.containsHeader(HttpHeaders.ETAG)).isFalse();
	}

	@Test
	void knownWhenIfMatchFailsIsAnsweredSo() {
		this.request = GetHandler.get("If-Match", "\"b\"");
		ReadExchange exchange = declared();
		assertThat(this.parts.decider.decideByKnown(exchange, this.response)).isTrue();
		assertThat(exchange.outcome())
			.isEqualTo(new Outcome(Result.FAILED, Reason.CHANGED, ValidatorKind.VERSION, Phase.VALUE));
		assertThat(this.response.getStatus()).isEqualTo(412);
		assertThat(this.response.getHeader(HttpHeaders.ETAG)).isEqualTo(TAG.toString());
		assertThat(this.response.isDiscarding()).isTrue();
	}

	@Test
	void knownWhenTheClientHasNoneIsLabelled() {
		this.request = GetHandler.get();
		ReadExchange exchange = declared();
		assertThat(this.parts.decider.decideByKnown(exchange, this.response)).isTrue();
		assertThat(exchange.outcome().result()).isEqualTo(Result.UNCONDITIONAL);
		assertThat(exchange.outcome().label()).isEqualTo(DECLARED);
		assertThat(this.response.getHeader(HttpHeaders.ETAG)).isEqualTo(TAG.toString());
		assertThat(this.response.isDiscarding()).isFalse();
	}

	@Test
	void knownWhenItFailsIsGivenUp() {
		ReadExchange exchange = exchange();
		exchange.declare(new DeclaredValidators(new KnownValidators(DECLARED, ValidatorKind.VERSION, Phase.VALUE),
				(response) -> {
					throw new IllegalStateException("no digest");
				}, null));
		assertThat(this.parts.decider.decideByKnown(exchange, this.response)).isTrue();
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(Reason.VALIDATOR_ERROR));
	}

	// Parts that the handler has cut out

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			condition,     tag,   set,   declared, annotated, cookie, result, validator
			If-None-Match, '"a"', '"a"', false,    true,      false,  HIT,    APPLICATION
			If-None-Match, '"a"', ,      true,     true,      false,  HIT,    VERSION
			If-None-Match, '"a"', '"b"', true,     true,      false,  BYPASS, NONE
			If-None-Match, '"b"', ,      true,     true,      false,  BYPASS, NONE
			If-Match,      '"b"', ,      true,     true,      false,  FAILED, VERSION
			If-Match,      '"a"', ,      true,     true,      false,  BYPASS, NONE
			If-None-Match, '"a"', ,      false,    true,      false,  BYPASS, NONE
			If-None-Match, '"a"', '"a"', false,    false,     false,  BYPASS, NONE
			If-None-Match, '"a"', ,      true,     true,      true,   BYPASS, NONE
			""")
	void foreignPartIsNeverLabelled(String condition, String tag, @Nullable String set, boolean declared,
			boolean annotated, boolean cookie, Result result, ValidatorKind validator) {
		this.request = GetHandler.get(condition, tag);
		this.handler.annotated = annotated;
		this.response.setStatus(206);
		if (set != null) {
			this.response.setHeader(HttpHeaders.ETAG, set);
		}
		if (cookie) {
			this.response.setHeader(HttpHeaders.SET_COOKIE, "a=b");
		}
		ReadExchange exchange = declared ? declared() : exchange();
		assertThat(this.parts.decider.decideByKnown(exchange, this.response)).isTrue();
		assertThat(exchange.outcome().result()).isEqualTo(result);
		assertThat(exchange.outcome().validator()).isEqualTo(validator);
		assertThat(exchange.outcome().label()).isNull();
		if (result == Result.BYPASS) {
			assertThat(exchange.outcome().reason()).isEqualTo(Reason.STREAMING);
			assertThat(this.response.getHeader(HttpHeaders.ETAG)).isEqualTo(set);
			assertThat(this.response.getStatus()).isEqualTo(206);
		}
		else {
			assertThat(this.response.isDiscarding()).isTrue();
		}
	}

	@Test
	void foreignPartWithoutItsStatusIsGivenUp() {
		ReadExchange exchange = declared();
		this.parts.decider.decideForeignPart(exchange, this.response);
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(Reason.STREAMING));
	}

	// By the value

	private void decideByValue(ReadExchange exchange, @Nullable Object value) {
		this.parts.decider.decideByValue(exchange, value, MediaType.TEXT_PLAIN, this.response);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			annotated, declared, marked, result,        validator
			true,      true,     true,   HIT,           VERSION
			true,      false,    true,   MISS,          VALUE
			true,      false,    false,  ,
			false,     false,    true,   ,
			""")
	void valueIsReadWhenNothingElseIsKnown(boolean annotated, boolean declared, boolean marked, @Nullable Result result,
			@Nullable ValidatorKind validator) {
		this.handler.annotated = annotated;
		ReadExchange exchange = declared ? declared() : exchange();
		decideByValue(exchange, marked ? new Marked(1) : "plain");
		assertThat(exchange.isUndecided()).isEqualTo(result == null);
		if (result != null) {
			assertThat(exchange.outcome().result()).isEqualTo(result);
			assertThat(exchange.outcome().validator()).isEqualTo(validator);
			assertThat(exchange.outcome().phase()).isEqualTo(Phase.VALUE);
		}
	}

	@Test
	void valueIsAFile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("a.txt"), "a");
		ReadExchange exchange = exchange();
		decideByValue(exchange, new FileSystemResource(file));
		assertThat(exchange.outcome().validator()).isEqualTo(ValidatorKind.FILE);
		this.response.withdrawFields();
		ReadExchange other = exchange();
		decideByValue(other, new ByteArrayResource(new byte[1]));
		assertThat(other.isUndecided()).isTrue();
	}

	@Test
	void valueCompletesTheVersion() {
		this.handler.declaring(TestVersion.ofResult());
		ReadExchange exchange = exchange();
		decideByValue(exchange, "plain");
		assertThat(exchange.outcome().validator()).isEqualTo(ValidatorKind.VERSION);
	}

	@Test
	void valueThatHidesPropertiesIsDecidedByContent() {
		this.handler.guarded = true;
		ReadExchange exchange = declared();
		decideByValue(exchange, new Marked(1));
		assertThat(exchange.isUndecided()).isTrue();
		assertThat(this.response.isHolding()).isTrue();
	}

	@Test
	void valueOfAVerifiedVersionIsDecidedByContent() {
		ReadExchange exchange = declared();
		verify(exchange);
		decideByValue(exchange, new Marked(1));
		assertThat(exchange.isUndecided()).isTrue();
		assertThat(this.response.isHolding()).isTrue();
	}

	@Test
	void valueThatCannotBeReadGivesUp() {
		ReadExchange exchange = exchange();
		decideByValue(exchange, (Versioned) () -> {
			throw new IllegalStateException("lazy");
		});
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(Reason.VALIDATOR_ERROR));
	}

	// By the content

	@Test
	void contentIsDecidedByItsDigest() {
		hold("content");
		ReadExchange first = exchange();
		this.parts.decider.decideByContent(first);
		assertThat(first.outcome().result()).isEqualTo(Result.MISS);
		assertThat(first.outcome().validator()).isEqualTo(ValidatorKind.BODY);
		assertThat(first.outcome().savedBytes()).isNull();
		String tag = this.response.getHeader(HttpHeaders.ETAG);
		this.response.withdrawFields();
		this.request = GetHandler.get("If-None-Match", tag);
		ReadExchange second = exchange();
		this.parts.decider.decideByContent(second);
		assertThat(second.outcome().result()).isEqualTo(Result.HIT);
		assertThat(second.outcome().savedBytes()).isEqualTo("content".length());
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			lacks, status, reason
			true,  200,    RAW
			true,  404,    RAW
			false, 404,    STATUS
			""")
	void contentThatCannotBeLabelledIsGivenUp(boolean lacks, int status, Reason reason) {
		hold("content");
		this.response.lacksContent = lacks;
		this.response.setStatus(status);
		ReadExchange exchange = exchange();
		this.parts.decider.decideByContent(exchange);
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(reason));
	}

	@Test
	void contentOfKnownValidatorsIsDecidedByThem() {
		hold("content");
		ReadExchange exchange = declared();
		this.parts.decider.decideByContent(exchange);
		assertThat(exchange.outcome().validator()).isEqualTo(ValidatorKind.VERSION);
		assertThat(exchange.outcome().savedBytes()).isEqualTo("content".length());
	}

	@Test
	void contentThatWasNotHeldIsDecidedByTheVersionAlone() throws IOException {
		ReadExchange exchange = declared();
		this.parts.decider.decideByContent(exchange);
		assertThat(exchange.outcome().result()).isEqualTo(Result.HIT);
		ReadExchange unknown = this.handler.exchange(this.request, new StubResponse());
		this.parts.decider.decideByContent(unknown);
		assertThat(unknown.isUndecided()).isTrue();
		this.response.setStatus(200);
		this.response.flushBuffer();
		ReadExchange late = declared();
		this.parts.decider.decideByContent(late);
		assertThat(late.isUndecided()).isTrue();
	}

	@Test
	void contentOfADecidedExchangeIsLeftAlone() {
		ReadExchange exchange = declared();
		exchange.bypass(Reason.RAW);
		this.parts.decider.decideByContent(exchange);
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(Reason.RAW));
	}

	@Test
	void contentWaitsForTheView() {
		this.handler.view = true;
		ReadExchange exchange = exchange();
		exchange.rendering(() -> this.response.setHeader(HttpHeaders.ETAG, TAG.toString()));
		hold("content");
		this.parts.decider.decideByContent(exchange);
		assertThat(exchange.outcome().validator()).isEqualTo(ValidatorKind.APPLICATION);
	}

	private void verify(ReadExchange exchange) {
		exchange.called(new Object[0], this.response)
			.verify(new ReadCall.Verified(() -> DECLARED, EntityTag::toString));
	}

	@Test
	void contentOfAVerifiedVersionIsCompared() {
		hold("content");
		ReadExchange first = declared();
		verify(first);
		this.parts.decider.decideByContent(first);
		assertThat(first.outcome().result()).isEqualTo(Result.HIT);
		StubResponse other = new StubResponse();
		other.hold();
		other.held().append(new byte[1], 0, 1);
		ReadExchange second = this.handler.exchange(this.request, other);
		second.declare(Objects.requireNonNull(first.declared()));
		verify(second);
		this.parts.decider.decideByContent(second);
		assertThat(second.outcome()).isEqualTo(Outcome.bypass(Reason.MISMATCH));
		assertThat(other.containsHeader(HttpHeaders.ETAG)).isFalse();
	}

	@Test
	void contentOfAVerifiedVersionIsNotComparedIfItCannotBeLabelled() {
		hold("content");
		this.response.setStatus(404);
		ReadExchange exchange = declared();
		verify(exchange);
		this.parts.decider.decideByContent(exchange);
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(Reason.STATUS));
		assertThat(this.parts.verified).isEmpty();
	}

	// By the handler itself

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			condition,     status, annotated, earlier, cookie, answered, result
			If-None-Match, 304,    true,      ,        false,  true,     HIT
			If-None-Match, 304,    true,      ERROR,   false,  true,     HIT
			If-None-Match, 304,    true,      RAW,     false,  false,    BYPASS
			If-None-Match, 304,    false,     ,        false,  false,    BYPASS
			If-None-Match, 304,    true,      ,        true,   true,     BYPASS
			If-Match,      304,    true,      ,        false,  false,    BYPASS
			If-Match,      412,    true,      ,        false,  true,     FAILED
			If-None-Match, 412,    true,      ,        false,  true,     FAILED
			If-Match,      412,    false,     ,        false,  false,    BYPASS
			If-Match,      412,    true,      ERROR,   false,  false,    BYPASS
			X-A,           412,    true,      ,        false,  false,    BYPASS
			X-A,           304,    true,      ,        false,  false,    BYPASS
			If-None-Match, 200,    true,      ,        false,  false,    BYPASS
			""")
	void answerOfTheHandlerItselfIsTakenOver(String condition, int status, boolean annotated, @Nullable Reason earlier,
			boolean cookie, boolean answered, Result result) {
		this.request = GetHandler.get(condition, "\"a\"");
		this.handler.annotated = annotated;
		this.response.setStatus(status);
		if (cookie) {
			this.response.setHeader(HttpHeaders.SET_COOKIE, "a=b");
		}
		ReadExchange exchange = exchange();
		if (earlier != null) {
			exchange.bypass(earlier);
		}
		assertThat(this.parts.decider.answered(exchange, this.response)).isEqualTo(answered);
		assertThat(exchange.outcome().result()).isEqualTo(result);
		assertThat(this.response.isDiscarding()).isEqualTo(result == Result.HIT);
		assertThat(this.response.getStatus()).isEqualTo(status);
		switch (result) {
			case HIT -> assertThat(exchange.outcome())
				.isEqualTo(new Outcome(Result.HIT, Reason.NONE, ValidatorKind.APPLICATION, Phase.VALUE));
			case FAILED -> assertThat(exchange.outcome())
				.isEqualTo(new Outcome(Result.FAILED, Reason.CHANGED, ValidatorKind.APPLICATION, Phase.VALUE));
			default -> assertThat(cookie).isEqualTo(exchange.outcome().reason() == Reason.COOKIE);
		}
	}

	@Test
	void answerOfTheHandlerItselfIsTooLateWhenCommitted() throws IOException {
		this.response.setStatus(304);
		this.response.flushBuffer();
		assertThat(this.parts.decider.answered(exchange(), this.response)).isFalse();
	}

	@Test
	void nonceIsRememberedForAllAnswers() {
		this.response.setHeader("Content-Security-Policy", NONCE);
		this.parts.decider.nonceFound(exchange());
		StubResponse next = new StubResponse();
		ReadExchange exchange = this.handler.exchange(this.request, next);
		next.setHeader(HttpHeaders.ETAG, TAG.toString());
		this.parts.decider.decideByKnown(exchange, next);
		assertThat(exchange.outcome()).isEqualTo(Outcome.bypass(Reason.NONCE));
	}

	/**
	 * A value that knows its version.
	 *
	 * @param version the version
	 */
	record Marked(Integer version) implements Versioned {

	}

}
