package io.github.conditionalcache.validator;

/**
 * Lower-case base32hex (RFC 4648 §7) without padding: no character that a server, proxy
 * or naive parser of entity tags could stumble over.
 */
final class Base32Hex {

	private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuv";

	private static final int BITS = 5;

	private Base32Hex() {
	}

	static String encode(byte[] bytes, int length) {
		StringBuilder encoded = new StringBuilder((length * Byte.SIZE + BITS - 1) / BITS);
		int pending = 0;
		int held = 0;
		for (int i = 0; i < length; i++) {
			pending = ((pending << Byte.SIZE) | (bytes[i] & 0xFF)) & 0xFFF;
			for (held += Byte.SIZE; held >= BITS; held -= BITS) {
				encoded.append(ALPHABET.charAt((pending >> (held - BITS)) & 0x1F));
			}
		}
		if (held > 0) {
			encoded.append(ALPHABET.charAt((pending << (BITS - held)) & 0x1F));
		}
		return encoded.toString();
	}

}
