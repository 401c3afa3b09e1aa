package io.github.conditionalcache.range;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ByteRanges}.
 */
class ByteRangesTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			field,                               length, ranges
			bytes=0-0,                           10,     0-0
			bytes=2-4,                           10,     2-4
			bytes=2-,                            10,     2-9
			bytes=-3,                            10,     7-9
			bytes=-30,                           10,     0-9
			bytes=9-30,                          10,     9-9
			'bytes=0-1, 8-',                     10,     0-1 8-9
			'bytes=0-1,20-30',                   10,     0-1
			'bytes=0-4,5-9',                     10,
			'bytes=0-4,5-8',                     10,     0-4 5-8
			bytes=0-99999999999999999999,        10,     0-9
			bytes=-99999999999999999999,         10,     0-9
			bytes=00000000000000000000002-4,     10,     2-4
			bytes=-1,                            0,
			'bytes=5-6, -001',                   0,
			""")
	void selectWhenSatisfiable(String field, long length, @Nullable String ranges) {
		ByteRanges selected = ByteRanges.select(field, length);
		assertThat((selected != null) ? describe(selected) : null).isEqualTo(ranges);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			field,                               length
			bytes=10-,                           10
			bytes=10-20,                         10
			bytes=99999999999999999999-,         10
			bytes=-0,                            10
			bytes=0-,                            0
			bytes=-0,                            0
			bytes=4-2,                           10
			bytes=a-b,                           10
			bytes=,                              10
			""")
	void selectWhenUnsatisfiable(String field, long length) {
		ByteRanges selected = ByteRanges.select(field, length);
		assertThat(selected).isNotNull();
		assertThat(selected.isUnsatisfiable()).isTrue();
		assertThat(selected.length()).isEqualTo(length);
	}

	@Test
	void contentRangeWhenSelectedNamesBothEnds() {
		ByteRanges selected = ByteRanges.select("bytes=2-4", 10);
		assertThat(selected).isNotNull();
		assertThat(selected.contentRange(selected.spans().get(0))).isEqualTo("bytes 2-4/10");
		assertThat(selected.spans().get(0).length()).isEqualTo(3);
	}

	private static String describe(ByteRanges ranges) {
		return ranges.spans().stream().map((span) -> span.first() + "-" + span.last()).collect(Collectors.joining(" "));
	}

}
