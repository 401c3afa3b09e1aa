package io.github.conditionalcache.version.declared;

import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;

/**
 * One declaration of a handler's version.
 *
 * @param kind its kind
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
	 * Returns how the validators are counted that are made of several declarations.
	 * @param sources the declarations
	 * @return a date if there is nothing else, tags if there is no other version, or a
	 * version
	 */
	public static ValidatorKind validators(List<DeclaredSource> sources) {
		List<Kind> versions = sources.stream()
			.map(DeclaredSource::kind)
			.filter((kind) -> kind != Kind.LAST_MODIFIED)
			.toList();
		if (versions.isEmpty()) {
			return ValidatorKind.LAST_MODIFIED;
		}
		return versions.stream().allMatch((kind) -> kind == Kind.TAGS) ? ValidatorKind.TAGS : ValidatorKind.VERSION;
	}

	/**
	 * The kinds of declarations.
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
		 * Change tags.
		 */
		TAGS("tags"),

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
