package io.github.conditionalcache.diagnostics.lint;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.SuppressFindings;
import io.github.conditionalcache.handler.ManagedHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Looks for settings and handlers that do not fit together. Each check holds only of what
 * is certain when the application starts. Immutable.
 *
 * @since 0.1.0
 */
public final class Lint {

	private static final String UNKNOWN = "CC013";

	private static final List<Check> CHECKS = Stream
		.of(StoringChecks.ALL, SelectionChecks.ALL, ReachChecks.ALL, WriteChecks.ALL, AuthorizationChecks.ALL,
				FilterChecks.ALL, ChangeTagChecks.ALL)
		.flatMap(List::stream)
		.toList();

	private final Set<String> suppressed;

	/**
	 * Creates a lint.
	 * @param suppressed codes that are suppressed everywhere
	 */
	public Lint(Collection<String> suppressed) {
		this.suppressed = new TreeSet<>(suppressed);
	}

	/**
	 * Returns the codes that findings may have.
	 * @return the codes
	 */
	public static Set<String> codes() {
		Set<String> codes = CHECKS.stream().map(Check::code).collect(Collectors.toCollection(TreeSet::new));
		codes.add(UNKNOWN);
		return codes;
	}

	/**
	 * Checks an application.
	 * @param application the application
	 * @return the findings that are not suppressed, ordered by code
	 */
	public List<Finding> check(ApplicationFacts application) {
		return Stream
			.of(CHECKS.stream().flatMap((check) -> check.findIn(application)), unknown(null, this.suppressed),
					application.handlers()
						.stream()
						.flatMap((facts) -> unknown(facts.handler().name(), suppressedBy(facts.handler()))))
			.flatMap((findings) -> findings)
			.filter((finding) -> !isSuppressed(finding, application))
			.sorted(Comparator.comparing(Finding::code))
			.toList();
	}

	private boolean isSuppressed(Finding finding, ApplicationFacts application) {
		return this.suppressed.contains(finding.code()) || application.handlers()
			.stream()
			.filter((facts) -> facts.handler().name().equals(finding.handler()))
			.anyMatch((facts) -> suppressedBy(facts.handler()).contains(finding.code()));
	}

	private static Stream<Finding> unknown(@Nullable String handler, Set<String> suppressed) {
		Set<String> known = codes();
		return suppressed.stream()
			.filter((code) -> !known.contains(code))
			.map((code) -> new Finding(UNKNOWN, handler,
					((handler != null) ? "suppresses" : "'conditional-cache.diagnostics.suppress-findings' names")
							+ " the finding [%s], which does not exist".formatted(code),
					"Correct or remove it; there are %s.".formatted(known)));
	}

	private static Set<String> suppressedBy(ManagedHandler handler) {
		return Stream.of(handler.method(), handler.type())
			.map((element) -> MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY))
			.flatMap((annotations) -> annotations.stream(SuppressFindings.class))
			.flatMap((annotation) -> Arrays.stream(annotation.getStringArray("value")))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
