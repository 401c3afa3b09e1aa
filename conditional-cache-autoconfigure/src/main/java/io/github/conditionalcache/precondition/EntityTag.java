package io.github.conditionalcache.precondition;

import org.jspecify.annotations.Nullable;

/**
 * An entity tag as RFC 9110 §8.8.3 defines it: an opaque string in quotes, possibly
 * marked as weak. There are two comparisons and no flag that selects one, so that a
 * reader sees which of them a precondition uses. Immutable and safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class EntityTag {

	private static final String WEAK = "W/\"";

	private static final String STRONG = "\"";

	/** The field value, so that neither reading nor sending a tag copies it. */
	private final String text;

	private final int start;

	private EntityTag(String text, int start) {
		this.text = text;
		this.start = start;
	}

	/**
	 * A tag that was read.
	 * @param text the tag as a field value, checked
	 * @return the tag
	 */
	static EntityTag ofChecked(String text) {
		return new EntityTag(text, text.startsWith(WEAK) ? WEAK.length() : STRONG.length());
	}

	/**
	 * A tag that changes with every observable change of the content (RFC 9110 §8.8.1).
	 * @param opaque the characters between the quotes, possibly none
	 * @return the strong tag
	 * @throws IllegalArgumentException if a character is not allowed in a tag
	 */
	public static EntityTag strong(String opaque) {
		return ofChecked(STRONG + requireOpaque(opaque) + '"');
	}

	/**
	 * A tag that may stay the same while the content changes in ways that do not matter
	 * (RFC 9110 §8.8.1).
	 * @param opaque the characters between the quotes, possibly none
	 * @return the weak tag
	 * @throws IllegalArgumentException if a character is not allowed in a tag
	 */
	public static EntityTag weak(String opaque) {
		return ofChecked(WEAK + requireOpaque(opaque) + '"');
	}

	/**
	 * Read a field value that consists of one tag and, at most, whitespace around it.
	 * @param fieldValue the value of the field
	 * @return the tag, or {@code null} if the value is not a tag by the grammar
	 */
	public static @Nullable EntityTag parse(@Nullable String fieldValue) {
		return (fieldValue != null) ? new FieldScanner(fieldValue).onlyEntityTag() : null;
	}

	/**
	 * The text between the quotes.
	 * @return the opaque characters, without quotes and weakness mark
	 */
	public String opaque() {
		return this.text.substring(this.start, this.start + length());
	}

	/**
	 * Whether the tag carries the mark {@code W/}.
	 * @return {@code true} if the tag is weak
	 */
	public boolean isWeak() {
		return this.start == WEAK.length();
	}

	/**
	 * The same opaque characters, marked as weak.
	 * @return this tag if it is weak already, else a weak one
	 */
	public EntityTag asWeak() {
		return (isWeak() ? this : ofChecked("W/" + this.text));
	}

	/**
	 * Strong comparison (RFC 9110 §8.8.3.2): equal characters, and neither tag weak.
	 * @param other the tag to compare with
	 * @return {@code true} if both tags name the same bytes
	 */
	public boolean stronglyEquals(EntityTag other) {
		return !isWeak() && !other.isWeak() && this.text.equals(other.text);
	}

	/**
	 * Weak comparison (RFC 9110 §8.8.3.2): equal characters, weak or not.
	 * @param other the tag to compare with
	 * @return {@code true} if both tags name equivalent content
	 */
	public boolean weaklyEquals(EntityTag other) {
		return this.text.equals(other.text) || (length() == other.length() && startsWith(other));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EntityTag that && this.text.equals(that.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/**
	 * The tag as a field value.
	 * @return the quoted characters, after {@code W/} if the tag is weak
	 */
	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * Whether the opaque characters begin with those of another tag.
	 * @param other the other tag
	 * @return {@code true} if nothing or something follows them
	 */
	boolean startsWith(EntityTag other) {
		return length() >= other.length()
				&& this.text.regionMatches(this.start, other.text, other.start, other.length());
	}

	private int length() {
		return this.text.length() - this.start - 1;
	}

	/**
	 * Where the characters between the quotes end.
	 * @param text a text
	 * @param start where they start
	 * @return the index of the first character that is not allowed between them, or the
	 * end of the text
	 */
	static int endOfOpaque(String text, int start) {
		int end = start;
		while (end < text.length() && isTagCharacter(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static boolean isTagCharacter(char character) {
		return character == 0x21 || (character >= 0x23 && character <= 0x7E)
				|| (character >= 0x80 && character <= 0xFF);
	}

	private static String requireOpaque(String opaque) {
		int end = endOfOpaque(opaque, 0);
		if (end < opaque.length()) {
			throw new IllegalArgumentException(
					"'opaque' must consist of characters allowed in an entity tag but had [0x%04X] at index %d"
						.formatted((int) opaque.charAt(end), end));
		}
		return opaque;
	}

}
