package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@link PreconditionEvaluator} with {@link RfcOracle} over every combination of
 * what can be sent and what can be there.
 */
class RfcOracleTests {

	private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05Z");

	private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS");

	private static final List<List<String>> TAG_FIELDS = List.of(List.of(), List.of("*"), List.of("\"v1\""),
			List.of("\"v2\""), List.of("W/\"v1\""), List.of("\"v0\" ,\t\"v1\""), List.of("\"v0\"", ", W/\"v1\","),
			List.of("v1"), List.of("\"v1\"", "w/\"v1\""), List.of(""), List.of(",\"\""), List.of("*, \"v1\""),
			List.of("*", "*"), List.of("*,"), List.of("", "*"), List.of("", "\"v1\""));

	private static final List<List<String>> DATE_FIELDS = List.of(List.of(), List.of("Fri, 02 Jan 2026 03:04:04 GMT"),
			List.of("Friday, 02-Jan-26 03:04:05 GMT"), List.of("Fri Jan  2 03:04:06 2026"),
			List.of("Fri, 32 Jan 2026 03:04:05 GMT"),
			List.of("Fri, 02 Jan 2026 03:04:05 GMT", "Fri, 02 Jan 2026 03:04:05 GMT"));

	private static final List<RfcOracle.State> STATES = List.of(new RfcOracle.State(false, null, null),
			new RfcOracle.State(true, null, null), new RfcOracle.State(true, null, MODIFIED),
			new RfcOracle.State(true, "\"v1\"", null), new RfcOracle.State(true, "\"v1\"", MODIFIED),
			new RfcOracle.State(true, "W/\"v1\"", MODIFIED), new RfcOracle.State(true, "\"\"", MODIFIED));

	private final PreconditionEvaluator evaluator = new PreconditionEvaluator();

	@Test
	void evaluatorAgreesWithOracleOnEveryCombination() {
		int cells = 0;
		List<String> differences = new ArrayList<>();
		for (Map<String, List<String>> fields : combinations()) {
			for (String method : METHODS) {
				Preconditions request = Preconditions.parse(method, (name) -> fields.getOrDefault(name, List.of()),
						FieldLines.CLOCK);
				for (RfcOracle.State state : STATES) {
					int expected = RfcOracle.status(method, fields, state);
					int actual = status(this.evaluator.evaluate(request, validators(state)));
					cells++;
					if (expected != actual) {
						differences
							.add("%s %s on %s: %d but was %d".formatted(method, fields, state, expected, actual));
					}
				}
			}
		}
		assertThat(differences).isEmpty();
		assertThat(cells).isGreaterThan(5000);
	}

	@Test
	void combinationsReachEveryOutcome() {
		List<Integer> statuses = combinations().stream()
			.flatMap((fields) -> STATES.stream().map((state) -> RfcOracle.status("GET", fields, state)))
			.distinct()
			.toList();
		assertThat(statuses).containsExactlyInAnyOrder(200, 304, 412);
	}

	private static List<Map<String, List<String>>> combinations() {
		List<Map<String, List<String>>> combinations = List.of(Map.of());
		combinations = times(combinations, "If-Match", TAG_FIELDS);
		combinations = times(combinations, "If-Unmodified-Since", DATE_FIELDS);
		combinations = times(combinations, "If-None-Match", TAG_FIELDS);
		return times(combinations, "If-Modified-Since", DATE_FIELDS);
	}

	private static List<Map<String, List<String>>> times(List<Map<String, List<String>>> combinations, String name,
			List<List<String>> variants) {
		List<Map<String, List<String>>> product = new ArrayList<>();
		for (Map<String, List<String>> combination : combinations) {
			for (List<String> lines : variants) {
				Map<String, List<String>> fields = new LinkedHashMap<>(combination);
				if (!lines.isEmpty()) {
					fields.put(name, lines);
				}
				product.add(fields);
			}
		}
		return product;
	}

	private static Validators validators(RfcOracle.State state) {
		if (!state.exists()) {
			return Validators.absent();
		}
		EntityTag tag = EntityTag.parse(state.entityTag());
		return (tag != null) ? Validators.of(tag, state.lastModified()) : Validators.untagged(state.lastModified());
	}

	private static int status(PreconditionOutcome outcome) {
		return switch (outcome) {
			case PROCEED -> 200;
			case NOT_MODIFIED -> 304;
			case PRECONDITION_FAILED -> 412;
			case PRECONDITION_REQUIRED -> throw new IllegalStateException("Not asked for");
		};
	}

}
