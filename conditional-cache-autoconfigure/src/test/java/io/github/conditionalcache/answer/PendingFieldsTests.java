package io.github.conditionalcache.answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PendingFields}.
 */
class PendingFieldsTests {

	private final MockHttpServletResponse servletResponse = new MockHttpServletResponse();

	private final ServletServerHttpResponse response = new ServletServerHttpResponse(this.servletResponse);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			written, pending, first
			'"a"',   '"b"',   '"b"'
			'"a"',          , '"a"'
			       , '"b"',   '"b"'
			       ,        ,
			""")
	void firstWhenWrittenOrPending(@Nullable String written, @Nullable String pending, @Nullable String first) {
		if (written != null) {
			this.servletResponse.setHeader(HttpHeaders.ETAG, written);
		}
		if (pending != null) {
			this.response.getHeaders().set(HttpHeaders.ETAG, pending);
		}
		assertThat(PendingFields.first(this.response, HttpHeaders.ETAG)).isEqualTo(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED, HttpHeaders.SET_COOKIE,
			HttpHeaders.CACHE_CONTROL, HttpHeaders.CONTENT_LOCATION, HttpHeaders.EXPIRES, HttpHeaders.VARY,
			HttpHeaders.CONTENT_ENCODING, HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.CONTENT_DISPOSITION })
	void writeDecidingWhenFieldDecidesKeepsItOnTheResponse(String name) {
		String line = name.equals(HttpHeaders.SET_COOKIE) ? "a=b" : "Thu, 01 Jan 2026 00:00:00 GMT";
		this.response.getHeaders().add(name, line);
		PendingFields.writeDeciding(this.response);
		assertThat(this.servletResponse.getHeaderValue(name)).isNotNull();
	}

	@Test
	void writeDecidingWhenFieldIsOnResponseAddsLine() {
		this.servletResponse.addHeader(HttpHeaders.VARY, "Accept");
		this.response.getHeaders().add(HttpHeaders.VARY, "Accept-Language");
		PendingFields.writeDeciding(this.response);
		assertThat(this.servletResponse.getHeaders(HttpHeaders.VARY)).containsExactly("Accept", "Accept-Language");
	}

}
