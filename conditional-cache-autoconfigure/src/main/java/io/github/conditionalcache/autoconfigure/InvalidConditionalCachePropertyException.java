package io.github.conditionalcache.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at startup for a property that can't work. Names property, rule and value.
 */
final class InvalidConditionalCachePropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	InvalidConditionalCachePropertyException(String property, String rule, @Nullable Object value, String remedy) {
		super("'conditional-cache.%s' %s but was [%s]".formatted(property, rule, value));
		this.remedy = remedy;
	}

	String remedy() {
		return this.remedy;
	}

}
