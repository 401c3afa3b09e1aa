package io.github.conditionalcache;

import java.util.Locale;

/**
 * The result of comparing the content of an answer with the content sent before under the
 * same entity tag. Holds no URI, entity tag or user, so it is safe to log and to count
 * by.
 *
 * @param handler names the handler, such as {@code BookController.get}
 * @param pattern path pattern of the handler, such as {@code /books/{id}}
 * @param result the result of the comparison
 * @since 0.1.0
 */
public record ConditionalVerification(String handler, String pattern, Result result) {

	/**
	 * The results of a comparison.
	 */
	public enum Result {

		/**
		 * The content is the same.
		 */
		MATCH,

		/**
		 * The content is another one: the declared version has not changed with it.
		 */
		MISMATCH,

		/**
		 * No content is known for the entity tag yet.
		 */
		FIRST;

		/**
		 * Returns the name used in meters.
		 * @return the lower-case name
		 */
		public String label() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
