package io.github.conditionalcache.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.diagnostics.HandlerFigures;

/**
 * Figures by label, in the order of the enumerations.
 */
final class Counts {

	private Counts() {
	}

	static Map<String, Long> results(HandlerFigures figures) {
		Map<String, Long> counts = new LinkedHashMap<>();
		for (Result result : Result.values()) {
			counts.put(result.label(), figures.count(result));
		}
		return counts;
	}

	static Map<String, Long> reasons(HandlerFigures figures) {
		Map<String, Long> counts = new LinkedHashMap<>();
		for (Reason reason : Reason.values()) {
			if (reason != Reason.NONE && figures.count(reason) > 0) {
				counts.put(reason.label(), figures.count(reason));
			}
		}
		return counts;
	}

	static Map<String, Long> verifications(HandlerFigures figures) {
		Map<String, Long> counts = new LinkedHashMap<>();
		for (ConditionalVerification.Result result : ConditionalVerification.Result.values()) {
			counts.put(result.label(), figures.count(result));
		}
		return counts;
	}

}
