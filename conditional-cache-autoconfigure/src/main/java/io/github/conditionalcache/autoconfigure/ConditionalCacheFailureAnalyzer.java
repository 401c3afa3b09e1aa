package io.github.conditionalcache.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.change.entity.InvalidChangeTagException;
import io.github.conditionalcache.change.jdbc.UnusableStoreException;
import io.github.conditionalcache.change.transaction.InvalidModifies304Exception;
import io.github.conditionalcache.diagnostics.lint.Finding;
import io.github.conditionalcache.diagnostics.lint.FindingsException;
import io.github.conditionalcache.handler.InvalidHandlerException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Describes the mistake in a property or an annotation, or the findings of the checks,
 * and the remedies.
 */
final class ConditionalCacheFailureAnalyzer implements FailureAnalyzer {

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidHandlerException invalid) {
				return new FailureAnalysis(invalid.getMessage(), invalid.remedy(), invalid);
			}
			if (cause instanceof InvalidConditionalCachePropertyException invalid) {
				return new FailureAnalysis(invalid.getMessage(), invalid.remedy(), invalid);
			}
			if (cause instanceof InvalidModifies304Exception invalid) {
				return new FailureAnalysis(invalid.getMessage(), invalid.remedy(), invalid);
			}
			if (cause instanceof InvalidChangeTagException invalid) {
				return new FailureAnalysis(invalid.getMessage(), invalid.remedy(), invalid);
			}
			if (cause instanceof UnusableStoreException unusable) {
				return new FailureAnalysis(unusable.getMessage(), unusable.remedy(), unusable);
			}
			if (cause instanceof FindingsException found) {
				return analyze(found);
			}
		}
		return null;
	}

	private static FailureAnalysis analyze(FindingsException failure) {
		Map<String, String> remedies = new LinkedHashMap<>();
		failure.findings().forEach((finding) -> remedies.putIfAbsent(finding.code(), finding.remedy()));
		return new FailureAnalysis(
				"The checks of conditional-cache found mismatches, and 'conditional-cache.diagnostics.lint' is 'fail':%n%n%s"
					.formatted(lines(failure.findings().stream().map(Finding::message))),
				"Remedies, which docs/lint.md tells in full:%n%n%s%n%nWhat is meant as it is can be suppressed with @SuppressFindings on the handler or its class, or in 'conditional-cache.diagnostics.suppress-findings'."
					.formatted(lines(
							remedies.entrySet().stream().map((entry) -> entry.getKey() + " " + entry.getValue()))),
				failure);
	}

	private static String lines(Stream<String> lines) {
		return lines.map((line) -> "    " + line).collect(Collectors.joining(System.lineSeparator()));
	}

}
