package io.github.conditionalcache.validator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256, cut to 128 bits.
 */
final class Sha256Algorithm implements DigestAlgorithm {

	static final int DIGEST_LENGTH = 16;

	@Override
	public Digester newDigester() {
		return new Sha256Digester(newMessageDigest());
	}

	static MessageDigest newMessageDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private record Sha256Digester(MessageDigest digest) implements Digester {

		@Override
		public void update(byte[] bytes, int offset, int length) {
			this.digest.update(bytes, offset, length);
		}

		@Override
		public byte[] digest128() {
			return Arrays.copyOf(this.digest.digest(), DIGEST_LENGTH);
		}

	}

}
