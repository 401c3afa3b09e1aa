package io.github.conditionalcache.range;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RangeField}.
 */
class RangeFieldTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, line,      next,      field
			GET,    bytes=0-1, ,          bytes=0-1
			GET,    BYTES=0-1, ,          BYTES=0-1
			GET,    bytes=0-1, bytes=3-4,
			GET,    lines=0-1, ,
			HEAD,   bytes=0-1, ,
			GET,    bytes,     ,
			""")
	void ofWhenOneLineInBytes(String method, String line, @Nullable String next, @Nullable String field) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/a");
		request.addHeader("Range", line);
		if (next != null) {
			request.addHeader("Range", next);
		}
		assertThat(RangeField.of(request)).isEqualTo(field);
		assertThat(RangeField.isIn(request)).isTrue();
	}

	@Test
	void ofWhenThereIsNoneIsNull() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/a");
		assertThat(RangeField.of(request)).isNull();
		assertThat(RangeField.isIn(request)).isFalse();
	}

}
