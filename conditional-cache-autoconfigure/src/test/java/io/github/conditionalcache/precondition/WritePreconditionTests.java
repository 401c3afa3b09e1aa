package io.github.conditionalcache.precondition;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link PreconditionEvaluator} does for methods that write.
 */
class WritePreconditionTests {

	private static final String STATE = "0123456789abcdefghijklmnop";

	private static final String OWN = '"' + STATE + ".qrstuv0123456\"";

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch,                                       exact, state, weak,  both
			'"0123456789abcdefghijklmnop.qrstuv0123456"',  true,  true,  true,  true
			'"0123456789abcdefghijklmnop.0000000000000"',  false, true,  false, true
			'W/"0123456789abcdefghijklmnop.qrstuv0123456"',false, false, true,  true
			'W/"0123456789abcdefghijklmnop.0000000000000"',false, false, false, true
			'"1123456789abcdefghijklmnop.qrstuv0123456"',  false, false, false, false
			'"0123456789abcdefghijklmnop"',                false, false, false, false
			'"0123456789abcdefghijklmnop.qrstuv012345!"',  false, false, false, false
			'"x", "0123456789abcdefghijklmnop.000000000000v"', false, true, false, true
			'"0123456789abcdefghijklmnop.qrstuv0123456-gzip"',    false, true,  false, true
			'"0123456789abcdefghijklmnop.qrstuv0123456--gzip"',   false, true,  false, true
			'"0123456789abcdefghijklmnop.qrstuv0123456;gzip"',    false, true,  false, true
			'"0123456789abcdefghijklmnop.0000000000000-br"',      false, true,  false, true
			'"x", "0123456789abcdefghijklmnop.0000000000000-gzip"', false, true, false, true
			'W/"0123456789abcdefghijklmnop.qrstuv0123456-gzip"',  false, false, false, true
			'"1123456789abcdefghijklmnop.qrstuv0123456-gzip"',    false, false, false, false
			'"0123456789abcdefghijklmnop.qrstuv0123456-gzip-br"', false, false, false, false
			'"0123456789abcdefghijklmnop.qrstuv0123456-v2"',      false, false, false, false
			'"0123456789abcdefghijklmnop-gzip"',                  false, false, false, false
			'*',                                           true,  true,  true,  true
			broken,                                        false, false, false, false
			""")
	void ifMatchComparison(String ifMatch, boolean exact, boolean state, boolean weak, boolean both) {
		assertThat(matches(ifMatch, false, false)).isEqualTo(exact);
		assertThat(matches(ifMatch, true, false)).isEqualTo(state);
		assertThat(matches(ifMatch, false, true)).isEqualTo(weak);
		assertThat(matches(ifMatch, true, true)).isEqualTo(both);
	}

	private static boolean matches(String ifMatch, boolean acrossVariants, boolean weak) {
		PreconditionEvaluator evaluator = new PreconditionEvaluator(DateComparison.BEFORE,
				new IfMatchComparison(acrossVariants, weak));
		return evaluator.evaluate(new FieldLines().with("If-Match", ifMatch).of("PUT"),
				FieldLines.state(OWN, null)) == PreconditionOutcome.PROCEED;
	}

	@ParameterizedTest
	@ValueSource(strings = { "v1", "", "0123456789abcdefghijklmnop", "0123456789abcdef0123456789abcdef",
			"0123456789ABCDEFGHIJKLMNOP.QRSTUV0123456", "0123456789abcdefghijklmnopqrstuv01234567" })
	void codingSuffixIsNoPartOfAnApplicationsTag(String tag) {
		PreconditionEvaluator evaluator = new PreconditionEvaluator(DateComparison.BEFORE,
				new IfMatchComparison(true, true));
		Validators current = Validators.of(EntityTag.strong(tag), null);
		for (String suffix : new String[] { "-gzip", "--gzip", ";gzip", "-br" }) {
			Preconditions request = new FieldLines().with("If-Match", '"' + tag + suffix + '"').of("PUT");
			assertThat(evaluator.evaluate(request, current)).isEqualTo(PreconditionOutcome.PRECONDITION_FAILED);
			assertThat(evaluator.failed(request, current)).isEqualTo(FailedPrecondition.CHANGED);
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch,                                              exact,   state
			'W/"0123456789abcdefghijklmnop.qrstuv0123456"',       WEAK,    WEAK
			'W/"0123456789abcdefghijklmnop.0000000000000"',       CHANGED, WEAK
			'W/"0123456789abcdefghijklmnop.qrstuv0123456-gzip"',  CHANGED, WEAK
			'"0123456789abcdefghijklmnop.0000000000000"',         CHANGED,
			""")
	void weakIsTheReasonOnlyWhereNothingElseIs(String ifMatch, FailedPrecondition exact,
			@Nullable FailedPrecondition state) {
		Preconditions request = new FieldLines().with("If-Match", ifMatch).of("PUT");
		Validators current = FieldLines.state(OWN, null);
		assertThat(new PreconditionEvaluator().failed(request, current)).isEqualTo(exact);
		assertThat(new PreconditionEvaluator(DateComparison.BEFORE, new IfMatchComparison(true, false)).failed(request,
				current))
			.isEqualTo(state);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void methodsThatReadCompareExactly(String method) {
		PreconditionEvaluator evaluator = new PreconditionEvaluator(DateComparison.BEFORE,
				new IfMatchComparison(true, true));
		Preconditions request = new FieldLines().with("If-Match", '"' + STATE + ".0000000000000\"").of(method);
		assertThat(evaluator.evaluate(request, FieldLines.state(OWN, null)))
			.isEqualTo(PreconditionOutcome.PRECONDITION_FAILED);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch,  ifUnmodifiedSince, ifNoneMatch, current,  failed
			,         ,                  ,            '"v1"',
			'"v1"',   before,            ,            '"v1"',
			'"v0"',   ,                  ,            '"v1"',   CHANGED
			'"v0"',   ,                  ,            untagged, CHANGED
			broken,   ,                  ,            '"v1"',   UNREADABLE
			broken,   ,                  ,            absent,   UNREADABLE
			'"v1", x',,                  ,            '"v1"',   UNREADABLE
			,         ,                  broken,      '"v1"',   UNREADABLE
			,         ,                  '* ++ *',    absent,   UNREADABLE
			,         ,                  '*, "v1"',   absent,   UNREADABLE
			'"v1"',   ,                  broken,      '"v1"',   UNREADABLE
			'"v0"',   ,                  broken,      '"v1"',   CHANGED
			,         before,            broken,      '"v1"',   DATE
			,         ,                  ',',         '"v1"',
			',',      ,                  ,            '"v1"',   CHANGED
			'W/"v1"', ,                  ,            '"v1"',   WEAK
			'"v1"',   ,                  ,            'W/"v1"', WEAK
			*,        ,                  ,            absent,   ABSENT
			'"v0"',   ,                  ,            absent,   ABSENT
			'"v0"',   before,            *,           '"v1"',   CHANGED
			'"v1"',   before,            *,           '"v1"',   EXISTS
			,         before,            *,           '"v1"',   DATE
			,         after,             *,           '"v1"',   EXISTS
			,         ,                  'W/"v1"',    '"v1"',   EXISTS
			,         ,                  *,           untagged, EXISTS
			,         ,                  *,           absent,
			""")
	void failed(@Nullable String ifMatch, @Nullable String ifUnmodifiedSince, @Nullable String ifNoneMatch,
			String current, @Nullable FailedPrecondition failed) {
		Preconditions request = request(ifMatch, ifUnmodifiedSince, ifNoneMatch);
		Validators validators = FieldLines.state(current, FieldLines.NOW);
		PreconditionEvaluator evaluator = new PreconditionEvaluator();
		assertThat(evaluator.failed(request, validators)).isEqualTo(failed);
		assertThat(evaluator.evaluate(request, validators))
			.isEqualTo((failed != null) ? PreconditionOutcome.PRECONDITION_FAILED : PreconditionOutcome.PROCEED);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch, ifUnmodifiedSince, ifNoneMatch, current,  dated, restricts, counts
			,        ,                  ,            '"v1"',   true,  false,     false
			'"v1"',  ,                  ,            '"v1"',   true,  true,      true
			broken,  ,                  ,            '"v1"',   true,  true,      true
			,        after,             ,            '"v1"',   true,  true,      true
			,        after,             ,            '"v1"',   false, true,      false
			,        after,             ,            absent,   false, true,      false
			,        someday,           ,            '"v1"',   true,  false,     false
			,        ,                  *,           absent,   true,  true,      true
			,        ,                  '"v0"',      '"v1"',   true,  true,      true
			,        ,                  broken,      '"v1"',   true,  true,      true
			,        ,                  '* ++ *',    absent,   true,  true,      true
			',',     ,                  ,            '"v1"',   true,  true,      true
			,        ,                  ',',         '"v1"',   true,  true,      false
			""")
	void required(@Nullable String ifMatch, @Nullable String ifUnmodifiedSince, @Nullable String ifNoneMatch,
			String current, boolean dated, boolean restricts, boolean counts) {
		Preconditions request = request(ifMatch, ifUnmodifiedSince, ifNoneMatch);
		Validators validators = FieldLines.state(current, dated ? FieldLines.NOW : null);
		PreconditionEvaluator evaluator = new PreconditionEvaluator();
		assertThat(request.restrictWrites()).isEqualTo(restricts);
		assertThat(evaluator.evaluateRequired(request, validators))
			.isEqualTo(counts ? evaluator.evaluate(request, validators) : PreconditionOutcome.PRECONDITION_REQUIRED);
	}

	private static Preconditions request(@Nullable String ifMatch, @Nullable String ifUnmodifiedSince,
			@Nullable String ifNoneMatch) {
		return new FieldLines().with("If-Match", ifMatch)
			.with("If-Unmodified-Since", date(ifUnmodifiedSince))
			.with("If-None-Match", ifNoneMatch)
			.with("If-Modified-Since", HttpDate.format(FieldLines.NOW))
			.of("PUT");
	}

	private static @Nullable String date(@Nullable String table) {
		if (table == null || table.equals("someday")) {
			return table;
		}
		return HttpDate.format(FieldLines.NOW.plusSeconds(table.equals("before") ? -60 : 60));
	}

}
