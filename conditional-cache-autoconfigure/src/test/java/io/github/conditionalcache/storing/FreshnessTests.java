package io.github.conditionalcache.storing;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FreshnessTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', nullValues = "none", textBlock = """
			lines                              | seconds
			max-age=60                         | 60
			Max-Age=60                         | 60
			public, max-age=60                 | 60
			max-age=60, s-maxage=600           | 60
			s-maxage=600                       | none
			max-age=0                          | 0
			max-age="60"                       | 60
			public                             | none
			must-revalidate                    | none
			''                                 | none
			private, max-age=60                | 0
			private="Set-Cookie", max-age=60   | 0
			no-cache, max-age=60               | 0
			no-store                           | 0
			max-age=60; no-cache               | 0
			max-age=60; max-age=30             | 0
			max-age=-1                         | 0
			max-age=soon                       | 0
			max-age                            | 0
			max-age=60x                        | 0
			max-age=9999999999                 | 0
			max-age=999999999                  | 999999999
			max-age=60, no-cache="Set-Cookie"  | 0
			x="max-age=60"                     | 0
			""")
	void maxAgeCountsWhereAllCachesMayUseTheAnswer(String lines, Long seconds) {
		Duration fresh = Freshness.of(List.of(lines.split(";\\s*")));
		assertThat(fresh).isEqualTo((seconds != null) ? Duration.ofSeconds(seconds) : null);
	}

}
