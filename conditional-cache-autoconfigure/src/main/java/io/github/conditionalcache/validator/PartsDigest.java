package io.github.conditionalcache.validator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Digest of a sequence of {@link Parts}: a fixed number of bits, however many and long
 * the parts are. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class PartsDigest {

	private final DigestAlgorithm.Digester digester;

	private final Parts parts = new Parts();

	/**
	 * Create a digest without parts.
	 * @param digester a new digester
	 */
	public PartsDigest(DigestAlgorithm.Digester digester) {
		Assert.notNull(digester, "'digester' must not be null");
		this.digester = digester;
	}

	/**
	 * Add a part that is not there.
	 * @return this
	 */
	public PartsDigest addAbsent() {
		this.parts.addAbsent();
		return this;
	}

	/**
	 * Add a string.
	 * @param value the string, or {@code null} if absent
	 * @return this
	 */
	public PartsDigest add(@Nullable String value) {
		this.parts.add(value);
		return this;
	}

	/**
	 * Add bytes.
	 * @param value the bytes, or {@code null} if absent
	 * @return this
	 */
	public PartsDigest add(byte @Nullable [] value) {
		this.parts.add(value);
		return this;
	}

	/**
	 * Add a whole number.
	 * @param value the number
	 * @return this
	 */
	public PartsDigest add(long value) {
		this.parts.add(value);
		return this;
	}

	/**
	 * Add a truth value.
	 * @param value the value
	 * @return this
	 */
	public PartsDigest add(boolean value) {
		this.parts.add(value);
		return this;
	}

	/**
	 * Digest the parts. Nothing can be added afterwards.
	 * @return 16 bytes
	 */
	public byte[] digest128() {
		this.parts.digest(this.digester);
		return this.digester.digest128();
	}

}
