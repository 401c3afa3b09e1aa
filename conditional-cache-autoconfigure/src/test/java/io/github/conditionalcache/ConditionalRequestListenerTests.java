package io.github.conditionalcache;

import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConditionalRequestListener}.
 */
class ConditionalRequestListenerTests {

	private static final ConditionalRequestOutcome OUTCOME = new ConditionalRequestOutcome("Books.get", "GET", "/books",
			Result.HIT, Reason.NONE, ValidatorKind.BODY, Phase.BODY, 42L, false, null, null);

	@Test
	void allAreToldOutcomesAndVerifications() {
		List<Object> told = new ArrayList<>();
		ConditionalRequestListener all = ConditionalRequestListener.all(List.of(told::add, new Recording(told)));
		ConditionalVerification verification = new ConditionalVerification("Books.get", "/books",
				ConditionalVerification.Result.MATCH);
		all.onOutcome(OUTCOME);
		all.onVerification(verification);
		assertThat(told).containsExactly(OUTCOME, OUTCOME, verification);
	}

	@ParameterizedTest
	@EnumSource
	void verificationIsLabelledInLowerCase(ConditionalVerification.Result result) {
		assertThat(result.label()).isEqualToIgnoringCase(result.name()).isLowerCase();
	}

	private record Recording(List<Object> told) implements ConditionalRequestListener {

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.told.add(outcome);
		}

		@Override
		public void onVerification(ConditionalVerification verification) {
			this.told.add(verification);
		}

	}

}
