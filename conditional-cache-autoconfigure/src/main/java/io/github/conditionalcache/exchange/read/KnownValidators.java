package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;

/**
 * Validators of the selected representation, and where they come from. Immutable.
 *
 * @param validators the validators
 * @param kind their source
 * @param phase when they were known
 */
record KnownValidators(Validators validators, ValidatorKind kind, Phase phase) {

	/**
	 * Returns validators that the application itself has set.
	 * @param validators the validators
	 * @return the validators, known with the fields of the answer
	 */
	static KnownValidators ofApplication(Validators validators) {
		return new KnownValidators(validators, ValidatorKind.APPLICATION, Phase.VALUE);
	}

	/**
	 * Returns the validators of content.
	 * @param tag the entity tag made of it
	 * @return the validators, known once the content is
	 */
	static KnownValidators ofContent(EntityTag tag) {
		return new KnownValidators(Validators.of(tag, null), ValidatorKind.BODY, Phase.BODY);
	}

	KnownValidators in(Phase other) {
		return new KnownValidators(this.validators, this.kind, other);
	}

}
