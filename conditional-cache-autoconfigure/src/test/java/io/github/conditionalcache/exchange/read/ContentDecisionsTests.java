package io.github.conditionalcache.exchange.read;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentDecisions}.
 */
class ContentDecisionsTests {

	private static final String HELD = "\"a\"";

	private static final String OTHER = "\"b\"";

	private static final String POLICY = ReadExchanges.CACHE_CONTROL;

	private static final String SECURITY = "no-cache, no-store, max-age=0, must-revalidate";

	private static final String NONCE = "script-src 'nonce-1'";

	private static final String SECURITY_APPLIED = "org.springframework.security.web.FilterChainProxy.APPLIED";

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/a");

	private final StubResponse response = new StubResponse();

	private final HttpServletResponse inner = this.response.inner();

	private final ReadDecider decider = ReadExchanges.decider();

	private final ReadExchange exchange = exchange();

	private final ContentDecisions decisions = new ContentDecisions(this.decider, this.exchange);

	private ReadExchange exchange() {
		this.request.setAttribute(SECURITY_APPLIED, true);
		this.request.addHeader(HttpHeaders.IF_NONE_MATCH, HELD);
		return ReadExchanges.of(this.request, this.response);
	}

	private void label() {
		decide(OTHER);
		assertThat(this.exchange.outcome().isLabelled()).isTrue();
		assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(POLICY);
	}

	private void answerNotModified() {
		decide(HELD);
		assertThat(this.inner.getStatus()).isEqualTo(304);
		assertThat(this.response.isDiscarding()).isTrue();
	}

	private void decide(String tag) {
		this.inner.setHeader(HttpHeaders.ETAG, tag);
		this.decisions.contentAsked();
	}

	private void assertBypassed(Reason reason) {
		assertThat(this.exchange.outcome().isBypass()).isTrue();
		assertThat(this.exchange.outcome().reason()).isEqualTo(reason);
		assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isNotEqualTo(POLICY);
	}

	@ParameterizedTest
	@CsvSource({ "false, RAW", "true, STREAMING" })
	void contentAskedWhenNothingIsKnownGivesUp(boolean asyncStarted, Reason reason) {
		this.request.setAsyncStarted(asyncStarted);
		this.decisions.contentAsked();
		assertBypassed(reason);
	}

	@Test
	void contentAskedWhenValidatorsAreKnownDecides() {
		assertThat(this.decisions.isCounted()).isFalse();
		label();
		assertThat(this.decisions.isCounted()).isTrue();
		assertThat(this.exchange.outcome().result()).isEqualTo(Result.MISS);
		this.inner.setHeader(HttpHeaders.ETAG, HELD);
		this.decisions.contentAsked();
		assertThat(this.exchange.outcome().result()).isEqualTo(Result.MISS);
	}

	@Test
	void contentAskedWhenContentIsHeldWaits() {
		this.response.hold();
		decide(HELD);
		assertThat(this.exchange.isUndecided()).isTrue();
	}

