package io.github.conditionalcache.evaluation;

import java.util.HashMap;
import java.util.Map;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.PreconditionOutcome;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

class Documents {

	private final PreconditionEvaluator evaluator = new PreconditionEvaluator();

	private final Map<String, Integer> revisions = new HashMap<>();

	synchronized HttpStatus put(String name, HttpHeaders headers) {
		Integer revision = this.revisions.get(name);
		Validators current = (revision != null) ? Validators.of(tag(revision), null) : Validators.absent();
		Preconditions preconditions = Preconditions.parse("PUT", headers::getOrEmpty);
		PreconditionOutcome outcome = this.evaluator.evaluateRequired(preconditions, current);
		if (outcome == PreconditionOutcome.PROCEED) {
			this.revisions.merge(name, 1, Integer::sum);
		}
		return switch (outcome) {
			case PROCEED -> HttpStatus.NO_CONTENT;
			case PRECONDITION_REQUIRED -> HttpStatus.PRECONDITION_REQUIRED;
			default -> HttpStatus.PRECONDITION_FAILED;
		};
	}

	static EntityTag tag(int revision) {
		return EntityTag.strong(Integer.toString(revision));
	}

}
