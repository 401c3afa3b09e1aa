package io.github.conditionalcache.storing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheDirectives}.
 */
class CacheDirectivesTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			field                               | stored by shared caches | names shared caches | used unasked
			''                                  | true                    | false               | true
			max-age=60                          | true                    | false               | true
			private                             | false                   | false               | true
			PRIVATE, max-age=60                 | false                   | false               | true
			private="Set-Cookie"                | true                    | false               | true
			private="a, no-store", max-age=60   | true                    | false               | true
			private, s-maxage=60                | true                    | true                | true
			public, no-cache                    | true                    | true                | false
			no-store                            | false                   | false               | false
			no-cache="Set-Cookie", max-age=60   | true                    | false               | true
			""")
	void directivesWhenFieldIsRead(String field, boolean storedByShared, boolean namesShared, boolean usedUnasked) {
		CacheDirectives directives = CacheDirectives.of(field);
		assertThat(directives.letSharedCachesStore()).isEqualTo(storedByShared);
		assertThat(directives.nameSharedCaches()).isEqualTo(namesShared);
		assertThat(directives.letAnswersBeUsedUnasked()).isEqualTo(usedUnasked);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			line                       | may forbid storing
			no-cache, max-age=0        | false
			no-store                   | true
			private, No-Store          | true
			no-store=""                | true
			private="a, no-store       | true
			x="no-store"               | true
			""")
	void mayForbidStoringWhenLineContainsDirective(String line, boolean mayForbid) {
		assertThat(CacheDirectives.mayForbidStoring(line)).isEqualTo(mayForbid);
	}

}
