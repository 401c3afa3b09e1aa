package io.github.conditionalcache.tag;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.conditionalcache.precondition.EntityTag;

import org.springframework.util.Assert;

/**
 * Makes entity tags (RFC 9110 §8.8.3) from states, variants and bodies.
 * <p>
 * What stands between the quotes consists of {@code 0-9a-v} and at most one dot, and has
 * one length per kind: a length that followed the content could be read from another
 * site. Both parts are digests, so no character of a version string reaches the field.
 * The state is bound to the resource and the variant to the URI as it was sent, so equal
 * versions of two resources give two tags, and two spellings of one URI one state. The
 * same input gives the same tag on every node. Thread-safe.
 *
 * @since 0.1.0
 */
public final class EntityTags {

	private static final int STATE_BYTES = 16;

	private static final int STATE_LENGTH = 26;

	private static final int VARIANT_BYTES = 8;

	private static final int VARIANT_LENGTH = 13;

	/** The quotes, the dot, and the mark of a weak tag. */
	private static final int OTHER_LENGTH = 5;

	/** How much memory is used again, in bytes. */
	private static final int MOST_MEMORY = 8192;

	private final RecentTags recent = new RecentTags();

	private final ObjectPool<Composer> composers;

	/**
	 * Create tags with the given hash.
	 * @param algorithm the hash
	 */
	public EntityTags(DigestAlgorithm algorithm) {
		Assert.notNull(algorithm, "'algorithm' must not be null");
		this.composers = new ObjectPool<>(() -> new Composer(algorithm.newDigester(), this.recent));
	}

	/**
	 * The tag of a representation whose version is known.
	 * @param resource names the resource
	 * @param requestPath path of the request as it was sent
	 * @param state what changes with every write
	 * @param variant adds what selects this representation among those of the same state;
	 * must not keep what it adds to
	 * @param strong whether the tag is a strong one
	 * @return a tag of 26 characters for the state, a dot, and 13 for the variant
	 */
	public EntityTag of(String resource, String requestPath, ValueVersion state, Consumer<CanonicalBytes> variant,
			boolean strong) {
		ObjectPool.Spare<Composer> composer = this.composers.take();
		boolean reusable = false;
		try {
			EntityTag tag = composer.object().compose(resource, requestPath, state.parts(), variant, strong);
			reusable = composer.object().isSmall();
			return tag;
		}
		finally {
			giveBack(composer, reusable);
		}
	}

	/**
	 * The tag of a body.
	 * @param metadata adds what tells how to read the body
	 * @param body gives the whole body to a digester
	 * @param strong whether the tag is a strong one
	 * @return a tag of 26 characters
	 */
	public EntityTag ofBody(Consumer<CanonicalBytes> metadata, Consumer<DigestAlgorithm.Digester> body,
			boolean strong) {
		ObjectPool.Spare<Composer> composer = this.composers.take();
		boolean reusable = false;
		try {
			EntityTag tag = composer.object().compose(metadata, body, strong);
			reusable = composer.object().isSmall();
			return tag;
		}
		finally {
			giveBack(composer, reusable);
		}
	}

	private void giveBack(ObjectPool.Spare<Composer> composer, boolean reusable) {
		if (reusable) {
			this.composers.giveBack(composer);
		}
		else {
			this.composers.forget(composer);
		}
	}

	/**
	 * What it takes to make one tag after the other. Not thread-safe.
	 */
	private static final class Composer {

		private final DigestAlgorithm.Digester digester;

		private final RecentTags recent;

		private final CanonicalBytes key = new CanonicalBytes();

		private final CanonicalBytes input = new CanonicalBytes();

		private final CanonicalBytes variant = new CanonicalBytes();

		private final byte[] text = new byte[STATE_LENGTH + VARIANT_LENGTH + OTHER_LENGTH];

		private int length;

		Composer(DigestAlgorithm.Digester digester, RecentTags recent) {
			this.digester = digester;
			this.recent = recent;
		}

		EntityTag compose(String resource, String requestPath, CanonicalBytes state, Consumer<CanonicalBytes> selecting,
				boolean strong) {
			this.variant.clear();
			selecting.accept(this.variant);
			if (resource.length() + requestPath.length() + state.size() + this.variant.size() > RecentTags.MAX_LENGTH) {
				return compose(resource, requestPath, state, strong);
			}
			this.key.clear();
			this.key.add(strong).add(resource).add(requestPath).add(state).add(this.variant);
			EntityTag known = this.recent.get(this.key);
			if (known != null) {
				return known;
			}
			EntityTag tag = compose(resource, requestPath, state, strong);
			this.recent.add(this.key, tag);
			return tag;
		}

		private EntityTag compose(String resource, String requestPath, CanonicalBytes state, boolean strong) {
			begin(strong);
			add(digest("state", resource, state), STATE_BYTES);
			add('.');
			add(digest("variant", requestPath, this.variant), VARIANT_BYTES);
			return end();
		}

		EntityTag compose(Consumer<CanonicalBytes> metadata, Consumer<DigestAlgorithm.Digester> body, boolean strong) {
			this.input.clear();
			metadata.accept(this.input);
			this.input.digestInto(this.digester);
			body.accept(this.digester);
			begin(strong);
			add(this.digester.digest128(), STATE_BYTES);
			return end();
		}

		// One long query must not hold memory for ever
		boolean isSmall() {
			return this.variant.capacity() + this.input.capacity() <= MOST_MEMORY;
		}

		private byte[] digest(String kind, String path, CanonicalBytes content) {
			this.input.clear();
			this.input.add(kind).add(path).digestWith(content, this.digester);
			return this.digester.digest128();
		}

		private void begin(boolean strong) {
			this.length = 0;
			if (!strong) {
				add('W');
				add('/');
			}
			add('"');
		}

		private void add(char character) {
			this.text[this.length++] = (byte) character;
		}

		private void add(byte[] digest, int bytes) {
			this.length = Base32Hex.encode(digest, bytes, this.text, this.length);
		}

		private EntityTag end() {
			add('"');
			return Objects
				.requireNonNull(EntityTag.parse(new String(this.text, 0, this.length, StandardCharsets.ISO_8859_1)));
		}

	}

}
