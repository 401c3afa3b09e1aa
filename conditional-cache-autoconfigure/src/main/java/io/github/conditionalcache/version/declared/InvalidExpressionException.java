package io.github.conditionalcache.version.declared;

/**
 * Thrown for an expression that can't be parsed or names what is not there.
 *
 * @since 0.1.0
 */
public final class InvalidExpressionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	InvalidExpressionException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	/**
	 * What to do about it.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
