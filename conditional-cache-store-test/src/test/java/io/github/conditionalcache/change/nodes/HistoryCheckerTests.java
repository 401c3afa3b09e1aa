package io.github.conditionalcache.change.nodes;

import java.util.Arrays;
import java.util.List;

import io.github.conditionalcache.change.nodes.HistoryChecker.Finding;
import io.github.conditionalcache.change.nodes.HistoryChecker.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HistoryChecker}.
 */
class HistoryCheckerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
			held                      | then                                                      | problem
			FULL 1 /items/2 "a" 4     | SEEN 1 /items/2 - 4; EARLY_304 1 /items/2 "a" ~           |
			FULL 1 /items/2 "a" 5     | SEEN 1 /items/2 - 4; EARLY_304 1 /items/2 "a" ~           |
			FULL 1 /items/2 "a" 4     | SEEN 1 /items/2 - 5; EARLY_304 1 /items/2 "a" ~           | STALE_304
			FULL 1 /items/2 "a" 4     | SEEN 1 /items/2 - 5; LATE_304 1 /items/2 "a" ~            | STALE_304
			FULL 1 /items/2 "a" 4     | SEEN 1 /items/2 - 5; FULL 1 /items/2 "b" 5                |
			FULL 1 /items/2 "a" 4     | SEEN 1 /items/2 - 5; FULL 1 /items/2 "b" 4                | STALE_200
			FULL 1 /items/2 "a" 4     | SEEN 1 /items/2 - 4; EARLY_304 1 /items/2 "b" ~           | OTHER_TAG
			FULL 2 /items/2 "a" 4     | SEEN 1 /items/2 - 4; EARLY_304 1 /items/2 "a" ~           | OTHER_TAG
			FULL 1 /items/3 "a" 4     | SEEN 1 /items/2 - 4; EARLY_304 1 /items/2 "a" ~           | OTHER_TAG
			FULL 1 /pairs/2/3 "a" 4,7 | SEEN 1 /pairs/2/3 - 4,7; EARLY_304 1 /pairs/2/3 "a" ~     |
			FULL 1 /pairs/2/3 "a" 5,7 | SEEN 1 /pairs/2/3 - 4,8; EARLY_304 1 /pairs/2/3 "a" ~     | STALE_304
			WRITTEN 9 /items/2 - 4    | BEGUN 1 /items/2 - ~; SEEN 1 /items/2 - 4                 |
			WRITTEN 9 /items/2 - 4    | BEGUN 1 /items/2 - ~; SEEN 1 /items/2 - 3                 | WRITE_NOT_SEEN
			WRITTEN 9 /items/3 - 4    | BEGUN 1 /pairs/2/3 - ~; SEEN 1 /pairs/2/3 - 9,3           | WRITE_NOT_SEEN
			WRITTEN 9 /items/3 - 4    | BEGUN 1 /items/2 - ~; SEEN 1 /items/2 - 3                 |
			BEGUN 1 /items/2 - ~      | WRITTEN 9 /items/2 - 4; SEEN 1 /items/2 - 3               |
			SEEN 1 /items/2 - 4       | SEEN 2 /items/2 - 5; FULL 1 /items/2 "a" 4                |
			""")
	void eventIsFoundIfWrong(String held, String then, @Nullable Problem problem) {
		HistoryChecker checker = new HistoryChecker();
		Arrays.stream((held + "; " + then).split("; "))
			.map((line) -> Event.parse(line.replace("~", "")))
			.forEach(checker::accept);
		assertThat(checker.findings()).extracting(Finding::problem)
			.isEqualTo((problem != null) ? List.of(problem) : List.of());
	}

	@Test
	void eventIsWrittenAsItIsRead() {
		String line = "FULL 1 /pairs/2/3 W/\"a.b\" 4,7";
		assertThat(Event.parse(line)).hasToString(line);
	}

	@Test
	void resourcesAreThoseOfTheirPaths() {
		assertThat(Items.resources()).hasSize(2 * Items.COUNT).allSatisfy((items) -> {
			assertThat(Items.at(items.path())).isEqualTo(items);
			assertThat(items.ids()).isSorted();
		});
		assertThat(Items.at("/items").ids()).hasSize(Items.COUNT);
		assertThat(Items.at("/pairs/2/3").ids()).containsExactly(2, 3);
	}

}
