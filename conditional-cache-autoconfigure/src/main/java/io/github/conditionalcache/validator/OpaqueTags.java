package io.github.conditionalcache.validator;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

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

	private static final int STATE_LENGTH = 26;

	private static final int VARIANT_BYTES = 8;

	private static final int VARIANT_LENGTH = 13;

	private final Spares<Composer> composers;

	/**
	 * Create tags with the given hash.
	 * @param algorithm the hash
	 */
	public OpaqueTags(DigestAlgorithm algorithm) {
		Assert.notNull(algorithm, "'algorithm' must not be null");
		this.composers = new Spares<>(() -> new Composer(algorithm.newDigester()));
	}

	/**
	 * The tag of a representation whose version is known.
	 * @param requestPath path of the request
	 * @param state what changes with every write
	 * @param variant what selects this representation among those of the same state
	 * @return 26 characters for the state, a dot, and 13 for the variant
	 */
	public String of(String requestPath, ValueVersion state, Parts variant) {
		Composer composer = this.composers.take();
		String tag = composer.compose(requestPath, state.parts(), variant);
		this.composers.giveBack(composer);
		return tag;
	}

	/**
	 * The tag of a body.
	 * @param metadata adds what tells how to read the body
	 * @param body gives the whole body to a digester
	 * @return 26 characters
	 */
	public String ofBody(Consumer<Parts> metadata, Consumer<DigestAlgorithm.Digester> body) {
		Composer composer = this.composers.take();
		String tag = composer.compose(metadata, body);
		this.composers.giveBack(composer);
		return tag;
	}

	private static String ascii(byte[] text, int length) {
		return new String(text, 0, length, StandardCharsets.ISO_8859_1);
	}

	/**
	 * What it takes to make one tag after the other. Not thread-safe.
	 */
	private static final class Composer {

		private final DigestAlgorithm.Digester digester;

		private final Parts input = new Parts();

		private final byte[] text = new byte[STATE_LENGTH + 1 + VARIANT_LENGTH];

		Composer(DigestAlgorithm.Digester digester) {
			this.digester = digester;
		}

		String compose(String requestPath, Parts state, Parts variant) {
			Base32Hex.encode(digest("state", requestPath, state), STATE_BYTES, this.text, 0);
			this.text[STATE_LENGTH] = '.';
			return ascii(this.text, Base32Hex.encode(digest("variant", requestPath, variant), VARIANT_BYTES, this.text,
					STATE_LENGTH + 1));
		}

		String compose(Consumer<Parts> metadata, Consumer<DigestAlgorithm.Digester> body) {
			this.input.clear();
			metadata.accept(this.input);
			this.input.digestInto(this.digester);
			body.accept(this.digester);
			return ascii(this.text, Base32Hex.encode(this.digester.digest128(), STATE_BYTES, this.text, 0));
		}

		private byte[] digest(String kind, String requestPath, Parts content) {
			this.input.clear();
			this.input.add(kind).add(requestPath).digestWith(content, this.digester);
			return this.digester.digest128();
		}

	}

}
