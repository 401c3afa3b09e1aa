package io.github.conditionalcache.change.declared;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Knows the tags of types that are touched without the application's doing. Thread-safe.
 */
public interface AutomaticTags {

	/**
	 * Finds the tags of all values of a type.
	 * @param returned type of the value that a handler returns, without wrappers such as
	 * {@code ResponseEntity}
	 * @return the tags, or why there are none
	 */
	Found find(ResolvableType returned);

	/**
	 * The tags that were found, or why there are none.
	 *
	 * @param tags the tags, ascending; none if a value may show data that they do not
	 * cover
	 * @param whyNone why there are none, a clause that goes on from "because", or
	 * {@code null}
	 */
	record Found(List<String> tags, @Nullable String whyNone) {

		/**
		 * Returns tags.
		 * @param tags at least one
		 * @return the result
		 */
		public static Found of(List<String> tags) {
			return new Found(tags, null);
		}

		/**
		 * Returns that there are no tags.
		 * @param reason why, a clause that goes on from "because"
		 * @return the result
		 */
		public static Found none(String reason) {
			return new Found(List.of(), reason);
		}

	}

}
