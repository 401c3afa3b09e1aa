package io.github.conditionalcache.exchange;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;

/**
 * The decision about one request. Immutable.
 *
 * @param result what the preconditions came to
 * @param reason why there was no 304
 * @param validator where the validators come from that were compared
 * @param phase when it was decided
 */
public record Outcome(Result result, Reason reason, ValidatorKind validator, Phase phase) {

	/**
	 * For a request that is answered as without the library.
	 * @param reason why
	 * @return the outcome
	 */
	public static Outcome bypass(Reason reason) {
		return new Outcome(Result.BYPASS, reason, ValidatorKind.NONE, Phase.NONE);
	}

	/**
	 * Returns whether the request is answered as without the library.
	 * @return whether nothing was compared
	 */
	public boolean isBypass() {
		return this.result == Result.BYPASS;
	}

	/**
	 * Returns whether the answer has a validator, so that the next one may be a 304.
	 * @return whether the content that is sent can be asked for again
	 */
	boolean isLabelled() {
		return this.result == Result.UNCONDITIONAL || this.result == Result.MISS;
	}

	Outcome in(Phase other) {
		return new Outcome(this.result, this.reason, this.validator, other);
	}

}
