package io.github.conditionalcache.validator;

import org.springframework.util.Assert;

/**
 * Makes the opaque part of entity tags (RFC 9110 §8.8.3) from states, variants and
 * bodies.
 * <p>
 * Tags consist of {@code 0-9a-v} and at most one dot, and have one length per kind: a
 * length that followed the content could be read from another site. Both parts are
 * digests, so no character of a version string reaches the field, and both are bound to
 * the request path, so equal versions of two resources give two tags. The same input
 * gives the same tag on every node. Thread-safe.
 *
 * @since 0.1.0
 */
public final class OpaqueTags {

	private static final int STATE_BYTES = 16;

	private static final int VARIANT_BYTES = 8;

	private final DigestAlgorithm algorithm;

	/**
	 * Create tags with the given hash.
	 * @param algorithm the hash
	 */
	public OpaqueTags(DigestAlgorithm algorithm) {
		Assert.notNull(algorithm, "'algorithm' must not be null");
		this.algorithm = algorithm;
	}

	/**
	 * The tag of a representation whose version is known.
	 * @param requestPath path of the request
	 * @param state what changes with every write
	 * @param variant what selects this representation among those of the same state
	 * @return 26 characters for the state, a dot, and 13 for the variant
	 */
	public String of(String requestPath, byte[] state, byte[] variant) {
		DigestAlgorithm.Digester digester = this.algorithm.newDigester();
		return encode(digester, "state", requestPath, state, STATE_BYTES) + "."
				+ encode(digester, "variant", requestPath, variant, VARIANT_BYTES);
	}

	/**
	 * A digester for a body, to be filled and given to
	 * {@link #ofBody(DigestAlgorithm.Digester)}.
	 * @return a new digester
	 */
	public DigestAlgorithm.Digester newBodyDigester() {
		return this.algorithm.newDigester();
	}

	/**
	 * The tag of a body.
	 * @param bodyDigester a digester that has taken the whole body; it is spent
	 * afterwards
	 * @return 26 characters
	 */
	public String ofBody(DigestAlgorithm.Digester bodyDigester) {
		return ofBody(bodyDigester.digest128());
	}

	/**
	 * The tag of a body.
	 * @param digest128 the digest of the whole body, 16 bytes
	 * @return 26 characters
	 */
	public String ofBody(byte[] digest128) {
		Assert.isTrue(digest128.length == STATE_BYTES,
				() -> "'digest128' must have %d bytes but has [%d]".formatted(STATE_BYTES, digest128.length));
		return Base32Hex.encode(digest128, STATE_BYTES);
	}

	private static String encode(DigestAlgorithm.Digester digester, String kind, String requestPath, byte[] content,
			int bytes) {
		new Parts().add(kind).add(requestPath).digestWith(content, digester);
		return Base32Hex.encode(digester.digest128(), bytes);
	}

}
