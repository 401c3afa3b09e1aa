package io.github.conditionalcache.range;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.read.ReadExchanges;
import io.github.conditionalcache.exchange.read.ReadRules;
import io.github.conditionalcache.exchange.read.StubResponse;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RangeSelection}.
 */
class RangeSelectionTests {

	private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.ISO_8859_1);

	private final RangeSelection selection = new RangeSelection(new ReadRules(new PreconditionEvaluator()));

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/a");

	private final StubResponse response = new StubResponse();

	private final MockHttpServletResponse inner = (MockHttpServletResponse) this.response.inner();

	private final ServletServerHttpResponse pending = new ServletServerHttpResponse(this.inner);

	private ReadExchange exchange(@Nullable String range) {
		ReadExchange exchange = ReadExchanges.of(this.request, this.response);
		exchange.range(range);
		return exchange;
	}

	private ReadExchange labelled(@Nullable String range) {
		ReadExchange exchange = exchange(range);
		ReadExchanges.decide(exchange, EntityTag.strong("a"));
		return exchange;
	}

	private void hold() {
		this.response.hold();
		this.response.held().append(DIGITS, 0, DIGITS.length);
		this.response.setContentType("text/plain;charset=UTF-8");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			range,          ifRange, status, sent
			bytes=2-4,      ,        206,    234
			bytes=2-4,      '"a"',   206,    234
			bytes=2-4,      '"b"',   200,
			,               ,        200,
			'bytes=0-9,2-', ,        200,
			""")
	void cutWhenPartIsDueSendsIt(@Nullable String range, @Nullable String ifRange, int status, @Nullable String sent)
			throws IOException {
		if (ifRange != null) {
			this.request.addHeader(HttpHeaders.IF_RANGE, ifRange);
		}
		hold();
		this.selection.cut(labelled(range));
		assertThat(this.inner.getStatus()).isEqualTo(status);
		assertThat(this.response.isHolding()).isEqualTo(sent == null);
		assertThat(this.inner.getContentAsString()).isEqualTo((sent != null) ? sent : "");
		assertThat(this.inner.getHeader(HttpHeaders.CONTENT_RANGE)).isEqualTo((sent != null) ? "bytes 2-4/10" : null);
	}

	@Test
	void cutWhenSeveralRangesAreAskedForSendsEach() throws IOException {
		hold();
		this.selection.cut(labelled("bytes=0-1,8-"));
		assertThat(this.inner.getContentType()).startsWith("multipart/byteranges; boundary=").doesNotContain("charset");
		assertThat(this.inner.getContentAsString()).contains("Content-Type: text/plain;charset=UTF-8",
				"Content-Range: bytes 0-1/10\r\n\r\n01", "Content-Range: bytes 8-9/10\r\n\r\n89");
	}

	@Test
	void cutWhenRangeIsBeyondTheContentRefuses() throws IOException {
		hold();
		this.selection.cut(labelled("bytes=10-"));
		assertThat(this.inner.getStatus()).isEqualTo(416);
		assertThat(this.inner.getHeader(HttpHeaders.CONTENT_RANGE)).isEqualTo("bytes */10");
		assertThat(this.inner.getContentType()).isNull();
		assertThat(this.response.abandoned).isEqualTo(Reason.STATUS);
	}

	@Test
	void cutWhenUndecidedOrNotHeldWaits() throws IOException {
		ReadExchange undecided = exchange("bytes=2-4");
		hold();
		this.selection.cut(undecided);
		assertThat(this.response.isHolding()).isTrue();
		this.response.takeHeld();
		this.selection.cut(labelled("bytes=2-4"));
		assertThat(this.inner.getStatus()).isEqualTo(200);
	}

	// Nothing can be compared, so a conditional request gets the whole
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			condition,     status
			,              206
			If-None-Match, 200
			If-Range,      200
			""")
	void cutWhenAnswerHasNoLabel(@Nullable String condition, int status) throws IOException {
		if (condition != null) {
			this.request.addHeader(condition, "\"a\"");
		}
		ReadExchange exchange = exchange("bytes=2-4");
		exchange.bypass(Reason.NO_STORE);
		hold();
		this.selection.cut(exchange);
		assertThat(this.inner.getStatus()).isEqualTo(status);
	}

	@Test
	void cutWhenStatusIsAnotherSendsTheWhole() throws IOException {
		hold();
		ReadExchange exchange = labelled("bytes=2-4");
		this.inner.setStatus(203);
		this.selection.cut(exchange);
		assertThat(this.response.isHolding()).isTrue();
	}

	private @Nullable Object select(ReadExchange exchange, Object body,
			Class<? extends HttpMessageConverter<?>> converter) {
		return this.selection.select(exchange, body, converter, MediaType.TEXT_PLAIN, this.pending);
	}

	@Test
	void selectWhenPartIsDueGivesIt() throws IOException {
		Object part = select(labelled("bytes=2-4"), new ByteArrayResource(DIGITS), ResourceHttpMessageConverter.class);
		assertThat(part).isInstanceOf(PartialContent.class);
		assertThat(((Resource) part).getInputStream()).hasContent("234");
		assertThat(this.inner.getStatus()).isEqualTo(206);
		assertThat(this.pending.getHeaders().getFirst(HttpHeaders.CONTENT_RANGE)).isEqualTo("bytes 2-4/10");
	}

	@Test
	void selectWhenSeveralRangesAreAskedForFramesThemWithTheType() throws IOException {
		this.pending.getHeaders().setContentType(MediaType.IMAGE_PNG);
		Object part = select(labelled("bytes=0-1,8-"), new ByteArrayResource(DIGITS),
				ResourceHttpMessageConverter.class);
		assertThat(new String(((Resource) part).getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
			.contains("Content-Type: image/png");
	}

	@Test
	void selectWhenTypeIsUnknownTakesThatOfTheName() throws IOException {
		Object part = this.selection.select(labelled("bytes=0-1,8-"), new ByteArrayResource(DIGITS) {

			@Override
			public String getFilename() {
				return "a.css";
			}

		}, ResourceHttpMessageConverter.class, MediaType.APPLICATION_OCTET_STREAM, this.pending);
		assertThat(new String(((Resource) part).getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
			.contains("Content-Type: text/css");
	}

	@Test
	void selectWhenRangeIsBeyondTheValueRefuses() {
		assertThat(select(labelled("bytes=10-"), new ByteArrayResource(DIGITS), ResourceHttpMessageConverter.class))
			.isNull();
		assertThat(this.inner.getStatus()).isEqualTo(416);
		assertThat(this.pending.getHeaders().getFirst(HttpHeaders.CONTENT_RANGE)).isEqualTo("bytes */10");
		assertThat(this.response.abandoned).isEqualTo(Reason.STATUS);
	}

	@Test
	void selectWhenNoPartIsDueGivesTheValue() {
		Resource value = new ByteArrayResource(DIGITS);
		assertThat(select(exchange("bytes=2-4"), value, ResourceHttpMessageConverter.class)).isSameAs(value);
		assertThat(select(labelled(null), value, ResourceHttpMessageConverter.class)).isSameAs(value);
		assertThat(select(labelled("bytes=2-4"), value, StringHttpMessageConverter.class)).isSameAs(value);
		assertThat(select(labelled("bytes=2-4"), "text", ResourceHttpMessageConverter.class)).isEqualTo("text");
		assertThat(this.inner.getStatus()).isEqualTo(200);
	}

	@Test
	void selectWhenLengthIsUnknownGivesTheValue() {
		Resource value = new Measured(-1);
		assertThat(select(labelled("bytes=2-4"), value, ResourceHttpMessageConverter.class)).isSameAs(value);
	}

	@Test
	void selectWhenStreamIsReadOnceGivesOnePart() {
		Resource value = new Measured(10);
		assertThat(select(labelled("bytes=0-1,8-"), value, ResourceHttpMessageConverter.class)).isSameAs(value);
		assertThat(select(labelled("bytes=2-4"), value, ResourceHttpMessageConverter.class))
			.isInstanceOf(PartialContent.class);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			range,     length,                  ifRange, beyond
			bytes=0-1, 101,                     ,        true
			bytes=0-1, 100,                     ,        false
			bytes=0-1, 101,                     '"a"',   false
			,          101,                     ,        false
			bytes=0-1, -1,                      ,        false
			""")
	void isBeyondHashingWhenTooLongToBeHeld(@Nullable String range, long length, @Nullable String ifRange,
			boolean beyond) {
		if (ifRange != null) {
			this.request.addHeader(HttpHeaders.IF_RANGE, ifRange);
		}
		assertThat(this.selection.isBeyondHashing(exchange(range), new Measured(length))).isEqualTo(beyond);
		assertThat(this.selection.isBeyondHashing(exchange(range), "text")).isFalse();
	}

	@Test
	void hasPartsWhenLengthCanBeAskedFor() {
		assertThat(RangeSelection.hasParts(new ByteArrayResource(DIGITS))).isTrue();
		assertThat(RangeSelection.hasParts(new Measured(10))).isTrue();
		assertThat(RangeSelection.hasParts(new InputStreamResource(new ByteArrayInputStream(DIGITS)))).isFalse();
		assertThat(RangeSelection.hasParts("text")).isFalse();
		assertThat(RangeSelection.hasParts(null)).isFalse();
	}

	/**
	 * A stream that is read once and knows its length.
	 */
	private static final class Measured extends InputStreamResource {

		private final long length;

		Measured(long length) {
			super(new ByteArrayInputStream(DIGITS));
			this.length = length;
		}

		@Override
		public long contentLength() {
			return this.length;
		}

	}

}
