package io.github.conditionalcache.precondition;

import org.jspecify.annotations.Nullable;

/**
 * The form that this library gives to tags made of a version: 26 characters for the
 * state, a dot, 13 for the variant, all of them {@code 0-9a-v}.
 */
final class TwoPartTag {

	private static final int STATE_LENGTH = 26;

	private static final int LENGTH = STATE_LENGTH + 1 + 13;

	private TwoPartTag() {
	}

	/**
	 * The part that tells whether anyone wrote.
	 * @param tag a tag
	 * @return the state, or {@code null} if the tag is not of this form
	 */
	static @Nullable String stateOf(EntityTag tag) {
		String opaque = tag.opaque();
		if (opaque.length() != LENGTH || opaque.indexOf('.') != STATE_LENGTH || opaque.lastIndexOf('.') != STATE_LENGTH
				|| !opaque.chars().allMatch(TwoPartTag::isOwn)) {
			return null;
		}
		return opaque.substring(0, STATE_LENGTH);
	}

	/**
	 * Whether two tags of this form name one state.
	 * @param one a tag
	 * @param other another tag
	 * @return {@code true} if their first parts are equal
	 */
	static boolean haveSameState(EntityTag one, EntityTag other) {
		String state = stateOf(one);
		return state != null && state.equals(stateOf(other));
	}

	static boolean isOwn(int character) {
		return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'v') || character == '.';
	}

}
