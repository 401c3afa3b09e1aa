package io.github.conditionalcache.change.statement;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Change}.
 */
class ChangeTests {

	private static Change change(String text) {
		String[] parts = text.split(" ");
		int[] buckets = parts[0].equals("-") ? new int[0]
				: Arrays.stream(parts[0].split(",")).mapToInt(Integer::parseInt).toArray();
		return new Change(buckets, parts[1].equals("plain"), parts.length > 2);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			one               | other             | both
			1,5 plain         | 3,5 plain         | 1,3,5 plain
			- plain           | 3 plain           | 3 plain
			1 plain           | - plain           | 1 plain
			1 plain           | 3 may-commit      | 1,3 may-commit
			1 may-commit      | 3 plain           | 1,3 may-commit
			- plain           | - may-commit      | - may-commit
			- plain           | - may-commit begins | - may-commit begins
			1 may-commit begins | 3 plain         | 1,3 may-commit begins
			""")
	void togetherTheyDoWhatEitherDoes(String one, String other, String both) {
		Change together = change(one).and(change(other));
		assertThat(together).usingRecursiveComparison().isEqualTo(change(both));
		assertThat(together.writes()).isEqualTo(!both.startsWith("-"));
		assertThat(together.plain()).isEqualTo(both.contains(" plain"));
		assertThat(together.begins()).isEqualTo(both.contains("begins"));
	}

	// Batches add the same statement again and again
	@Test
	void repeatedChangeNeedsNoOther() {
		Change change = change("1,5 plain");
		assertThat(change.and(change)).isSameAs(change);
		assertThat(change.and(Change.NONE)).isSameAs(change);
	}

}
