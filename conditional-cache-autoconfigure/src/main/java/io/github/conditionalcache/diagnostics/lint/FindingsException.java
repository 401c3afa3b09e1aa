package io.github.conditionalcache.diagnostics.lint;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at startup for findings that are to stop it.
 *
 * @since 0.1.0
 */
public final class FindingsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Finding> findings;

	/**
	 * Creates an exception.
	 * @param findings the findings
	 */
	public FindingsException(List<Finding> findings) {
		super(findings.stream().map(Finding::message).collect(Collectors.joining(System.lineSeparator())));
		this.findings = List.copyOf(findings);
	}

	/**
	 * Returns the findings.
	 * @return the findings
	 */
	public List<Finding> findings() {
		return this.findings;
	}

}
