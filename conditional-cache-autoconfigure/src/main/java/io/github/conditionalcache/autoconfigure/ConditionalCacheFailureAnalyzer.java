package io.github.conditionalcache.autoconfigure;

import io.github.conditionalcache.webmvc.InvalidCacheable304Exception;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Tells what is wrong with a property or an annotation, and the remedy.
 */
final class ConditionalCacheFailureAnalyzer implements FailureAnalyzer {

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidCacheable304Exception invalid) {
				return new FailureAnalysis(invalid.getMessage(), invalid.remedy(), invalid);
			}
			if (cause instanceof InvalidConditionalCachePropertyException invalid) {
				return new FailureAnalysis(invalid.getMessage(), invalid.remedy(), invalid);
			}
		}
		return null;
	}

}
