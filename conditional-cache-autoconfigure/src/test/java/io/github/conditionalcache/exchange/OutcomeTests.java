package io.github.conditionalcache.exchange;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Outcome}.
 */
class OutcomeTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			result,        phase, bypass, early, labelled
			HIT,           EARLY, false,  true,  false
			HIT,           VALUE, false,  false, false
			MISS,          EARLY, false,  false, true
			UNCONDITIONAL, BODY,  false,  false, true
			PASSED,        VALUE, false,  false, false
			FAILED,        VALUE, false,  false, false
			REQUIRED,      NONE,  false,  false, false
			BYPASS,        NONE,  true,   false, false
			""")
	void outcomeIsOfOneKind(Result result, Phase phase, boolean bypass, boolean early, boolean labelled) {
		Outcome outcome = new Outcome(result, Reason.NONE, ValidatorKind.VERSION, phase);
		assertThat(outcome.isBypass()).isEqualTo(bypass);
		assertThat(outcome.isEarlyHit()).isEqualTo(early);
		assertThat(outcome.isLabelled()).isEqualTo(labelled);
	}

	@Test
	void bypassHasNoValidator() {
		assertThat(Outcome.bypass(Reason.RAW))
			.isEqualTo(new Outcome(Result.BYPASS, Reason.RAW, ValidatorKind.NONE, Phase.NONE, null, null));
	}

	@Test
	void savedBytesAreAdded() {
		Validators label = Validators.of(EntityTag.strong("a"), null);
		assertThat(new Outcome(Result.MISS, Reason.CHANGED, ValidatorKind.BODY, Phase.BODY, label, null).saving(7))
			.isEqualTo(new Outcome(Result.MISS, Reason.CHANGED, ValidatorKind.BODY, Phase.BODY, label, 7L));
	}

}
