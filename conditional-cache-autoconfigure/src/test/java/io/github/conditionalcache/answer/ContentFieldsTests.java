package io.github.conditionalcache.answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentFields}.
 */
class ContentFieldsTests {

	@ParameterizedTest
	@ValueSource(strings = { HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_ENCODING,
			HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.CONTENT_RANGE,
			HttpHeaders.TRANSFER_ENCODING, HttpHeaders.TRAILER })
	void removeFromWhenFieldIsOfContentRemovesIt(String name) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setHeader(name, "1");
		HttpHeaders pending = new HttpHeaders();
		pending.set(name, "1");
		ContentFields.removeFrom(response);
		ContentFields.removeFrom(pending);
		// The mock writes a length that is not known as -1, and keeps the field
		assertThat(response.getHeader(name)).isIn(null, "-1");
		assertThat(pending.containsHeader(name)).isFalse();
	}

	@Test
	void removeFromWhenFieldIsOfAnswerLeavesIt() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setHeader(HttpHeaders.CONTENT_LOCATION, "/a");
		HttpHeaders pending = new HttpHeaders();
		pending.set(HttpHeaders.CONTENT_LOCATION, "/a");
		ContentFields.removeFrom(response);
		ContentFields.removeFrom(pending);
		assertThat(response.getHeader(HttpHeaders.CONTENT_LOCATION)).isEqualTo("/a");
		assertThat(pending.getFirst(HttpHeaders.CONTENT_LOCATION)).isEqualTo("/a");
	}

}
