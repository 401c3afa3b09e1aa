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

	private final String opaque;

	private final boolean weak;

	private EntityTag(String opaque, boolean weak) {
		this.opaque = opaque;
		this.weak = weak;
	}

	/**
	 * A tag that changes with every observable change of the content (RFC 9110 §8.8.1).
	 * @param opaque the characters between the quotes, possibly none
	 * @return the strong tag
	 * @throws IllegalArgumentException if a character is not allowed in a tag
	 */
	public static EntityTag strong(String opaque) {
		return new EntityTag(requireOpaque(opaque), false);
	}

	/**
	 * A tag that may stay the same while the content changes in ways that do not matter
	 * (RFC 9110 §8.8.1).
	 * @param opaque the characters between the quotes, possibly none
	 * @return the weak tag
	 * @throws IllegalArgumentException if a character is not allowed in a tag
	 */
	public static EntityTag weak(String opaque) {
		return new EntityTag(requireOpaque(opaque), true);
	}

	/**
	 * Read a field value that consists of one tag and, at most, whitespace around it.
	 * @param fieldValue the value of the field
	 * @return the tag, or {@code null} if the value is not a tag by the grammar
	 */
	public static @Nullable EntityTag parse(@Nullable String fieldValue) {
		if (fieldValue == null) {
			return null;
		}
		FieldScanner scanner = new FieldScanner(fieldValue);
		scanner.skipWhitespace();
		EntityTag tag = scanner.entityTag();
		scanner.skipWhitespace();
		return (scanner.atEnd() ? tag : null);
	}

	/**
	 * What stands between the quotes.
	 * @return the opaque characters, without quotes and weakness mark
	 */
	public String opaque() {
		return this.opaque;
	}

	/**
	 * Whether the tag carries the mark {@code W/}.
	 * @return {@code true} if the tag is weak
	 */
	public boolean isWeak() {
		return this.weak;
	}

	/**
	 * The same opaque characters, marked as weak.
	 * @return this tag if it is weak already, else a weak one
	 */
	public EntityTag asWeak() {
		return (this.weak ? this : new EntityTag(this.opaque, true));
	}

	/**
	 * Strong comparison (RFC 9110 §8.8.3.2): equal characters, and neither tag weak.
	 * @param other the tag to compare with
	 * @return {@code true} if both tags name the same bytes
	 */
	public boolean stronglyEquals(EntityTag other) {
		return !this.weak && !other.weak && this.opaque.equals(other.opaque);
	}

	/**
	 * Weak comparison (RFC 9110 §8.8.3.2): equal characters, weak or not.
	 * @param other the tag to compare with
	 * @return {@code true} if both tags name equivalent content
	 */
	public boolean weaklyEquals(EntityTag other) {
		return this.opaque.equals(other.opaque);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EntityTag that && this.weak == that.weak && this.opaque.equals(that.opaque);
	}

	@Override
	public int hashCode() {
		return 31 * this.opaque.hashCode() + Boolean.hashCode(this.weak);
	}

	/**
	 * The tag as a field value.
	 * @return the quoted characters, after {@code W/} if the tag is weak
	 */
	@Override
	public String toString() {
		return (this.weak ? "W/\"" : "\"") + this.opaque + '"';
	}

	static boolean isTagCharacter(char character) {
		return character == 0x21 || (character >= 0x23 && character <= 0x7E)
				|| (character >= 0x80 && character <= 0xFF);
	}

	private static String requireOpaque(String opaque) {
		for (int i = 0; i < opaque.length(); i++) {
			if (!isTagCharacter(opaque.charAt(i))) {
				throw new IllegalArgumentException(
						"'opaque' must consist of characters allowed in an entity tag but had [0x%04X] at index %d"
							.formatted((int) opaque.charAt(i), i));
			}
		}
		return opaque;
	}

}
