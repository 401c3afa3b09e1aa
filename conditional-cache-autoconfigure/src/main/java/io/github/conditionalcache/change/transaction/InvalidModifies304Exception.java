package io.github.conditionalcache.change.transaction;

import java.lang.reflect.Method;

import io.github.conditionalcache.change.Modifies304;

/**
 * Thrown at startup when {@link Modifies304} is used in a way that can't work. Names the
 * method, the rule and the remedy.
 */
public final class InvalidModifies304Exception extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	InvalidModifies304Exception(Method method, String rule, String remedy) {
		super("@%s on %s.%s: %s".formatted(Modifies304.class.getSimpleName(), method.getDeclaringClass().getName(),
				method.getName(), rule));
		this.remedy = remedy;
	}

	/**
	 * Returns the remedy.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
