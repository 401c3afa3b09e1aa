package io.github.conditionalcache.precondition;

import org.jspecify.annotations.Nullable;

/**
 * The form that this library gives to tags made of a version: 26 characters for the
 * state, a dot, 13 for the variant, all of them {@code 0-9a-v}. The tag of a body is a
 * state alone.
 */
final class TwoPartTag {

	private static final int STATE_LENGTH = 26;

	private static final int LENGTH = STATE_LENGTH + 1 + 13;

	private TwoPartTag() {
	}

	/**
	 * Whether two tags of this form name one state.
	 * @param given a tag as a client has sent it, possibly with a suffix that a
	 * compressing proxy has added
	 * @param current the tag of the representation
	 * @return {@code true} if their first parts are equal
	 */
	static boolean haveSameState(EntityTag given, EntityTag current) {
		String state = stateOf(current.opaque());
		return state != null && state.equals(stateOf(ContentCodingSuffix.removedFrom(given.opaque(), LENGTH)));
	}

	// The part that changes with every write
	private static @Nullable String stateOf(String opaque) {
		return (opaque.length() == LENGTH && isOwn(opaque)) ? opaque.substring(0, STATE_LENGTH) : null;
	}

	/**
	 * Whether a tag has a form that this library makes.
	 * @param opaque what stands between the quotes
	 * @return {@code true} for two parts, and for the hash of a body
	 */
	static boolean isOwn(String opaque) {
		int length = opaque.length();
		if (length != LENGTH && length != STATE_LENGTH) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char character = opaque.charAt(i);
			if ((i == STATE_LENGTH) ? character != '.' : !isDigit(character)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isDigit(char character) {
		return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'v');
	}

}
