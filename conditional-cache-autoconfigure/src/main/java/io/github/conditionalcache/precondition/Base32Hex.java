package io.github.conditionalcache.precondition;

import java.nio.charset.StandardCharsets;

/**
 * Lower-case base32hex (RFC 4648 §7) without padding: no character that a server, proxy
 * or naive parser of entity tags could stumble over.
 */
final class Base32Hex {

	private static final byte[] ALPHABET = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);

	private static final int BITS = 5;

	private static final boolean[] DIGITS = digits();

	private Base32Hex() {
	}

	private static boolean[] digits() {
		boolean[] digits = new boolean[Byte.MAX_VALUE + 1];
		for (byte digit : ALPHABET) {
			digits[digit] = true;
		}
		return digits;
	}

	/**
	 * Returns whether a character is one of the alphabet.
	 * @param character the character
	 * @return {@code true} for {@code 0-9a-v}
	 */
	static boolean isDigit(char character) {
		return character < DIGITS.length && DIGITS[character];
	}

	/**
	 * Returns the number of characters that bytes are encoded in.
	 * @param bytes how many bytes
	 * @return how many characters
	 */
	static int length(int bytes) {
		return (bytes * Byte.SIZE + BITS - 1) / BITS;
	}

	/**
	 * Encodes bytes.
	 * @param bytes the bytes
	 * @param length how many of them
	 * @param target takes the characters
	 * @param offset where the first one goes
	 * @return the offset behind the last one
	 */
	static int encode(byte[] bytes, int length, byte[] target, int offset) {
		int end = offset;
		int pending = 0;
		int held = 0;
		for (int i = 0; i < length; i++) {
			pending = ((pending << Byte.SIZE) | (bytes[i] & 0xFF)) & 0xFFF;
			for (held += Byte.SIZE; held >= BITS; held -= BITS) {
				target[end++] = ALPHABET[(pending >> (held - BITS)) & 0x1F];
			}
		}
		if (held > 0) {
			target[end++] = ALPHABET[(pending << (BITS - held)) & 0x1F];
		}
		return end;
	}

}
