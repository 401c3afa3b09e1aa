package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PreconditionEvaluator}.
 */
class PreconditionEvaluatorTests {

	private static final String OWN = "0123456789abcdefghijklmnop.qrstuv0123456";

	private static final Instant MODIFIED = Instant.parse("2026-01-02T00:00:00Z");

	private final PreconditionEvaluator evaluator = new PreconditionEvaluator();

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifNoneMatch,                                            other
			'"0123456789abcdefghijklmnop.0000000000000"',           true
			'W/"0123456789abcdefghijklmnop.0000000000000"',         true
			'"v1", "0123456789abcdefghijklmnop.0000000000000"',     true
			'"1123456789abcdefghijklmnop.qrstuv0123456"',           false
			'"0123456789abcdefghijklmnop"',                         false
			'"0123456789abcdefghijklmnop.qrstuv012345"',            false
			'"0123456789abcdefghijklmnop.qrstuv012345!"',           false
			'"0123456789abcdefghijklmno.p0000000000000"',           false
			'"0123456789abcdefghijklmnop.0000000000000-gzip"',      true
			'"0123456789abcdefghijklmnop.0000000000000-v2"',        false
			*,                                                      false
			broken,                                                 false
			,                                                       false
			""")
	void otherVariantOfTheSameStateIsRecognised(@Nullable String ifNoneMatch, boolean other) {
		Preconditions request = Preconditions.parse("GET",
				(name) -> (name.equals("If-None-Match") && ifNoneMatch != null) ? List.of(ifNoneMatch) : List.of(),
				FieldLines.CLOCK);
		assertThat(this.evaluator.holdsOtherVariant(request, Validators.of(EntityTag.weak(OWN), null)))
			.isEqualTo(other);
		assertThat(this.evaluator.holdsOtherVariant(request, Validators.of(EntityTag.weak("v1"), null))).isFalse();
		assertThat(this.evaluator.holdsOtherVariant(request, Validators.untagged(null))).isFalse();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifNoneMatch, ifModifiedSince,                 byTag, byDate
			'"v1"',      ,                                true,  false
			'"v1"',      'Tue, 03 Feb 2026 04:05:06 GMT', true,  false
			broken,      'Tue, 03 Feb 2026 04:05:06 GMT', true,  false
			*,           'Tue, 03 Feb 2026 04:05:06 GMT', false, false
			,            'Tue, 03 Feb 2026 04:05:06 GMT', false, true
			,            tomorrow,                        false, false
			""")
	void kindOfRevalidationIsKnown(@Nullable String ifNoneMatch, @Nullable String ifModifiedSince, boolean byTag,
			boolean byDate) {
		Preconditions request = Preconditions.parse("GET", (name) -> switch (name) {
			case "If-None-Match" -> (ifNoneMatch != null) ? List.of(ifNoneMatch) : List.of();
			case "If-Modified-Since" -> (ifModifiedSince != null) ? List.of(ifModifiedSince) : List.of();
			default -> List.of();
		}, FieldLines.CLOCK);
		assertThat(request.isRevalidationByTag()).isEqualTo(byTag);
		assertThat(request.isRevalidationByDate()).isEqualTo(byDate);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, ifMatch,             current,  outcome
			PUT,    '"v1"',              '"v1"',   PROCEED
			PUT,    '"v0"',              '"v1"',   PRECONDITION_FAILED
			PUT,    '"v0", "v1"',        '"v1"',   PROCEED
			PUT,    '"v0" ++ "v1"',      '"v1"',   PROCEED
			PUT,    'W/"v1"',            '"v1"',   PRECONDITION_FAILED
			PUT,    '"v1"',              'W/"v1"', PRECONDITION_FAILED
			PUT,    'W/"v1"',            'W/"v1"', PRECONDITION_FAILED
			PUT,    '"v1"',              untagged, PRECONDITION_FAILED
			PUT,    '"v1"',              absent,   PRECONDITION_FAILED
			PUT,    *,                   '"v1"',   PROCEED
			PUT,    *,                   'W/"v1"', PROCEED
			PUT,    *,                   untagged, PROCEED
			PUT,    *,                   absent,   PRECONDITION_FAILED
			PUT,    '"*"',               '"v1"',   PRECONDITION_FAILED
			PUT,    '*, "v1"',           '"v1"',   PRECONDITION_FAILED
			PUT,    '"v1", *',           '"v1"',   PRECONDITION_FAILED
			PUT,    '* ++ *',            '"v1"',   PRECONDITION_FAILED
			PUT,    v1,                  '"v1"',   PRECONDITION_FAILED
			PUT,    '"v1", v1',          '"v1"',   PRECONDITION_FAILED
			PUT,    '"v1" ++ v1',        '"v1"',   PRECONDITION_FAILED
			PUT,    'w/"v1"',            '"v1"',   PRECONDITION_FAILED
			PUT,    '"v1" "v2"',         '"v1"',   PRECONDITION_FAILED
			PUT,    '',                  '"v1"',   PRECONDITION_FAILED
			PUT,    ',,',                '"v1"',   PRECONDITION_FAILED
			PUT,    ', ,"v1",,',         '"v1"',   PROCEED
			PUT,    '""',                '""',     PROCEED
			GET,    '"v1"',              '"v1"',   PROCEED
			GET,    '"v0"',              '"v1"',   PRECONDITION_FAILED
			HEAD,   '"v0"',              '"v1"',   PRECONDITION_FAILED
			HEAD,   *,                   absent,   PRECONDITION_FAILED
			DELETE, '"v0"',              '"v1"',   PRECONDITION_FAILED
			PATCH,  '"v0"',              '"v1"',   PRECONDITION_FAILED
			POST,   '"v0"',              '"v1"',   PRECONDITION_FAILED
			OPTIONS,'"v0"',              '"v1"',   PROCEED
			""")
	void ifMatch(String method, String ifMatch, String current, PreconditionOutcome outcome) {
		Preconditions request = new FieldLines().with("If-Match", ifMatch).of(method);
		assertThat(this.evaluator.evaluate(request, FieldLines.state(current, MODIFIED))).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, ifNoneMatch,         current,      outcome
			GET,    '"v1"',              '"v1"',       NOT_MODIFIED
			HEAD,   'W/"v1"',            '"v1"',       NOT_MODIFIED
			GET,    '"v1"',              'W/"v1"',     NOT_MODIFIED
			GET,    'W/"v1"',            'W/"v1"',     NOT_MODIFIED
			GET,    '"v0", "v1"',        '"v2"',       PROCEED
			GET,    '"v0", "v1"',        '"v1"',       NOT_MODIFIED
			GET,    '"v0" ++ "v1"',      '"v1"',       NOT_MODIFIED
			GET,    '"v0"\t ,\t"v1"\t',  '"v1"',       NOT_MODIFIED
			GET,    ', ,"v1",,',         '"v1"',       NOT_MODIFIED
			GET,    '"v0","v1"',         '"v1"',       NOT_MODIFIED
			GET,    '"a,b", "c"',        '"a,b"',      NOT_MODIFIED
			GET,    '"a,b", "c"',        '"a"',        PROCEED
			GET,    '"a\\", "c"',        '"a\\"',      NOT_MODIFIED
			GET,    '"a\\", "c"',        '"c"',        NOT_MODIFIED
			GET,    '"\u00e4"',          '"\u00e4"',   NOT_MODIFIED
			GET,    '""',                '""',         NOT_MODIFIED
			GET,    '""',                '"v1"',       PROCEED
			GET,    '',                  '""',         PROCEED
			GET,    ',,',                '""',         PROCEED
			GET,    '"v1"',              untagged,     PROCEED
			GET,    '"v1"',              absent,       PROCEED
			GET,    *,                   '"v1"',       NOT_MODIFIED
			HEAD,   *,                   untagged,     NOT_MODIFIED
			GET,    *,                   absent,       PROCEED
			GET,    ' * ',               '"v1"',       NOT_MODIFIED
			GET,    '"*"',               '"v1"',       PROCEED
			GET,    '*, "v1"',           '"v1"',       PROCEED
			GET,    '"v1" ++ *',         '"v1"',       PROCEED
			GET,    **,                  '"v1"',       PROCEED
			GET,    v1,                  '"v1"',       PROCEED
			GET,    '"v1", v1',          '"v1"',       PROCEED
			GET,    '"v1" ++ v1',        '"v1"',       PROCEED
			GET,    '"v1", "v2',         '"v1"',       PROCEED
			GET,    '"v1" "v2"',         '"v1"',       PROCEED
			GET,    '"v1"; "v2"',        '"v1"',       PROCEED
			GET,    'w/"v1"',            '"v1"',       PROCEED
			GET,    '"v1"x"',            '"v1"',       PROCEED
			GET,    '"v 1"',             '"v1"',       PROCEED
			PUT,    *,                   '"v1"',       PRECONDITION_FAILED
			PUT,    *,                   untagged,     PRECONDITION_FAILED
			PUT,    *,                   absent,       PROCEED
			PUT,    '"v1"',              '"v1"',       PRECONDITION_FAILED
			POST,   'W/"v1"',            '"v1"',       PRECONDITION_FAILED
			DELETE, '"v0"',              '"v1"',       PROCEED
			PATCH,  v1,                  '"v1"',       PRECONDITION_FAILED
			PUT,    v1,                  absent,       PRECONDITION_FAILED
			PUT,    '* ++ *',            absent,       PRECONDITION_FAILED
			PUT,    '*, *',              absent,       PRECONDITION_FAILED
			PUT,    '*, "v1"',           '"v2"',       PRECONDITION_FAILED
			PUT,    '"v1" ++ *',         absent,       PRECONDITION_FAILED
			PUT,    '*,',                absent,       PRECONDITION_FAILED
			PUT,    ',*',                absent,       PRECONDITION_FAILED
			PUT,    '* ++ ',             absent,       PRECONDITION_FAILED
			POST,   '"v0", v1',          '"v1"',       PRECONDITION_FAILED
			DELETE, 'w/"v0"',            '"v1"',       PRECONDITION_FAILED
			QUERY,  v1,                  '"v1"',       PRECONDITION_FAILED
			PUT,    '"v0',               '"v1"',       PRECONDITION_FAILED
			PUT,    '',                  '"v1"',       PROCEED
			PUT,    ' , ,',              '"v1"',       PROCEED
			PUT,    ', ,"v1",,',         '"v1"',       PRECONDITION_FAILED
			PUT,    '""',                '""',         PRECONDITION_FAILED
			PUT,    ' * ',               absent,       PROCEED
			GET,    '*,',                '"v1"',       PROCEED
			GET,    '* ++ *',            '"v1"',       PROCEED
			get,    '"v1"',              '"v1"',       PRECONDITION_FAILED
			OPTIONS,*,                   '"v1"',       PROCEED
			""")
	void ifNoneMatch(String method, String ifNoneMatch, String current, PreconditionOutcome outcome) {
		Preconditions request = new FieldLines().with("If-None-Match", ifNoneMatch).of(method);
		assertThat(this.evaluator.evaluate(request, FieldLines.state(current, MODIFIED))).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, ifModifiedSince,                 lastModified,           outcome
			GET,    'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:00Z,   NOT_MODIFIED
			HEAD,   'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:00.9Z, NOT_MODIFIED
			GET,    'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:01Z,   PROCEED
			GET,    'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-01T23:59:59Z,   NOT_MODIFIED
			GET,    'Fri Jan  2 00:00:00 2026',      2026-01-02T00:00:00Z,   NOT_MODIFIED
			GET,    'Friday, 02-Jan-26 00:00:00 GMT',2026-01-02T00:00:00Z,   NOT_MODIFIED
			GET,    'Fri, 02 Jan 2026 00:00:00 GMT', ,                       PROCEED
			GET,    'Fri, 32 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:00Z,   PROCEED
			GET,    '1767312000',                    2026-01-02T00:00:00Z,   PROCEED
			GET,    '',                              2026-01-02T00:00:00Z,   PROCEED
			GET,    'Fri, 02 Jan 2026 00:00:00 GMT ++ Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:00Z, PROCEED
			PUT,    'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:00Z,   PROCEED
			POST,   'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:00Z,   PROCEED
			DELETE, 'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:00Z,   PROCEED
			""")
	void ifModifiedSince(String method, String ifModifiedSince, @Nullable Instant lastModified,
			PreconditionOutcome outcome) {
		Preconditions request = new FieldLines().with("If-Modified-Since", ifModifiedSince).of(method);
		assertThat(this.evaluator.evaluate(request, Validators.untagged(lastModified))).isEqualTo(outcome);
		assertThat(this.evaluator.evaluate(request, Validators.of(EntityTag.weak("v1"), lastModified)))
			.isEqualTo(outcome);
		assertThat(this.evaluator.evaluate(request, Validators.absent())).isEqualTo(PreconditionOutcome.PROCEED);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, ifUnmodifiedSince,               lastModified,           outcome
			PUT,    'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:00Z,   PROCEED
			PUT,    'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-01T23:59:59Z,   PROCEED
			PUT,    'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:01Z,   PRECONDITION_FAILED
			GET,    'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:01Z,   PRECONDITION_FAILED
			PUT,    'Fri, 02 Jan 2026 00:00:00 GMT', ,                       PROCEED
			PUT,    'Fri, 32 Jan 2026 00:00:00 GMT', 2026-03-02T00:00:01Z,   PROCEED
			PUT,    '0',                             2026-01-02T00:00:00Z,   PROCEED
			PUT,    'Fri, 02 Jan 2026 00:00:00 GMT ++ Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-03T00:00:00Z, PROCEED
			OPTIONS,'Fri, 02 Jan 2026 00:00:00 GMT', 2026-01-02T00:00:01Z,   PROCEED
			""")
	void ifUnmodifiedSince(String method, String ifUnmodifiedSince, @Nullable Instant lastModified,
			PreconditionOutcome outcome) {
		Preconditions request = new FieldLines().with("If-Unmodified-Since", ifUnmodifiedSince).of(method);
		assertThat(this.evaluator.evaluate(request, Validators.untagged(lastModified))).isEqualTo(outcome);
		assertThat(this.evaluator.evaluate(request, Validators.absent())).isEqualTo(PreconditionOutcome.PROCEED);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince, outcome
			GET,    '"v1"',  ,                  '"v1"',      ,                NOT_MODIFIED
			PUT,    '"v1"',  ,                  '"v1"',      ,                PRECONDITION_FAILED
			GET,    '"v1"',  ,                  ,            same,            NOT_MODIFIED
			GET,    '"v0"',  ,                  '"v1"',      ,                PRECONDITION_FAILED
			GET,    *,       ,                  *,           ,                NOT_MODIFIED
			PUT,    '"v1"',  older,             ,            ,                PROCEED
			PUT,    '"v0"',  same,              ,            ,                PRECONDITION_FAILED
			PUT,    v1,      same,              ,            ,                PRECONDITION_FAILED
			GET,    ,        same,              '"v1"',      ,                NOT_MODIFIED
			GET,    ,        same,              ,            same,            NOT_MODIFIED
			GET,    ,        older,             '"v1"',      ,                PRECONDITION_FAILED
			GET,    ,        ,                  '"v0"',      same,            PROCEED
			GET,    ,        ,                  v1,          same,            PROCEED
			GET,    ,        ,                  '',          same,            PROCEED
			GET,    ,        ,                  ',',         same,            PROCEED
			GET,    ,        ,                  '"v1"',      older,           NOT_MODIFIED
			GET,    ,        ,                  ,            older,           PROCEED
			""")
	void precedence(String method, @Nullable String ifMatch, @Nullable String ifUnmodifiedSince,
			@Nullable String ifNoneMatch, @Nullable String ifModifiedSince, PreconditionOutcome outcome) {
		Preconditions request = new FieldLines().with("If-Match", ifMatch)
			.with("If-Unmodified-Since", date(ifUnmodifiedSince))
			.with("If-None-Match", ifNoneMatch)
			.with("If-Modified-Since", date(ifModifiedSince))
			.of(method);
		assertThat(this.evaluator.evaluate(request, Validators.of(EntityTag.strong("v1"), MODIFIED)))
			.isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			comparison, lastModified,           outcome
			BEFORE,     2026-01-01T00:00:00Z,   NOT_MODIFIED
			BEFORE,     2026-01-02T00:00:00.5Z, NOT_MODIFIED
			BEFORE,     2026-01-03T00:00:00Z,   PROCEED
			EXACT,      2026-01-01T00:00:00Z,   PROCEED
			EXACT,      2026-01-02T00:00:00.5Z, NOT_MODIFIED
			EXACT,      2026-01-03T00:00:00Z,   PROCEED
			""")
	void dateComparison(DateComparison comparison, Instant lastModified, PreconditionOutcome outcome) {
		Preconditions request = new FieldLines().with("If-Modified-Since", HttpDate.format(MODIFIED)).of("GET");
		assertThat(new PreconditionEvaluator(comparison).evaluate(request, Validators.untagged(lastModified)))
			.isEqualTo(outcome);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-gzip", "--gzip", ";gzip", "-br", "--br", ";br", "-zstd", "--zstd", "-deflate" })
	void codingSuffixWhenCurrentTagIsOwnIsRemoved(String suffix) {
		assertThat(ifNoneMatch('"' + OWN + suffix + '"', OWN)).isEqualTo(PreconditionOutcome.NOT_MODIFIED);
		assertThat(ifNoneMatch("W/\"" + OWN + suffix + '"', OWN)).isEqualTo(PreconditionOutcome.NOT_MODIFIED);
		String other = OWN.replace('0', '1');
		assertThat(ifNoneMatch('"' + other + suffix + '"', OWN)).isEqualTo(PreconditionOutcome.PROCEED);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			given,                              current
			v1-gzip,                            v1
			v1-br,                              v1
			-gzip,                              ''
			0123456789abcdefghijklmno-gzip,     0123456789abcdefghijklmno
			0123456789ABCDEFGHIJKLMNOP-gzip,    0123456789ABCDEFGHIJKLMNOP
			0123456789-abcdefghijklmnop-gzip,   0123456789-abcdefghijklmnop
			0123456789abcdefghijklmnopw-gzip,   0123456789abcdefghijklmnopw
			0123456789abcdefghijklmnop-gzip-br, 0123456789abcdefghijklmnop
			0123456789abcdef0123456789abcdef-gzip, 0123456789abcdef0123456789abcdef
			0123456789abcdefghijklmnop.qrstuv012345-gzip, 0123456789abcdefghijklmnop.qrstuv012345
			0123456789abcdefghijklmnop---gzip,  0123456789abcdefghijklmnop
			0123456789abcdefghijklmnop-GZIP,    0123456789abcdefghijklmnop
			0123456789abcdefghijklmnop-v2,      0123456789abcdefghijklmnop
			0123456789abcdefghijklmnopgzip,     0123456789abcdefghijklmnop
			0123456789abcdefghijklmnop,         0123456789abcdefghijklmnop-gzip
			""")
	void codingSuffixWhenNotRecognisedOrNotOwnStays(String given, String current) {
		assertThat(ifNoneMatch('"' + given + '"', current)).isEqualTo(PreconditionOutcome.PROCEED);
	}

	@Test
	void codingSuffixIsNotRemovedBeforeStrongComparison() {
		Validators current = Validators.of(EntityTag.strong(OWN), MODIFIED);
		Preconditions write = new FieldLines().with("If-Match", '"' + OWN + "-gzip\"").of("PUT");
		assertThat(this.evaluator.evaluate(write, current)).isEqualTo(PreconditionOutcome.PRECONDITION_FAILED);
		Preconditions range = new FieldLines().with("If-Range", '"' + OWN + "-gzip\"").of("GET");
		assertThat(this.evaluator.rangeApplies(range, current)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifRange,                          current,  applies
			,                                 '"v1"',   true
			,                                 absent,   true
			'"v1"',                           '"v1"',   true
			' "v1" ',                         '"v1"',   true
			'"v0"',                           '"v1"',   false
			'W/"v1"',                         '"v1"',   false
			'"v1"',                           'W/"v1"', false
			'W/"v1"',                         'W/"v1"', false
			'"v1"',                           untagged, false
			'"v1"',                           absent,   false
			'"v0", "v1"',                     '"v1"',   false
			'"v1" ++ "v1"',                   '"v1"',   false
			*,                                '"v1"',   false
			v1,                               '"v1"',   false
			'',                               '"v1"',   false
			'Fri, 02 Jan 2026 00:00:00 GMT',  '"v1"',   true
			'Fri, 02 Jan 2026 00:00:00 GMT',  untagged, true
			'Fri, 02 Jan 2026 00:00:00 GMT',  'W/"v1"', false
			'Fri, 02 Jan 2026 00:00:00 GMT',  absent,   false
			'Fri Jan  2 00:00:00 2026',       untagged, true
			'Fri, 02 Jan 2026 00:00:01 GMT',  untagged, false
			'Thu, 01 Jan 2026 23:59:59 GMT',  untagged, false
			'Fri, 32 Jan 2026 00:00:00 GMT',  untagged, false
			""")
	void rangeApplies(@Nullable String ifRange, String current, boolean applies) {
		Preconditions request = new FieldLines().with("If-Range", ifRange).of("GET");
		assertThat(this.evaluator.rangeApplies(request, FieldLines.state(current, MODIFIED))).isEqualTo(applies);
	}

	@Test
	void rangeAppliesWhenDateIsUnknownOnBothSidesIsFalse() {
		Preconditions request = new FieldLines().with("If-Range", "nonsense").of("GET");
		assertThat(this.evaluator.rangeApplies(request, Validators.untagged(null))).isFalse();
	}

	private PreconditionOutcome ifNoneMatch(String field, String currentOpaque) {
		Preconditions request = new FieldLines().with("If-None-Match", field).of("GET");
		return this.evaluator.evaluate(request, Validators.of(EntityTag.strong(currentOpaque), null));
	}

	private static @Nullable String date(@Nullable String table) {
		if (table == null) {
			return null;
		}
		return HttpDate.format(table.equals("same") ? MODIFIED : MODIFIED.minusSeconds(1));
	}

}
