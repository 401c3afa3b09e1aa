package io.github.conditionalcache.diagnostics.lint;

import java.util.List;

import io.github.conditionalcache.diagnostics.HandlerWarnings;

import org.springframework.core.annotation.Order;

/**
 * What the checks at startup have found, apart from what is suppressed. Empty until the
 * application has started; thread-safe.
 *
 * @since 0.1.0
 */
@Order(0)
public final class Findings implements HandlerWarnings {

	private volatile List<Finding> all = List.of();

	/**
	 * Returns all of them.
	 * @return the findings, ordered by code
	 */
	public List<Finding> all() {
		return this.all;
	}

	/**
	 * Returns those about one handler.
	 * @param handler the handler's name
	 * @return the findings
	 */
	public List<Finding> of(String handler) {
		return this.all.stream().filter((finding) -> handler.equals(finding.handler())).toList();
	}

	@Override
	public List<String> warningsOf(String handler) {
		return of(handler).stream()
			.map((finding) -> "%s: %s. %s".formatted(finding.code(), finding.problem(), finding.remedy()))
			.toList();
	}

	/**
	 * Takes over what was found when the application started.
	 * @param findings the findings
	 */
	public void settle(List<Finding> findings) {
		this.all = List.copyOf(findings);
	}

}
