package io.github.conditionalcache.change.declared;

import java.util.stream.Stream;

/**
 * Tags of one thing and of all things of its kind: {@code book:42} and {@code book:*}. A
 * write that does not tell which rows it changes, such as a bulk update, touches the
 * latter. So a reader of the former has to read it as well.
 */
public final class TagKinds {

	private static final char SEPARATOR = ':';

	private TagKinds() {
	}

	/**
	 * Returns the tag of one thing.
	 * @param kind the kind
	 * @param id the identifier of the thing
	 * @return a tag such as {@code book:42}
	 * @throws IllegalArgumentException if the identifier has no text of its own, such as
	 * one of several columns
	 */
	public static String one(String kind, Object id) {
		return kind + SEPARATOR + TagText.of(id);
	}

	/**
	 * Returns the tag of all things of a kind.
	 * @param kind the kind
	 * @return a tag such as {@code book:*}
	 */
	public static String all(String kind) {
		return kind + SEPARATOR + "*";
	}

	/**
	 * Returns whether a text can be a kind.
	 * @param text the text
	 * @return {@code false} if it is blank, or has a separator
	 */
	public static boolean isKind(String text) {
		return !text.isBlank() && !hasKind(text);
	}

	/**
	 * Returns whether a tag has a kind.
	 * @param tag the tag, or the beginning of one
	 * @return {@code true} if it has a separator
	 */
	static boolean hasKind(String tag) {
		return tag.indexOf(SEPARATOR) >= 0;
	}

	/**
	 * Returns the tags that a reader of a tag has to read.
	 * @param tag the tag
	 * @return the tag, and that of its kind if it has one
	 */
	static Stream<String> read(String tag) {
		return hasKind(tag) ? Stream.of(tag, all(tag.substring(0, tag.indexOf(SEPARATOR)))) : Stream.of(tag);
	}

}
