package io.github.conditionalcache.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.representation.ChunkPool;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link HoldingResponse}.
 */
class HoldingResponseTests {

	private final MockHttpServletResponse inner = new MockHttpServletResponse();

	private final HoldingResponse response = new HoldingResponse(this.inner, new ContentLimit(1000, new ChunkPool()));

	private final RecordedEvents events = new RecordedEvents();

	@BeforeEach
	void manage() {
		this.response.manage(this.events, false);
	}

	private void label() {
		this.response.ownFields().set(this.inner, "ETag", "\"a\"");
	}

	@Test
	void getOutputStreamWhenNotManagedIsTheContainers() throws IOException {
		HoldingResponse other = new HoldingResponse(this.inner, new ContentLimit(1000, new ChunkPool()));
		assertThat(other.getOutputStream()).isSameAs(this.inner.getOutputStream());
		other.hold();
		assertThat(other.isHolding()).isFalse();
	}

	@Test
	void getOutputStreamWhenAskedAnnouncesIt() throws IOException {
		assertThat(this.response.getOutputStream()).isSameAs(this.inner.getOutputStream());
		assertThat(this.events.heard).containsExactly("asked");
	}

	@Test
	void getOutputStreamWhenEventLabelsCounts() throws IOException {
		this.events.whenAsked = () -> this.events.counted = true;
		this.response.getOutputStream().write(new byte[7]);
		this.response.getOutputStream().write(1);
		assertThat(this.response.sent()).isEqualTo(8);
		assertThat(this.inner.getContentAsByteArray()).hasSize(8);
	}

	@Test
	void getOutputStreamWhenEventDiscardsTakesContentAndSendsNone() throws IOException {
		this.events.whenAsked = this.response::discard;
		this.response.getOutputStream().write(new byte[7]);
		this.response.getOutputStream().close();
		assertThat(this.inner.getContentAsByteArray()).isEmpty();
		assertThat(this.inner.isCommitted()).isFalse();
	}

	@Test
	void getWriterWhenHandlerAsksIsTheContainers() throws IOException {
		this.events.whenAsked = () -> this.events.counted = true;
		assertThat(this.response.getWriter()).isSameAs(this.inner.getWriter());
		assertThat(this.events.heard).containsExactly("asked");
	}

	@Test
	void getWriterWhenLabelledCounts() throws IOException {
		this.events.counted = true;
		this.inner.setCharacterEncoding("UTF-8");
		PrintWriter writer = this.response.getWriter();
		writer.write("ä");
		assertThat(this.response.getWriter()).isSameAs(writer);
		this.response.finishWriter();
		assertThat(this.response.sent()).isEqualTo(2);
		assertThat(this.inner.isCommitted()).isFalse();
		writer.flush();
		assertThat(this.inner.isCommitted()).isTrue();
	}

