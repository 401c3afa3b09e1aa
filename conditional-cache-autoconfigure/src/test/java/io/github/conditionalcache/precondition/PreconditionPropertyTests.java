package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties that hold for every input.
 */
class PreconditionPropertyTests {

	private static final List<String> FIELDS = List.of("If-Match", "If-None-Match", "If-Modified-Since",
			"If-Unmodified-Since", "If-Range");

	private final PreconditionEvaluator evaluator = new PreconditionEvaluator();

	@Property
	void parseNeverThrows(@ForAll("fieldLines") @Size(max = 3) List<String> lines, @ForAll("tags") EntityTag tag) {
		FieldLines fields = new FieldLines();
		FIELDS.forEach((name) -> fields.with(name, lines));
		for (Validators current : List.of(Validators.absent(), Validators.untagged(FieldLines.NOW),
				Validators.of(tag, null))) {
			for (String method : List.of("GET", "PUT", "", "\u0000")) {
				assertThat(this.evaluator.evaluate(fields.of(method), current)).isNotNull();
				this.evaluator.rangeApplies(fields.of(method), current);
			}
		}
	}

	@Property
	void dateParserNeverThrows(@ForAll("almostDates") String value, @ForAll @LongRange(max = 250000000000L) long now) {
		Instant date = HttpDate.parse(value, Instant.ofEpochSecond(now));
		if (date != null) {
			assertThat(HttpDate.parse(HttpDate.format(date), Instant.EPOCH)).isEqualTo(date);
		}
	}

	@Property
	void dateRoundTrips(@ForAll("seconds") long second) {
		Instant date = Instant.ofEpochSecond(second);
		assertThat(HttpDate.format(date)).hasSize(29);
		assertThat(HttpDate.parse(HttpDate.format(date), Instant.EPOCH)).isEqualTo(date);
	}

	@Property
	void formatNeverThrows(@ForAll @LongRange(min = -31557014167219200L, max = 31556889864403199L) long second) {
		assertThat(HttpDate.parse(HttpDate.format(Instant.ofEpochSecond(second)), Instant.EPOCH)).isNotNull();
	}

	@Property
	void tagRoundTrips(@ForAll("tags") EntityTag tag) {
		assertThat(EntityTag.parse(tag.toString())).isEqualTo(tag).hasSameHashCodeAs(tag);
	}

	@Property
	void strongEqualityImpliesWeakEquality(@ForAll("tags") EntityTag tag, @ForAll("tags") EntityTag other) {
		assertThat(!tag.stronglyEquals(other) || tag.weaklyEquals(other)).isTrue();
		assertThat(tag.weaklyEquals(tag)).isTrue();
		assertThat(tag.stronglyEquals(tag)).isNotEqualTo(tag.isWeak());
		assertThat(tag.asWeak().weaklyEquals(tag)).isTrue();
	}

	@Property
	void everyMemberOfWellFormedListMatches(@ForAll("tags") EntityTag first, @ForAll("tags") EntityTag second,
			@ForAll("separators") String before, @ForAll("separators") String between,
			@ForAll("separators") String after) {
		String list = before + first + "," + between + second + "," + after;
		Preconditions request = new FieldLines().with("If-None-Match", List.of(list)).of("GET");
		for (EntityTag member : List.of(first, second)) {
			assertThat(this.evaluator.evaluate(request, Validators.of(member, null)))
				.isEqualTo(PreconditionOutcome.NOT_MODIFIED);
		}
	}

	@Property(tries = 200)
	void memberMatchesWhereverItStandsInTheList(@ForAll("tags") EntityTag tag, @ForAll @IntRange(max = 2000) int before,
			@ForAll @IntRange(max = 2000) int after, @ForAll boolean ownLine) {
		EntityTag other = EntityTag.strong(tag.opaque() + "!");
		List<String> lines = new ArrayList<>(Collections.nCopies(before, other.toString()));
		lines.add(tag.toString());
		lines.addAll(Collections.nCopies(after, other.asWeak().toString()));
		FieldLines fields = new FieldLines().with("If-None-Match", ownLine ? lines : List.of(String.join(",", lines)));
		assertThat(this.evaluator.evaluate(fields.of("GET"), Validators.of(tag, null)))
			.isEqualTo(PreconditionOutcome.NOT_MODIFIED);
		assertThat(this.evaluator.evaluate(fields.of("PUT"), Validators.of(tag, null)))
			.isEqualTo(PreconditionOutcome.PRECONDITION_FAILED);
		assertThat(this.evaluator.evaluate(fields.of("PUT"), Validators.of(EntityTag.strong(tag.opaque() + "?"), null)))
			.isEqualTo(PreconditionOutcome.PROCEED);
	}

	@Property
	void malformedMemberMakesListUnreadable(@ForAll("tags") EntityTag tag, @ForAll("separators") String separator) {
		for (String list : List.of(tag + "," + separator + "x", tag + " " + tag, "w/" + tag.toString(), tag + "\"")) {
			FieldLines read = new FieldLines().with("If-None-Match", List.of(list));
			assertThat(this.evaluator.evaluate(read.of("GET"), Validators.of(tag, null)))
				.isEqualTo(PreconditionOutcome.PROCEED);
			for (String name : List.of("If-Match", "If-None-Match")) {
				Preconditions write = new FieldLines().with(name, List.of(list)).of("PUT");
				for (Validators current : List.of(Validators.of(tag, null), Validators.absent())) {
					assertThat(this.evaluator.evaluate(write, current))
						.isEqualTo(PreconditionOutcome.PRECONDITION_FAILED);
					assertThat(this.evaluator.failed(write, current)).isEqualTo(FailedPrecondition.UNREADABLE);
				}
			}
		}
	}

	@Provide
	Arbitrary<EntityTag> tags() {
		Arbitrary<String> opaque = Arbitraries.strings()
			.withCharRange('!', '!')
			.withCharRange('#', '~')
			.withCharRange('\u0080', '\u00ff')
			.withChars(",\\*W/")
			.ofMaxLength(12);
		return Arbitraries.oneOf(opaque.map(EntityTag::strong), opaque.map(EntityTag::weak));
	}

	@Provide
	Arbitrary<String> separators() {
		return Arbitraries.strings().withChars(", \t").ofMaxLength(8);
	}

	@Provide
	Arbitrary<List<String>> fieldLines() {
		Arbitrary<String> likely = Arbitraries.strings().withChars("\"W/*, \tab-;\\\u00ff").ofMaxLength(24);
		Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(40);
		return Arbitraries.oneOf(likely, any, almostDates()).list();
	}

	@Provide
	Arbitrary<Long> seconds() {
		return Arbitraries.longs().between(-62167219200L, 253402300799L);
	}

	/**
	 * Dates in which one character was replaced.
	 * @return the values
	 */
	@Provide
	Arbitrary<String> almostDates() {
		Arbitrary<String> dates = Arbitraries.of("Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
				"Sun Nov  6 08:49:37 1994");
		Arbitrary<Character> characters = Arbitraries.oneOf(Arbitraries.chars().range('0', '9'),
				Arbitraries.chars().ascii(), Arbitraries.chars().all());
		return dates.flatMap((date) -> Arbitraries.integers()
			.between(0, date.length() - 1)
			.flatMap((index) -> characters
				.map((character) -> date.substring(0, index) + character + date.substring(index + 1))));
	}

}
