package io.github.conditionalcache.diagnostics;

import java.util.List;

/**
 * Knows the findings about handlers. Must be thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HandlerWarnings {

	/**
	 * Returns the findings about a handler.
	 * @param handler its name
	 * @return the warnings, each in sentences
	 */
	List<String> warningsOf(String handler);

}
