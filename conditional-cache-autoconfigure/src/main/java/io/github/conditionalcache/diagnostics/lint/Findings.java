package io.github.conditionalcache.diagnostics.lint;

import java.util.List;

import io.github.conditionalcache.diagnostics.HandlerWarnings;

import org.springframework.core.annotation.Order;

/**
 * The findings of the checks at startup, apart from suppressed ones. Empty until the
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
	 * Takes over the results of the start.
	 * @param findings the findings
	 */
	public void settle(List<Finding> findings) {
		this.all = List.copyOf(findings);
	}

}
