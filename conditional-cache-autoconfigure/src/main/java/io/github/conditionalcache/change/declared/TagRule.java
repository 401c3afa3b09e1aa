package io.github.conditionalcache.change.declared;

import io.github.conditionalcache.version.expression.InvalidExpressionException;

/**
 * A rule that the tags of readers must keep. Thread-safe.
 */
@FunctionalInterface
public interface TagRule {

	/**
	 * Checks a tag.
	 * @param template the template that makes it
	 * @throws InvalidExpressionException if nobody would ever touch it
	 */
	void check(String template);

}
