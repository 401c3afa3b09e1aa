package io.github.conditionalcache.version.expression;

/**
 * Thrown for an expression that can't be parsed, or that names something that is not
 * there.
 */
public final class InvalidExpressionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param message the expression, and why it can't be used
	 * @param remedy a sentence
	 */
	public InvalidExpressionException(String message, String remedy) {
		super(message);
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
