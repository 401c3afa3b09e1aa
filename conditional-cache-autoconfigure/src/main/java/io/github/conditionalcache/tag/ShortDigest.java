package io.github.conditionalcache.tag;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The first bits of a SHA-256, where the same text needs the same small number on every
 * node. Thread-safe.
 */
public final class ShortDigest {

	private static final int LENGTH = 32;

	private static final ObjectPool<ShortDigest> KEPT = new ObjectPool<>(ShortDigest::new);

	private final MessageDigest digest = Sha256Algorithm.newMessageDigest();

	private final byte[] whole = new byte[LENGTH];

	private ShortDigest() {
	}

	/**
	 * Returns the first 16 bits.
	 * @param bytes the input
	 * @return a number from 0 to 65535
	 */
	public static int first16Bits(byte[] bytes) {
		ObjectPool.Spare<ShortDigest> spare = KEPT.take();
		try {
			return spare.object().digest(bytes);
		}
		finally {
			KEPT.giveBack(spare);
		}
	}

	private int digest(byte[] bytes) {
		this.digest.update(bytes);
		try {
			this.digest.digest(this.whole, 0, LENGTH);
		}
		catch (DigestException ex) {
			throw new IllegalStateException("SHA-256 has %d bytes".formatted(LENGTH), ex);
		}
		return ((this.whole[0] & 0xFF) << Byte.SIZE) | (this.whole[1] & 0xFF);
	}

}
