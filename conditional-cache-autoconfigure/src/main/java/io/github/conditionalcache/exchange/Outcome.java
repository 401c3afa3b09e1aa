package io.github.conditionalcache.exchange;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;

/**
 * The decision about one request. Immutable.
 *
 * @param result the result of the preconditions
 * @param reason why there was no 304
 * @param validator where the validators come from that were compared
 * @param phase when it was decided
 * @param label the validators that the content is labelled with, or {@code null} if it
 * has none
 * @param savedBytes length of the content that is not sent, in bytes, or {@code null} if
 * that is not known
 */
public record Outcome(Result result, Reason reason, ValidatorKind validator, Phase phase, @Nullable Validators label,
		@Nullable Long savedBytes) {

	public Outcome(Result result, Reason reason, ValidatorKind validator, Phase phase) {
		this(result, reason, validator, phase, null, null);
	}

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
	 * Returns whether the handler, or its content, was spared.
	 * @return whether it was answered before the handler ran
	 */
	public boolean isEarlyHit() {
		return this.result == Result.HIT && this.phase == Phase.EARLY;
	}

	/**
	 * Returns whether the answer has a validator, so that the next one may be a 304.
	 * @return whether the content that is sent can be asked for again
	 */
	public boolean isLabelled() {
		return this.result == Result.UNCONDITIONAL || this.result == Result.MISS;
	}

	/**
	 * Returns this outcome with the length of the content that was produced and not sent.
	 * @param bytes the length, in bytes
	 * @return the outcome
	 */
	public Outcome saving(long bytes) {
		return new Outcome(this.result, this.reason, this.validator, this.phase, this.label, bytes);
	}

}
