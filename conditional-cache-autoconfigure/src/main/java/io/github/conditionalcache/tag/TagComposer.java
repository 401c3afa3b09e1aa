package io.github.conditionalcache.tag;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.TwoPartTag;

/**
 * Makes one tag after the other, with memory that is used again. Not thread-safe.
 */
final class TagComposer {

	/** How much memory is used again, in bytes. */
	private static final int MOST_MEMORY = 8192;

	private final DigestAlgorithm.Digester digester;

	private final RecentTags recent;

	private final CanonicalBytes key = new CanonicalBytes();

	private final CanonicalBytes input = new CanonicalBytes();

	private final CanonicalBytes variant = new CanonicalBytes();

	private final TwoPartTag.Writer writer = new TwoPartTag.Writer();

	TagComposer(DigestAlgorithm.Digester digester, RecentTags recent) {
		this.digester = digester;
		this.recent = recent;
	}

	/**
	 * Returns the maker of composers that know the tags which any of them has made.
	 * @param algorithm the hash
	 * @return makes a composer
	 */
	static Supplier<TagComposer> by(DigestAlgorithm algorithm) {
		RecentTags recent = new RecentTags();
		return () -> new TagComposer(algorithm.newDigester(), recent);
	}

	/**
	 * Makes the tag of a version.
	 * @param resource names the resource
	 * @param requestPath path of the request as it was sent
	 * @param state the bytes that change with every write
	 * @param selecting adds the selectors of the representation
	 * @param strong whether the tag is a strong one
	 * @return the tag
	 */
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
		return this.writer.begin(strong)
			.state(digest("state", resource, state))
			.variant(digest("variant", requestPath, this.variant))
			.end();
	}

	private byte[] digest(String kind, String path, CanonicalBytes content) {
		this.input.clear();
		this.input.add(kind).add(path).digestWith(content, this.digester);
		return this.digester.digest128();
	}

	/**
	 * Makes the tag of a body.
	 * @param metadata adds the metadata of the body
	 * @param body gives the whole body to a digester
	 * @param strong whether the tag is a strong one
	 * @return the tag
	 */
	EntityTag compose(Consumer<CanonicalBytes> metadata, Consumer<DigestAlgorithm.Digester> body, boolean strong) {
		this.input.clear();
		metadata.accept(this.input);
		this.input.digestInto(this.digester);
		body.accept(this.digester);
		return this.writer.begin(strong).state(this.digester.digest128()).end();
	}

	/**
	 * Returns whether it may be used again. One long query must not hold memory for ever.
	 * @return {@code false} if it holds much memory
	 */
	boolean isSmall() {
		return this.variant.capacity() + this.input.capacity() <= MOST_MEMORY;
	}

}
