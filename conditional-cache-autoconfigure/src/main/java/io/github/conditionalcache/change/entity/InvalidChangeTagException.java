package io.github.conditionalcache.change.entity;

/**
 * Thrown at the start for a {@link io.github.conditionalcache.change.ChangeTag} that
 * can't work.
 */
public final class InvalidChangeTagException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param type the annotated class
	 * @param rule what is wrong, a clause that goes on from the class
	 * @param remedy what to do, as sentences
	 */
	public InvalidChangeTagException(Class<?> type, String rule, String remedy) {
		super("@ChangeTag on %s %s".formatted(type.getName(), rule));
		this.remedy = remedy;
	}

	/**
	 * Returns the remedy.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
