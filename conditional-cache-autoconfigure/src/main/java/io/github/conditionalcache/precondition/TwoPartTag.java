package io.github.conditionalcache.precondition;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The form that this library gives its tags, written and recognised here alone: 26
 * characters for the state, a dot, and 13 for the variant, all of them {@code 0-9a-v}.
 * The tag of a body is a state without a variant.
 * <p>
 * Each kind has one length: a length that followed the content could be read from another
 * site. For use within the library.
 */
public final class TwoPartTag {

	private static final int STATE_BYTES = 16;

	private static final int VARIANT_BYTES = 8;

	private static final char SEPARATOR = '.';

	private static final int STATE_LENGTH = Base32Hex.length(STATE_BYTES);

	private static final int LENGTH = STATE_LENGTH + 1 + Base32Hex.length(VARIANT_BYTES);

	private TwoPartTag() {
	}

	/**
	 * Returns whether two tags of this form name one state.
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
	 * Returns whether a tag has a form that this library makes.
	 * @param opaque the characters between the quotes
	 * @return {@code true} for two parts, and for the hash of a body
	 */
	static boolean isOwn(String opaque) {
		int length = opaque.length();
		if (length != LENGTH && length != STATE_LENGTH) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char character = opaque.charAt(i);
			if ((i == STATE_LENGTH) ? character != SEPARATOR : !Base32Hex.isDigit(character)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Writes one tag after the other, each from its beginning to its end. Not
	 * thread-safe.
	 */
	public static final class Writer {

		private static final String WEAK = "W/";

		private final byte[] text = new byte[WEAK.length() + LENGTH + 2];

		private int length;

		/**
		 * Begins a tag.
		 * @param strong whether it is a strong one
		 * @return this
		 */
		public Writer begin(boolean strong) {
			this.length = 0;
			for (int i = 0; !strong && i < WEAK.length(); i++) {
				add(WEAK.charAt(i));
			}
			return add('"');
		}

		/**
		 * Adds the state, or the hash of a body.
		 * @param digest at least 16 bytes
		 * @return this
		 */
		public Writer state(byte[] digest) {
			return add(digest, STATE_BYTES);
		}

		/**
		 * Adds the variant.
		 * @param digest at least 8 bytes
		 * @return this
		 */
		public Writer variant(byte[] digest) {
			return add(SEPARATOR).add(digest, VARIANT_BYTES);
		}

		/**
		 * Ends the tag.
		 * @return the tag
		 */
		public EntityTag end() {
			add('"');
			return EntityTag.ofChecked(new String(this.text, 0, this.length, StandardCharsets.ISO_8859_1));
		}

		private Writer add(char character) {
			this.text[this.length++] = (byte) character;
			return this;
		}

		private Writer add(byte[] digest, int bytes) {
			this.length = Base32Hex.encode(digest, bytes, this.text, this.length);
			return this;
		}

	}

}
