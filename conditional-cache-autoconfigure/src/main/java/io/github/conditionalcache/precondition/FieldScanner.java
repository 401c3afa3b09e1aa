package io.github.conditionalcache.precondition;

import org.jspecify.annotations.Nullable;

/**
 * A position in a field value that only moves forward, so that reading takes linear time
 * whatever a client sends.
 */
final class FieldScanner {

	private final String value;

	private int position;

	FieldScanner(String value) {
		this.value = value;
	}

	boolean atEnd() {
		return this.position == this.value.length();
	}

	boolean at(char character) {
		return !atEnd() && this.value.charAt(this.position) == character;
	}

	boolean accept(char character) {
		boolean accepted = at(character);
		if (accepted) {
			this.position++;
		}
		return accepted;
	}

	void skipWhitespace() {
		while (at(' ') || at('\t')) {
			this.position++;
		}
	}

	/**
	 * Read a value that consists of one entity tag and, at most, whitespace around it.
	 * @return the tag, or {@code null} if the value is not a tag by the grammar
	 */
	@Nullable EntityTag onlyEntityTag() {
		skipWhitespace();
		EntityTag tag = entityTag();
		skipWhitespace();
		return atEnd() ? tag : null;
	}

	/**
	 * Read an entity tag. Commas and backslashes have no meaning inside the quotes (RFC
	 * 9110 §8.8.3), and the weakness mark is case-sensitive.
	 * @return the tag, or {@code null} if there is none at this position
	 */
	@Nullable EntityTag entityTag() {
		int start = this.position;
		boolean weak = accept('W');
		if ((weak && !accept('/')) || !accept('"')) {
			return null;
		}
		this.position = EntityTag.endOfOpaque(this.value, this.position);
		return accept('"') ? EntityTag.ofChecked(this.value.substring(start, this.position)) : null;
	}

}
