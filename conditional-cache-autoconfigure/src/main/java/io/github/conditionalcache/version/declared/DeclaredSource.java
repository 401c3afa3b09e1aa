package io.github.conditionalcache.version.declared;

/**
 * One declaration of a handler's version.
 *
 * @param kind what it is
 * @param text the expression, or the name of the bean's class
 * @param early whether it is read before the handler runs
 * @since 0.1.0
 */
public record DeclaredSource(Kind kind, String text, boolean early) {

	/**
	 * Returns a description for logs and the endpoint.
	 * @return the kind and the text, such as {@code version @books.versionOf(#id)}
	 */
	public String describe() {
		return this.kind.word + " " + this.text;
	}

	/**
	 * What declares a version.
	 */
	public enum Kind {

		/**
		 * A bean that is a {@code ValidatorSource}.
		 */
		BEAN("bean"),

		/**
		 * The expression of a version.
		 */
		VERSION("version"),

		/**
		 * The expression of a date.
		 */
		LAST_MODIFIED("lastModified");

		private final String word;

		Kind(String word) {
			this.word = word;
		}

	}

}
