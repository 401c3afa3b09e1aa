package io.github.conditionalcache.exchange.write;

import io.github.conditionalcache.WriteRefusedException.Reason;
import io.github.conditionalcache.precondition.FailedPrecondition;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a write, as a function of its preconditions and of the current
 * validators (RFC 9110 §13.2.2, RFC 6585 §3). Immutable.
 */
final class WriteRules {

	private final PreconditionEvaluator evaluator;

	WriteRules(PreconditionEvaluator evaluator) {
		this.evaluator = evaluator;
	}

	/**
	 * Returns why a write may not be performed.
	 * @param preconditions its preconditions
	 * @param current the current validators
	 * @param required whether a write without preconditions is refused
	 * @return the reason, or {@code null} if it may be performed
	 */
	@Nullable Reason refusal(Preconditions preconditions, Validators current, boolean required) {
		return switch (required ? this.evaluator.evaluateRequired(preconditions, current)
				: this.evaluator.evaluate(preconditions, current)) {
			case PROCEED -> null;
			case PRECONDITION_REQUIRED -> Reason.REQUIRED;
			case PRECONDITION_FAILED, NOT_MODIFIED -> failed(preconditions, current);
		};
	}

	private Reason failed(Preconditions preconditions, Validators current) {
		FailedPrecondition failed = this.evaluator.failed(preconditions, current);
		return (failed != null) ? Reason.valueOf(failed.name()) : Reason.CHANGED;
	}

}