	@Test
	void getWriterWhenHoldingShowsItsEncoding() throws IOException {
		this.response.hold();
		this.response.setContentType("text/plain");
		this.response.getWriter().write("ä");
		assertThat(this.response.held().toByteArray()).isEqualTo("ä".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(this.inner.getContentType()).isEqualTo("text/plain;charset=ISO-8859-1");
	}

	@Test
	void getWriterWhenEncodingIsUnknownFails() {
		MockHttpServletResponse strange = new MockHttpServletResponse() {

			@Override
			public String getCharacterEncoding() {
				return "klingon";
			}

			@Override
			public void setCharacterEncoding(@Nullable String encoding) {
			}

		};
		HoldingResponse other = new HoldingResponse(strange, new ContentLimit(1000, new ChunkPool()));
		other.manage(this.events, false);
		other.hold();
		assertThatExceptionOfType(UnsupportedEncodingException.class).isThrownBy(other::getWriter);
	}

	@Test
	void flushBufferWhenPassingAnnouncesAndFlushesTheWriter() throws IOException {
		this.events.counted = true;
		this.response.getWriter().write("a");
		this.events.heard.clear();
		this.response.flushBuffer();
		assertThat(this.events.heard).startsWith("flushing", "asked").endsWith("sending");
		assertThat(this.inner.getContentAsByteArray()).hasSize(1);
		assertThat(this.inner.isCommitted()).isTrue();
	}

	@Test
	void flushBufferWhenHoldingWaits() throws IOException {
		this.response.hold();
		this.response.flushBuffer();
		assertThat(this.events.heard).containsExactly("asked");
		assertThat(this.inner.isCommitted()).isFalse();
	}

	@Test
	void flushBufferWhenEventDiscardsWaits() throws IOException {
		this.events.whenAsked = this.response::discard;
		this.response.flushBuffer();
		assertThat(this.inner.isCommitted()).isFalse();
	}

	@Test
	void setStatusWhenItIsAnotherAnnouncesIt() {
		this.response.setStatus(200);
		this.response.setStatus(404);
		assertThat(this.events.heard).containsExactly("status 404");
		assertThat(this.inner.getStatus()).isEqualTo(404);
	}

	@Test
	void abandonWhenDiscardingIs200WithoutFields() {
		label();
		this.inner.setStatus(304);
		this.response.discard();
		this.response.abandon(Reason.STATUS);
		assertThat(this.inner.getStatus()).isEqualTo(200);
		assertThat(this.inner.containsHeader("ETag")).isFalse();
		assertThat(this.events.heard).containsExactly("abandoned " + Reason.STATUS);
		assertThat(this.response.isDiscarding()).isFalse();
	}

	@Test
	void abandonWhenCommittedDoesNothing() {
		label();
		this.inner.setStatus(304);
		this.response.discard();
		this.inner.flushBuffer();
		this.response.abandon(Reason.STATUS);
		assertThatIllegalStateException().isThrownBy(this.response::reset);
		assertThat(this.events.heard).isEmpty();
		assertThat(this.response.isDiscarding()).isTrue();
	}

	@Test
	void resetWhenHoldingGivesUpAndOffersTheStreamAgain() throws IOException {
		label();
		this.response.hold();
		ServletOutputStream stream = this.response.getOutputStream();
		stream.write(1);
		this.response.reset();
		assertThat(this.events.heard).containsExactly("asked", "abandoned " + Reason.ERROR);
		assertThat(this.response.isHolding()).isFalse();
		assertThat(this.response.sent()).isZero();
		assertThat(this.response.getWriter()).isSameAs(this.inner.getWriter());
		assertThat(this.inner.getContentAsByteArray()).isEmpty();
	}

	@Test
	void resetBufferWhenNothingWasAskedForHoldsOn() {
		this.response.hold();
		this.response.resetBuffer();
		assertThat(this.response.isHolding()).isTrue();
		assertThat(this.events.heard).isEmpty();
	}

	@Test
	void resetBufferWhenStreamIsOpenGivesUp() throws IOException {
		this.response.hold();
		this.response.getOutputStream();
		this.response.resetBuffer();
		assertThat(this.response.isHolding()).isFalse();
		assertThat(this.events.heard).containsExactly("asked", "abandoned " + Reason.ERROR);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			message,    answered, status
			,           true,     200
			,           false,    404
			'Not here', true,     200
			'Not here', false,    404
			""")
	void sendErrorWhenItIsAnsweredSendsNone(@Nullable String message, boolean answered, int status) throws IOException {
		this.events.answersErrors = answered;
		if (message != null) {
			this.response.sendError(404, message);
		}
		else {
			this.response.sendError(404);
		}
		assertThat(this.inner.getStatus()).isEqualTo(status);
		assertThat(this.inner.getErrorMessage()).isEqualTo(answered ? null : message);
		assertThat(this.events.heard).startsWith("error 404");
		assertThat(this.events.heard.contains("abandoned " + Reason.STATUS)).isEqualTo(!answered);
	}

	@Test
	void sendRedirectWhenHoldingGivesUp() throws IOException {
		List<Redirect> redirects = List.of((to) -> to.sendRedirect("/a"), (to) -> to.sendRedirect("/a", true),
				(to) -> to.sendRedirect("/a", 303), (to) -> to.sendRedirect("/a", 303, true));
		for (Redirect redirect : redirects) {
			MockHttpServletResponse target = new MockHttpServletResponse();
			HoldingResponse holding = new HoldingResponse(target, new ContentLimit(1000, new ChunkPool()));
			holding.manage(this.events, false);
			holding.hold();
			this.events.heard.clear();
			redirect.send(holding);
			assertThat(this.events.heard).contains("abandoned " + Reason.STATUS);
			assertThat(target.getRedirectedUrl()).isEqualTo("/a");
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			name,                    value,                 obstacle
			Set-Cookie,              a=b,                   COOKIE
			Content-Security-Policy, script-src 'nonce-1',  NONCE
			Content-Security-Policy, script-src 'self',
			Set-Cookie,              ,
			X-A,                     a,
			""")
	void obstacleWhenSetIsAnnouncedFirst(String name, @Nullable String value, @Nullable Reason obstacle) {
		this.events.whenObstacleIsSet = () -> assertThat(this.inner.getHeader(name)).isNull();
		this.response.setHeader(name, value);
		assertThat(this.inner.getHeader(name)).isEqualTo(value);
		this.events.whenObstacleIsSet = () -> assertThat(this.inner.getHeaders(name)).hasSize(1);
		this.response.addHeader(name, value);
		assertThat(this.inner.getHeaders(name)).hasSize((value != null) ? 2 : 0);
		assertThat(this.events.heard)
			.isEqualTo((obstacle != null) ? List.of("obstacle " + obstacle, "obstacle " + obstacle) : List.of());
	}

	@Test
	void cookieWhenAddedIsAnnouncedFirst() {
		this.events.whenObstacleIsSet = () -> assertThat(this.inner.getCookie("c")).isNull();
		this.response.addCookie(new Cookie("c", "1"));
		assertThat(this.events.heard).containsExactly("obstacle COOKIE");
		assertThat(this.inner.getCookie("c")).isNotNull();
	}

	@Test
	void manageWhenFirstCalledMakesItManaged() {
		HoldingResponse other = new HoldingResponse(this.inner, new ContentLimit(1000, new ChunkPool()));
		assertThat(other.isManaged()).isFalse();
		other.manage(this.events, false);
		assertThat(other.isManaged()).isTrue();
	}

	@Test
	void manageWhenOutermostFilterSeesTheResponseAnnouncesItsFieldsToo() {
		LateFieldsResponse outermost = new LateFieldsResponse(this.inner);
		HoldingResponse other = new HoldingResponse(new HttpServletResponseWrapper(outermost),
				new ContentLimit(1000, new ChunkPool()));
		other.manage(this.events, false);
		assertThat(outermost.isManaged()).isTrue();
		outermost.addHeader("Set-Cookie", "a=b");
		other.addHeader("Set-Cookie", "c=d");
		assertThat(this.events.heard).containsExactly("outer obstacle COOKIE", "obstacle COOKIE",
				"outer obstacle COOKIE");
	}

	@Test
	void transferEncodingWhenManagedIsLeftOut() {
		this.response.setHeader("Transfer-Encoding", "chunked");
		this.response.addHeader("Transfer-Encoding", "chunked");
		assertThat(this.inner.containsHeader("Transfer-Encoding")).isFalse();
		HoldingResponse other = new HoldingResponse(this.inner, new ContentLimit(1000, new ChunkPool()));
		other.setHeader("Transfer-Encoding", "chunked");
		assertThat(this.inner.containsHeader("Transfer-Encoding")).isTrue();
		this.response.setHeader("Transfer-Encoding", null);
		assertThat(this.inner.containsHeader("Transfer-Encoding")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			value,    length
			' 7 ',    7
			seven,    0
			,         0
			""")
	void contentLengthWhenHoldingIsDeclared(@Nullable String value, String length) throws IOException {
		this.response.manage(this.events, true);
		this.response.hold();
		this.response.setIntHeader("Content-Length", 9);
		assertThat(this.response.lacksContent()).isTrue();
		assertThat(this.inner.containsHeader("Content-Length")).isFalse();
		this.response.setHeader("content-length", value);
		this.response.finish(true);
		assertThat(this.inner.getHeader("Content-Length")).isEqualTo(length);
	}

	@Test
	void contentLengthWhenPassingIsPassedOn() {
		this.response.setContentLength(7);
		assertThat(this.inner.getHeader("Content-Length")).isEqualTo("7");
		this.response.setHeader("Content-Length", "8");
		this.response.setIntHeader("X-Count", 2);
		this.response.addIntHeader("X-Count", 1);
		assertThat(this.inner.getHeader("Content-Length")).isEqualTo("8");
		assertThat(this.inner.getHeaders("X-Count")).containsExactly("2", "1");
	}

	@Test
	void contentLengthWhenTooLongSpills() {
		this.response.hold();
		this.response.setContentLengthLong(1001);
		assertThat(this.events.heard).containsExactly("spilling " + Reason.TOO_LARGE);
	}

	@ParameterizedTest
	@CsvSource({ "text/event-stream, false", "text/plain, true", ", true" })
	void contentTypeWhenItIsAStreamSpills(@Nullable String type, boolean holding) {
		this.response.hold();
		this.response.setContentType(type);
		assertThat(this.response.isHolding()).isEqualTo(holding);
	}

	@Test
	void repeatedFieldsWhenSettledStay() {
		this.inner.setHeader("Cache-Control", "max-age=60");
		this.inner.setStatus(304);
		this.response.discard();
		this.response.settle();
		assertThat(this.response.isSettled()).isTrue();
		this.response.setHeader("cache-control", "no-store");
		this.response.addHeader("Cache-Control", "no-store");
		this.response.setDateHeader("Expires", 0);
		this.response.addDateHeader("Expires", 0);
		this.response.setIntHeader("Expires", 0);
		this.response.addIntHeader("Expires", 0);
		this.response.addDateHeader("Date", 0);
		this.response.setDateHeader("X-Date", 0);
		assertThat(this.inner.getHeaders("Cache-Control")).containsExactly("max-age=60");
		assertThat(this.inner.containsHeader("Expires")).isFalse();
		assertThat(this.inner.containsHeader("Date")).isTrue();
		assertThat(this.inner.containsHeader("X-Date")).isTrue();
		this.response.withdrawFields();
		assertThat(this.response.isSettled()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "false, 304", "true, 412" })
	void settleWhenNoContentIsDiscardedOrStatusIsAnotherDoesNothing(boolean discarding, int status) {
		this.inner.setStatus(status);
		if (discarding) {
			this.response.discard();
		}
		this.response.settle();
		assertThat(this.response.isSettled()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "304, true, true", "304, false, false", "200, true, false" })
	void finishWhen304IsClosedCommits(int status, boolean closed, boolean committed) throws IOException {
		this.inner.setStatus(status);
		this.response.discard();
		this.response.finish(closed);
		assertThat(this.inner.isCommitted()).isEqualTo(committed);
	}

	@Test
	void takeHeldWhenTextIsInTheWriterGivesIt() throws IOException {
		this.response.hold();
		this.response.getWriter().write("abc");
		assertThat(this.response.takeHeld()).hasSize(3);
		assertThat(this.response.isHolding()).isFalse();
	}

	@Test
	void spillWhenHoldingSendsOn() throws IOException {
		this.response.hold();
		this.response.getOutputStream().write(1);
		this.response.spill(Reason.STREAMING);
		this.response.getOutputStream().write(2);
		assertThat(this.inner.getContentAsByteArray()).containsExactly(1, 2);
		assertThat(this.response.sent()).isEqualTo(2);
	}

	@Test
	void streamWhenHoldingIsReadyUntilItHasAListener() throws IOException {
		this.response.hold();
		ServletOutputStream stream = this.response.getOutputStream();
		assertThat(stream.isReady()).isTrue();
		assertThat(this.response.isHolding()).isTrue();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> stream.setWriteListener(null));
		assertThat(this.response.isHolding()).isFalse();
	}

	@Test
	void streamWhenClosedIsFlushed() throws IOException {
		this.events.counted = true;
		this.response.getOutputStream().close();
		assertThat(this.inner.isCommitted()).isTrue();
	}

	@Test
	void finishWhenTextIsInTheWriterSendsIt() throws IOException {
		this.response.hold();
		this.response.getWriter().write("abc");
		this.response.finish(true);
		assertThat(this.inner.getContentAsByteArray()).hasSize(3);
	}

	@Test
	void flushBufferWhenContainerHasTheStreamCommits() throws IOException {
		this.response.flushBuffer();
		assertThat(this.events.heard).containsExactly("flushing", "asked", "sending");
		assertThat(this.inner.isCommitted()).isTrue();
	}

	@Test
	void lacksContentWhenNothingIsHeldIsFalse() {
		assertThat(this.response.lacksContent()).isFalse();
		assertThat(this.response.isBeyondLimit(1000)).isFalse();
		assertThat(this.response.isBeyondLimit(1001)).isTrue();
	}

	/**
	 * Sends a redirect.
	 */
	private interface Redirect {

		void send(HoldingResponse response) throws IOException;

	}

}
