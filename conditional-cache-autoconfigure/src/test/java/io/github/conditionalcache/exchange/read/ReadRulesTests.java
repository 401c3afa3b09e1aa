package io.github.conditionalcache.exchange.read;

import java.time.Instant;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadRules}.
 */
class ReadRulesTests {

	private final ReadRules rules = new ReadRules(new PreconditionEvaluator());

	private static Validators validators(@Nullable String tag, @Nullable Instant lastModified) {
		EntityTag parsed = EntityTag.parse(tag);
		return (parsed != null) ? Validators.of(parsed, lastModified) : Validators.untagged(lastModified);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch, ifNoneMatch, ifModifiedSince,      byDate, tag,  lastModified,         upToDate
			,        ,            ,                     true,   '"a"', 2029-01-01T00:00:00Z, false
			,        '"a"',       ,                     false,  '"a"', ,                     true
			,        '"a"',       ,                     true,   '"a"', ,                     true
			,        'W/"a"',     ,                     false,  '"a"', ,                     true
			,        '"b"',       ,                     false,  '"a"', ,                     false
			,        *,           ,                     true,   '"a"', 2029-01-01T00:00:00Z, false
			'"b"',   '"a"',       ,                     false,  '"a"', ,                     false
			'"a"',   '"a"',       ,                     false,  '"a"', ,                     true
			'"a"',   ,            ,                     true,   '"a"', ,                     false
			,        ,            2029-01-01T00:00:00Z, true,   ,      2029-01-01T00:00:00Z, true
			,        ,            2029-01-01T00:00:00Z, false,  ,      2029-01-01T00:00:00Z, false
			,        ,            2029-01-01T00:00:00Z, true,   ,      2029-01-01T00:00:01Z, false
			,        '"b"',       2029-01-01T00:00:00Z, true,   '"a"', 2029-01-01T00:00:00Z, false
			""")
	void clientIsUpToDateWhenItsConditionProvesIt(@Nullable String ifMatch, @Nullable String ifNoneMatch,
			@Nullable Instant ifModifiedSince, boolean byDate, @Nullable String tag, @Nullable Instant lastModified,
			boolean upToDate) {
		Preconditions preconditions = GetHandler.preconditions(GetHandler.get("If-Match", ifMatch, "If-None-Match",
				ifNoneMatch, "If-Modified-Since", ifModifiedSince));
		assertThat(this.rules.decideEarly(preconditions,
				new KnownValidators(validators(tag, lastModified), ValidatorKind.VERSION, Phase.EARLY), byDate))
			.isEqualTo(upToDate ? new Outcome(Result.HIT, Reason.NONE, ValidatorKind.VERSION, Phase.EARLY) : null);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true,
			textBlock = """
					ifMatch, ifNoneMatch, tag,    phase, result,        reason,  decided
					,        ,            '"a"',  EARLY, UNCONDITIONAL, NONE,    EARLY
					,        '"b"',       '"a"',  EARLY, MISS,          CHANGED, EARLY
					,        '"b"',       '"a"',  BODY,  MISS,          CHANGED, BODY
					,        '"a"',       '"a"',  EARLY, HIT,           NONE,    VALUE
					,        '"a"',       '"a"',  VALUE, HIT,           NONE,    VALUE
					,        '"a"',       '"a"',  BODY,  HIT,           NONE,    BODY
					,        *,           '"a"',  VALUE, HIT,           NONE,    VALUE
					'"a"',   ,            '"a"',  EARLY, PASSED,        NONE,    EARLY
					'"a"',   '"b"',       '"a"',  VALUE, MISS,          CHANGED, VALUE
					'"b"',   ,            '"a"',  EARLY, FAILED,        CHANGED, VALUE
					'"b"',   '"a"',       '"a"',  BODY,  FAILED,        CHANGED, BODY
					,        '"00000000000000000000000000.0000000000001"', '"00000000000000000000000000.0000000000002"', BODY, MISS, VARIANT, BODY
					,        '"00000000000000000000000001.0000000000001"', '"00000000000000000000000000.0000000000002"', BODY, MISS, CHANGED, BODY
					""")
	void decideWhenTheHandlerHasRun(@Nullable String ifMatch, @Nullable String ifNoneMatch, String tag, Phase phase,
			Result result, Reason reason, Phase decided) {
		Preconditions preconditions = GetHandler
			.preconditions(GetHandler.get("If-Match", ifMatch, "If-None-Match", ifNoneMatch));
		Validators current = validators(tag, null);
		Outcome outcome = this.rules.decide(preconditions, new KnownValidators(current, ValidatorKind.VALUE, phase));
		boolean sent = result != Result.HIT && result != Result.FAILED;
		assertThat(outcome)
			.isEqualTo(new Outcome(result, reason, ValidatorKind.VALUE, decided, sent ? current : null, null));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifRange, ifNoneMatch, label,  allowed
			,        ,            '"a"',  true
			'"a"',   ,            '"a"',  true
			'"b"',   ,            '"a"',  false
			,        '"b"',       '"a"',  true
			,        ,            ,       true
			'"a"',   ,            ,       false
			,        '"b"',       ,       false
			""")
	void partWillDoUnlessItsConditionSpeaksAgainstIt(@Nullable String ifRange, @Nullable String ifNoneMatch,
			@Nullable String label, boolean allowed) {
		Preconditions preconditions = GetHandler
			.preconditions(GetHandler.get("If-Range", ifRange, "If-None-Match", ifNoneMatch, "Range", "bytes=0-1"));
		Outcome decided = new Outcome(Result.UNCONDITIONAL, Reason.NONE, ValidatorKind.VALUE, Phase.VALUE,
				(label != null) ? validators(label, null) : null, null);
		assertThat(this.rules.allowPart(preconditions, decided)).isEqualTo(allowed);
	}

}
