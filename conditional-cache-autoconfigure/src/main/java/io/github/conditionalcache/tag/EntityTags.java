package io.github.conditionalcache.tag;

import java.util.function.Consumer;

import io.github.conditionalcache.precondition.EntityTag;

import org.springframework.util.Assert;

/**
 * Makes entity tags (RFC 9110 §8.8.3) from states, variants and bodies.
 * <p>
 * Both parts of a tag are digests, so no character of a version string reaches the field.
 * The state is bound to the resource and the variant to the URI as it was sent, so equal
 * versions of two resources give two tags, and two spellings of one URI one state. The
 * same input gives the same tag on every node. Thread-safe.
 *
 * @since 0.1.0
 */
public final class EntityTags {

	private final ObjectPool<TagComposer> composers;

	/**
	 * Create tags with the given hash.
	 * @param algorithm the hash
	 */
	public EntityTags(DigestAlgorithm algorithm) {
		Assert.notNull(algorithm, "'algorithm' must not be null");
		this.composers = new ObjectPool<>(TagComposer.by(algorithm));
	}

	/**
	 * The tag of a representation whose version is known.
	 * @param resource names the resource
	 * @param requestPath path of the request as it was sent
	 * @param state the state, which changes with every write
	 * @param variant adds the selectors of this representation among those of the same
	 * state; must not keep the object that it adds to
	 * @param strong whether the tag is a strong one
	 * @return a tag of two parts
	 */
	public EntityTag of(String resource, String requestPath, ValueVersion state, Consumer<CanonicalBytes> variant,
			boolean strong) {
		ObjectPool.Spare<TagComposer> composer = this.composers.take();
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
	 * @param metadata adds the metadata of the body
	 * @param body gives the whole body to a digester
	 * @param strong whether the tag is a strong one
	 * @return a tag of one part
	 */
	public EntityTag ofBody(Consumer<CanonicalBytes> metadata, Consumer<DigestAlgorithm.Digester> body,
			boolean strong) {
		ObjectPool.Spare<TagComposer> composer = this.composers.take();
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

	private void giveBack(ObjectPool.Spare<TagComposer> composer, boolean reusable) {
		if (reusable) {
			this.composers.giveBack(composer);
		}
		else {
			this.composers.forget(composer);
		}
	}

}
