package io.github.conditionalcache.answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListField}.
 */
class ListFieldTests {

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			first          | second | member | expected
			               |        | Accept | Accept
			''             |        | Accept | Accept
			Origin         |        | Accept | Origin, Accept
			Origin         | Cookie | Accept | Origin, Cookie, Accept
			Accept         |        | Accept | Accept
			ACCEPT         |        | Accept | ACCEPT
			Accept-Charset |        | Accept | Accept-Charset, Accept
			X-Accept       |        | Accept | X-Accept, Accept
			Origin,Accept  |        | Accept | Origin,Accept
			'Origin , Accept , A' | | Accept | 'Origin , Accept , A'
			'a,	Accept	' |        | Accept | 'a,	Accept	'
			Origin         | Accept | Accept | Origin
			'Origin,'      |        | Accept | Origin,, Accept
			*              |        | Accept | *
			'Origin, *'    |        | Accept | 'Origin, *'
			""")
	void memberIsAddedUnlessALineHasIt(@Nullable String first, @Nullable String second, String member,
			String expected) {
		if (first != null) {
			this.response.addHeader("Vary", first);
		}
		if (second != null) {
			this.response.addHeader("Vary", second);
		}
		OwnFields own = new OwnFields();
		ListField.add(own, this.response, "Vary", member);
		assertThat(this.response.getHeader("Vary")).isEqualTo(expected);
		own.withdraw(this.response);
		assertThat(this.response.getHeader("Vary")).isEqualTo(first);
	}

	// Only in Vary it stands for all
	@ParameterizedTest
	@CsvSource({ "Vary, *", "Access-Control-Expose-Headers, '*, ETag'" })
	void asteriskIsAMemberLikeOthersElsewhere(String name, String expected) {
		this.response.setHeader(name, "*");
		ListField.add(new OwnFields(), this.response, name, "ETag");
		assertThat(this.response.getHeader(name)).isEqualTo(expected);
	}

}
