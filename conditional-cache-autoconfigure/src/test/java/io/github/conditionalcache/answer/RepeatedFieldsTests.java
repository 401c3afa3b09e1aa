package io.github.conditionalcache.answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RepeatedFields}.
 */
class RepeatedFieldsTests {

	private static RepeatedFields of(String name, String... lines) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		for (String line : lines) {
			response.addHeader(name, line);
		}
		return RepeatedFields.of(response);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			field,            one,    other,     same
			Vary,             'a, b', 'B,a, A',  true
			Vary,             a,      'a, b',    false
			Cache-Control,    'a, b', 'b, a',    false
			Cache-Control,    a,      a,         true
			Content-Location, /a,     /b,        false
			Expires,          a,      b,         false
			ETag,             a,      b,         true
			""")
	void fieldsAreComparedByTheirMeaning(String field, String one, String other, boolean same) {
		assertThat(of(field, one).equals(of(field, other))).isEqualTo(same);
	}

	@Test
	void linesOfAFieldAreReadWhole() {
		assertThat(of("Vary", "a", "b")).isEqualTo(of("Vary", "b, a"));
		assertThat(of("Cache-Control", "a", "b")).isNotEqualTo(of("Cache-Control", "a"));
		assertThat(of("X-A", "a")).isSameAs(of("X-B", "b"));
		assertThat(of("X-A", "a")).isNotEqualTo(of("Vary", "b"));
	}

	@ParameterizedTest
	@CsvSource({ "Cache-Control, true", "content-location, true", "EXPIRES, true", "Vary, true", "ETag, false" })
	void fieldIsOneThatA304Repeats(String name, boolean repeated) {
		assertThat(RepeatedFields.include(name)).isEqualTo(repeated);
	}

}
