package io.github.conditionalcache.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.diagnostics.HandlerFigures;
import io.github.conditionalcache.diagnostics.HandlerFigures.Saved;
import io.github.conditionalcache.diagnostics.HandlerFigures.Timing;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandler.Access;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recommendations}.
 */
class RecommendationsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			looked up | micros | handled | micros | advice
			100       | 2100   | 100     | 2000   | Looking up the version takes 2.1 ms on average, all the rest 2.0 ms
			100       | 2000   | 100     | 2000   |
			99        | 9000   | 100     | 2000   |
			100       | 9000   | 99      | 2000   |
			0         | 0      | 100     | 2000   |
			""")
	void versionSlowerThanTheHandler(long lookedUp, long micros, long handled, long handlingMicros,
			@Nullable String advice) {
		HandlerFigures figures = new HandlerFigures(Map.of(), Map.of(), Saved.NONE, timing(lookedUp, micros),
				timing(handled, handlingMicros), Map.of());
		assertThatAdvice(Access.READ, null, figures, advice);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|',
			textBlock = """
					hits | misses | cacheControl                   | advice
					960  | 40     | private, no-cache, max-age=0   | Of 1000 revalidations, 96.0 % found the client's copy current: a max-age would
					960  | 40     | private, max-age=10            | Of 1000 revalidations, 96.0 % found the client's copy current: a longer max-age would
					960  | 40     |                                | Of 1000 revalidations, 96.0 % found the client's copy current: a max-age would
					950  | 50     | no-cache                       |
					959  | 40     | no-cache                       |
					""")
	void copiesNearlyAlwaysCurrent(long hits, long misses, @Nullable String cacheControl, @Nullable String advice) {
		HandlerFigures figures = results(Map.of(Result.HIT, hits, Result.MISS, misses));
		assertThatAdvice(Access.READ, cacheControl, figures, advice);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			times | bytes    | advice
			100   | 6553600  | 100 times, 65 kB of content on average was produced and hashed
			100   | 6553599  |
			99    | 99000000 |
			0     | 0        |
			""")
	void largeContentHashedOften(long times, long bytes, @Nullable String advice) {
		HandlerFigures figures = new HandlerFigures(Map.of(), Map.of(), new Saved(bytes, times, 0), Timing.NONE,
				Timing.NONE, Map.of());
		assertThatAdvice(Access.READ, null, figures, advice);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			access | unconditional | misses | advice
			READ   | 1000          | 0      | 1000 answers carried a validator, and no client ever sent one back
			READ   | 1000          | 1      |
			READ   | 999           | 0      |
			WRITE  | 1000          | 0      |
			""")
	void clientsThatNeverRevalidate(Access access, long unconditional, long misses, @Nullable String advice) {
		HandlerFigures figures = results(Map.of(Result.UNCONDITIONAL, unconditional, Result.MISS, misses));
		assertThatAdvice(access, null, figures, advice);
	}

	@Test
	void nothingCounted() {
		assertThatAdvice(Access.READ, null, HandlerFigures.NONE, null);
	}

	private static void assertThatAdvice(Access access, @Nullable String cacheControl, HandlerFigures figures,
			@Nullable String expected) {
		List<String> advice = Recommendations.of(new ManagedHandler("Books.get", String.class,
				String.class.getMethods()[0], access, Set.of("GET"), Set.of("/books"), List.of(), null,
				new ManagedHandler.Policy(cacheControl, null, List.of(), List.of(), false, false),
				ManagedHandler.Selection.NONE), figures);
		if (expected != null) {
			assertThat(advice).singleElement().asString().startsWith(expected).endsWith(".");
		}
		else {
			assertThat(advice).isEmpty();
		}
	}

	private static HandlerFigures results(Map<Result, Long> results) {
		return new HandlerFigures(results, Map.of(), Saved.NONE, Timing.NONE, Timing.NONE, Map.of());
	}

	private static Timing timing(long count, long micros) {
		return new Timing(count, Duration.ofNanos(count * micros * 1000));
	}

}
