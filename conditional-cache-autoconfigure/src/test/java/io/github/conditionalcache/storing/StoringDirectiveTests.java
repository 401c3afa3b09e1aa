package io.github.conditionalcache.storing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoringDirective}.
 */
class StoringDirectiveTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
			name |           argument | known | problem
			no-store |       - |        true |  -
			No-Store |       - |        true |  -
			no-store |       1 |        true |  'no-store' takes no argument
			public |         - |        true |  -
			no-cache |       - |        true |  -
			no-cache |       a |        true |  -
			private |        a |        true |  -
			max-age |        60 |       true |  -
			Max-Age |        60 |       true |  -
			max-age |        - |        true |  'max-age' takes a number of seconds
			max-age |        -1 |       true |  'max-age' takes a number of seconds
			max-age |        60s |      true |  'max-age' takes a number of seconds
			s-maxage |       60 |       true |  -
			stale-if-error | 60 |       true |  -
			max_age |        60 |       false | 'max_age' is none
			maxage |         60 |       false | 'maxage' is none
			s-max-age |      60 |       false | 's-max-age' is none
			nostore |        - |        false | 'nostore' is none
			extension |      - |        false | 'extension' is none
			extension |      1 |        false | -
			x-extension |    - |        false | -
			X-Extension |    - |        false | -
			""")
	void directiveIsKnownAndWellFormed(String name, @Nullable String argument, boolean known,
			@Nullable String problem) {
		StoringDirective directive = new StoringDirective(name, argument);
		assertThat(directive.isKnown()).isEqualTo(known);
		assertThat(directive.problem()).isEqualTo(problem);
	}

	@ParameterizedTest
	@CsvSource({ "no-store, true", "No-Cache, true", "private, true", "max-age, false", "extension, false",
			"x-extension, false" })
	void wordIsACompleteDirective(String word, boolean complete) {
		assertThat(StoringDirective.isComplete(word)).isEqualTo(complete);
	}

}
