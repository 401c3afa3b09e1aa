package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.Validators;

/**
 * Validators of the selected representation, and where they come from. Immutable.
 *
 * @param validators the validators
 * @param kind their source
 * @param phase when they were known
 */
record KnownValidators(Validators validators, ValidatorKind kind, Phase phase) {

	KnownValidators in(Phase other) {
		return new KnownValidators(this.validators, this.kind, other);
	}

}
