package io.github.conditionalcache.tag;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256, cut to 128 bits.
 */
final class Sha256Algorithm implements DigestAlgorithm {

	static final int DIGEST_LENGTH = 16;

	private static final int WHOLE_LENGTH = 32;

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

	private static final class Sha256Digester implements Digester {

		private final MessageDigest digest;

		private final byte[] whole = new byte[WHOLE_LENGTH];

		Sha256Digester(MessageDigest digest) {
			this.digest = digest;
		}

		@Override
		public void update(byte[] bytes, int offset, int length) {
			this.digest.update(bytes, offset, length);
		}

		@Override
		public byte[] digest128() {
			try {
				this.digest.digest(this.whole, 0, WHOLE_LENGTH);
				return Arrays.copyOf(this.whole, DIGEST_LENGTH);
			}
			catch (DigestException ex) {
				throw new IllegalStateException("SHA-256 has %d bytes".formatted(WHOLE_LENGTH), ex);
			}
		}

	}

}