	@Test
	void contentAskedWhenCommittedWaits() throws IOException {
		this.inner.flushBuffer();
		decide(HELD);
		assertThat(this.exchange.isUndecided()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void contentAskedWhenSuspendedTakesSecurityFieldsBack(boolean labelled) {
		SuspendedSecurityFields.suspended(this.exchange);
		this.request.setAsyncStarted(true);
		this.inner.setHeader(HttpHeaders.CACHE_CONTROL, SECURITY);
		if (labelled) {
			decide(OTHER);
			assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(POLICY);
		}
		else {
			this.decisions.contentAsked();
			assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(SECURITY);
		}
	}

	@Test
	void flushingWhenHandlerAnswers304TakesItOver() {
		this.inner.setStatus(304);
		this.decisions.flushing();
		assertThat(this.exchange.outcome().result()).isEqualTo(Result.HIT);
		assertThat(this.response.isDiscarding()).isTrue();
	}

	@Test
	void flushingWhenHandlerAnswers200Waits() {
		this.decisions.flushing();
		assertThat(this.exchange.isUndecided()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "Set-Cookie, a=b, COOKIE", "Content-Security-Policy, script-src 'nonce-1', NONCE" })
	void sendingWhenObstacleWasSetPastTheWrappersUnlabels(String name, String value, Reason reason) {
		label();
		this.decisions.sending();
		assertThat(this.exchange.outcome().isLabelled()).isTrue();
		this.inner.setHeader(name, value);
		this.decisions.sending();
		assertBypassed(reason);
	}

	@Test
	void sendingWhenSessionBeginsUnlabels() {
		label();
		this.request.getSession();
		this.decisions.sending();
		assertBypassed(Reason.COOKIE);
	}

	@Test
	void sendingWhenCommittedLeavesTheLabel() throws IOException {
		label();
		this.inner.addHeader(HttpHeaders.SET_COOKIE, "a=b");
		this.inner.flushBuffer();
		this.decisions.sending();
		this.decisions.closing();
		this.decisions.obstacleSet(Reason.COOKIE);
		this.decisions.outerObstacleSet(Reason.COOKIE);
		assertThat(this.exchange.outcome().isLabelled()).isTrue();
		assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(POLICY);
	}

	@Test
	void spillingWhenUndecidedGivesUp() {
		this.inner.setHeader(HttpHeaders.ETAG, OTHER);
		this.decisions.spilling(Reason.TOO_LARGE);
		assertBypassed(Reason.TOO_LARGE);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void spillingWhenVerifiedOrRenderedIsDecidedByKnown(boolean verified) {
		AtomicInteger rendered = new AtomicInteger();
		if (verified) {
			this.exchange.called(new Object[0], this.response)
				.verify(new ReadCall.Verified(() -> null, EntityTag::opaque));
		}
		else {
			this.exchange.rendering(rendered::incrementAndGet);
		}
		this.inner.setHeader(HttpHeaders.ETAG, OTHER);
		this.decisions.spilling(Reason.TOO_LARGE);
		assertThat(this.exchange.outcome().isLabelled()).isTrue();
		assertThat(rendered).hasValue(verified ? 0 : 1);
	}

	@Test
	void spillingWhenRenderedWithoutValidatorsGivesUp() {
		this.exchange.rendering(() -> {
		});
		this.decisions.spilling(Reason.STREAMING);
		assertBypassed(Reason.STREAMING);
	}

	@Test
	void abandonedWhenLabelledGivesUp() {
		label();
		this.decisions.abandoned(Reason.ERROR);
		assertBypassed(Reason.ERROR);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			labelled, discarding, status, abandoned
			true,     false,      404,    STATUS
			true,     false,      206,
			true,     true,       206,    STATUS
			false,    false,      404,
			false,    true,       404,    STATUS
			""")
	void statusChangingWhenDecidedGivesUp(boolean labelled, boolean discarding, int status,
			@Nullable Reason abandoned) {
		if (labelled) {
			label();
		}
		this.response.discarding = discarding;
		this.decisions.statusChanging(status);
		assertThat(this.response.abandoned).isEqualTo(abandoned);
	}

	@Test
	void statusChangingWhenSecurityFieldsAreTakenBackWaits() {
		this.response.ownFields().set(this.inner, HttpHeaders.PRAGMA, null);
		this.decisions.statusChanging(404);
		assertThat(this.response.abandoned).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			status, decided, answered
			304,    false,   true
			304,    true,    false
			404,    false,   false
			""")
	void errorSentWhenNotModifiedIsAnswered(int status, boolean decided, boolean answered) throws IOException {
		if (decided) {
			label();
		}
		this.inner.getOutputStream().write(1);
		assertThat(this.decisions.errorSent(status)).isEqualTo(answered);
		assertThat(this.inner.getStatus()).isEqualTo(answered ? 304 : 200);
		assertThat(this.exchange.outcome().result() == Result.HIT).isEqualTo(answered);
	}

	@Test
	void errorSentWhenCommittedIsNotAnswered() throws IOException {
		this.inner.flushBuffer();
		assertThat(this.decisions.errorSent(304)).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "COOKIE", "NONCE" })
	void obstacleSetWhenLabelledUnlabels(Reason obstacle) {
		label();
		this.decisions.obstacleSet(obstacle);
		assertBypassed(obstacle);
	}

	@ParameterizedTest
	@EnumSource(names = { "COOKIE", "NONCE" })
	void obstacleSetWhenUndecidedWaits(Reason obstacle) {
		this.decisions.obstacleSet(obstacle);
		this.decisions.sending();
		assertThat(this.exchange.isUndecided()).isTrue();
	}

	@Test
	void obstacleSetWhenNotModifiedKeepsTheStatusAndMakesItPrivate() {
		answerNotModified();
		this.decisions.obstacleSet(Reason.COOKIE);
		assertThat(this.exchange.outcome().result()).isEqualTo(Result.HIT);
		assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(StoringPolicy.PRIVATE);
	}

	@Test
	void obstacleSetWhenApplicationSaysHowToStoreKeepsThat() {
		this.inner.setHeader(HttpHeaders.CACHE_CONTROL, "max-age=1");
		this.response.ownFields().set(this.inner, HttpHeaders.VARY, "Accept");
		answerNotModified();
		this.decisions.obstacleSet(Reason.COOKIE);
		assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo("max-age=1");
		assertThat(this.inner.containsHeader(HttpHeaders.VARY)).isFalse();
	}

	@Test
	void outerObstacleSetWhenLabelledMakesUpForSecurityFields() {
		label();
		this.decisions.outerObstacleSet(Reason.COOKIE);
		assertBypassed(Reason.COOKIE);
		assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(SECURITY);
	}

	@Test
	void outerObstacleSetWhenNotModifiedKeepsTheStoredScripts() {
		answerNotModified();
		this.inner.setHeader("Content-Security-Policy", NONCE);
		this.decisions.outerObstacleSet(Reason.NONCE);
		assertThat(this.inner.containsHeader("Content-Security-Policy")).isFalse();
		assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(StoringPolicy.PRIVATE);
		assertThat(this.exchange.outcome().result()).isEqualTo(Result.HIT);
	}

	@Test
	void outerObstacleSetWhenItHasANonceSparesTheNextAnswers() {
		this.decisions.outerObstacleSet(Reason.NONCE);
		decide(OTHER);
		assertBypassed(Reason.NONCE);
	}

	@Test
	void closingWhenObstacleWasSetPastTheWrappersUnlabels() {
		label();
		this.decisions.closing();
		assertThat(this.exchange.outcome().isLabelled()).isTrue();
		this.inner.addHeader(HttpHeaders.SET_COOKIE, "a=b");
		this.decisions.closing();
		assertBypassed(Reason.COOKIE);
		assertThat(this.inner.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo(SECURITY);
	}

}
