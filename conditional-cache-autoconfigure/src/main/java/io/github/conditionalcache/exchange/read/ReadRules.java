package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.PreconditionOutcome;
import io.github.conditionalcache.precondition.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a read, as a function of its preconditions and of the validators of
 * the selected representation (RFC 9110 §13.2.2). Immutable.
 */
public final class ReadRules {

	private final PreconditionEvaluator evaluator;

	/**
	 * Creates the rules.
	 * @param evaluator compares
	 */
	public ReadRules(PreconditionEvaluator evaluator) {
		this.evaluator = evaluator;
	}

	/**
	 * Decides before the handler has run: whether a client is up to date, so that it need
	 * not run. All else is left to the time when the answer of the handler is known: a
	 * 412, and {@code If-None-Match: *}, which proves nothing.
	 * @param preconditions the preconditions
	 * @param current the validators
	 * @param byDate whether a date alone may decide
	 * @return the outcome, a 304, or {@code null} if the handler has to run
	 */
	@Nullable Outcome decideEarly(Preconditions preconditions, KnownValidators current, boolean byDate) {
		boolean revalidation = preconditions.isRevalidationByTag() || (byDate && preconditions.isRevalidationByDate());
		return (revalidation
				&& this.evaluator.evaluate(preconditions, current.validators()) == PreconditionOutcome.NOT_MODIFIED)
						? new Outcome(Result.HIT, Reason.NONE, current.kind(), current.phase()) : null;
	}

	/**
	 * Decides once the handler has run.
	 * @param preconditions the preconditions
	 * @param current the validators
	 * @return the outcome: {@link Result#HIT} is a 304, {@link Result#FAILED} a 412, all
	 * others send the content
	 */
	Outcome decide(Preconditions preconditions, KnownValidators current) {
		return switch (this.evaluator.evaluate(preconditions, current.validators())) {
			case PROCEED -> new Outcome(proceeding(preconditions), reason(preconditions, current), current.kind(),
					current.phase(), current.validators(), null);
			case NOT_MODIFIED -> new Outcome(Result.HIT, Reason.NONE, current.kind(), late(current.phase()));
			case PRECONDITION_FAILED ->
				new Outcome(Result.FAILED, Reason.CHANGED, current.kind(), late(current.phase()));
			case PRECONDITION_REQUIRED -> throw new IllegalStateException("Reads need no precondition");
		};
	}

	/**
	 * Returns whether a part of the content will do, if one is asked for (RFC 9110
	 * §13.2.2). Without a validator nothing can be compared, so a conditional request
	 * gets the whole.
	 * @param preconditions the preconditions
	 * @param decided the outcome, with the label of the content
	 * @return {@code false} if the whole is due
	 */
	public boolean allowPart(Preconditions preconditions, Outcome decided) {
		return (decided.label() != null) ? this.evaluator.rangeApplies(preconditions, decided.label())
				: !preconditions.isConditional() && !preconditions.hasIfRange();
	}

	// The validators were known early, and the handler has run all the same
	private static Phase late(Phase known) {
		return (known == Phase.EARLY) ? Phase.VALUE : known;
	}

	private static Result proceeding(Preconditions preconditions) {
		if (!preconditions.isConditional()) {
			return Result.UNCONDITIONAL;
		}
		return preconditions.isRevalidation() ? Result.MISS : Result.PASSED;
	}

	private Reason reason(Preconditions preconditions, KnownValidators current) {
		if (!preconditions.isRevalidation()) {
			return Reason.NONE;
		}
		return this.evaluator.holdsOtherVariant(preconditions, current.validators()) ? Reason.VARIANT : Reason.CHANGED;
	}

}
