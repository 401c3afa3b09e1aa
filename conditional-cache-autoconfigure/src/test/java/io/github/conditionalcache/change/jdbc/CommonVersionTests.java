package io.github.conditionalcache.change.jdbc;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommonVersion}.
 */
class CommonVersionTests {

	// 128 changes of one bucket, or eight for each bucket and for the row of all
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			buckets, rows, crowded
			1,       129,  false
			1,       130,  true
			15,      129,  false
			15,      130,  true
			16,      136,  false
			16,      137,  true
			100,     808,  false
			100,     809,  true
			""")
	void bucketsAreCrowdedWithMoreRowsThanAreReadQuickly(int buckets, int rows, boolean crowded) {
		assertThat(new CommonVersion(1, rows, false).isCrowded(buckets)).isEqualTo(crowded);
	}

}
