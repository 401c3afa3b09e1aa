package io.github.conditionalcache.precondition;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Preconditions}.
 */
class PreconditionsTests {

	private static final int HUGE = 1 << 20;

	private final PreconditionEvaluator evaluator = new PreconditionEvaluator();

	private final Validators current = Validators.of(EntityTag.strong("v1"), FieldLines.NOW);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, selects
			GET,    true
			HEAD,   true
			get,    false
			Head,   false
			PUT,    false
			OPTIONS,false
			QUERY,  false
			""")
	void selectsRepresentationOnlyForGetAndHead(String method, boolean selects) {
		assertThat(new FieldLines().of(method).selectsRepresentation()).isEqualTo(selects);
		assertThat(new FieldLines().with("If-Match", "*").of(method).selectsRepresentation()).isEqualTo(selects);
	}

	@Test
	void parseWhenNoFieldIsPresentAllocatesNothing() {
		assertThat(new FieldLines().of("GET")).isSameAs(new FieldLines().of("HEAD"));
		assertThat(new FieldLines().of("PUT")).isSameAs(new FieldLines().of("DELETE"));
		assertThat(new FieldLines().of("GET").isConditional()).isFalse();
		assertThat(new FieldLines().of("GET").hasIfRange()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since" })
	void isConditionalWhenFieldIsPresentEvenIfUnreadable(String name) {
		assertThat(new FieldLines().with(name, "nonsense").of("PUT").isConditional()).isTrue();
		assertThat(new FieldLines().with(name, "").of("GET").isConditional()).isTrue();
		assertThat(new FieldLines().with(name, "nonsense").of("GET").hasIfRange()).isFalse();
	}

	@Test
	void isConditionalWhenOnlyIfRangeIsPresentIsFalse() {
		Preconditions preconditions = new FieldLines().with("If-Range", "nonsense").of("GET");
		assertThat(preconditions.isConditional()).isFalse();
		assertThat(preconditions.hasIfRange()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "If-None-Match, If-Modified-Since", "If-Match, If-Unmodified-Since" })
	void dateIsNotReadBesideTags(String tags, String date) {
		Preconditions preconditions = Preconditions.parse("GET", (name) -> {
			assertThat(name).isNotEqualTo(date);
			return name.equals(tags) ? List.of("nonsense") : List.of();
		}, FieldLines.CLOCK);
		assertThat(preconditions.isConditional()).isTrue();
	}

	@Test
	void timeIsNotAskedForWhenThereIsNoDate() {
		FieldLines fields = new FieldLines().with("If-None-Match", "\"v1\"");
		Preconditions preconditions = Preconditions.parse("GET", fields, () -> {
			throw new AssertionError("asked for the time");
		});
		assertThat(preconditions.isRevalidationByTag()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPTIONS", "TRACE", "CONNECT" })
	void parseWhenMethodSelectsNothingIgnoresFields(String method) {
		Preconditions preconditions = Preconditions.parse(method, (name) -> {
			throw new AssertionError("read " + name);
		}, FieldLines.CLOCK);
		assertThat(preconditions.isConditional()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 101, 5000, 100_000 })
	void tagMatchesWhereverItStandsInTheList(int others) {
		String many = String.join(",", Collections.nCopies(others, "\"v0\""));
		assertThat(ifNoneMatch(many + ", \"v1\"")).isEqualTo(PreconditionOutcome.NOT_MODIFIED);
		assertThat(ifNoneMatch(many, "\"v0\"", "\"v1\"")).isEqualTo(PreconditionOutcome.NOT_MODIFIED);
		assertThat(ifMatch(many + ", \"v1\"")).isEqualTo(PreconditionOutcome.PROCEED);
		assertThat(ifNoneMatch(many)).isEqualTo(PreconditionOutcome.PROCEED);
		assertThat(ifMatch(many)).isEqualTo(PreconditionOutcome.PRECONDITION_FAILED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "v1", "*", "\"v1", "w/\"v1\"" })
	void listWhenMalformedAtItsVeryEndIsUnreadable(String last) {
		String many = String.join(",", Collections.nCopies(5000, "\"v1\""));
		assertThat(ifNoneMatch(many + ", " + last)).isEqualTo(PreconditionOutcome.PROCEED);
		assertThat(ifMatch(many + ", " + last)).isEqualTo(PreconditionOutcome.PRECONDITION_FAILED);
	}

	@Test
	void listWhenQuoteIsOpenAtEndOfLineIsNotClosedByNextLine() {
		Validators tricky = Validators.of(EntityTag.strong("a,b"), null);
		Preconditions request = new FieldLines().with("If-None-Match", List.of("\"a", "b\"")).of("GET");
		assertThat(this.evaluator.evaluate(request, tricky)).isEqualTo(PreconditionOutcome.PROCEED);
	}

	@ParameterizedTest
	@ValueSource(strings = { ",", "\"", "\"\"", "\"\",", "W/", "W/\"", "*", "*,", " ", "\t,", "\\", "\"a", "a", "0",
			"\u00ff", "Sun, " })
	@Timeout(30)
	void parseWhenFieldIsHugeTakesLinearTime(String unit) {
		String huge = unit.repeat(HUGE);
		for (String name : List.of("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since",
				"If-Range")) {
			Preconditions request = new FieldLines().with(name, List.of(huge, '"' + huge)).of("GET");
			assertThat(this.evaluator.evaluate(request, this.current)).isNotEqualTo(PreconditionOutcome.NOT_MODIFIED);
		}
		assertThat(HttpDate.parse(huge, FieldLines.NOW)).isNull();
		assertThat(HttpDate.parse(huge + "Sun, 06 Nov 1994 08:49:37 GMT" + huge, FieldLines.NOW))
			.satisfiesAnyOf((date) -> assertThat(date).isNull(), (date) -> assertThat(huge).isBlank());
	}

	@Test
	@Timeout(30)
	void parseWhenLinesAreManyTakesLinearTime() {
		List<String> lines = Collections.nCopies(HUGE, "\"v0\"");
		Preconditions request = new FieldLines().with("If-None-Match", lines).of("GET");
		assertThat(this.evaluator.evaluate(request, this.current)).isEqualTo(PreconditionOutcome.PROCEED);
	}

	private PreconditionOutcome ifNoneMatch(String... lines) {
		Preconditions request = new FieldLines().with("If-None-Match", List.of(lines)).of("GET");
		return this.evaluator.evaluate(request, this.current);
	}

	private PreconditionOutcome ifMatch(String... lines) {
		Preconditions request = new FieldLines().with("If-Match", List.of(lines)).of("PUT");
		return this.evaluator.evaluate(request, this.current);
	}

}
