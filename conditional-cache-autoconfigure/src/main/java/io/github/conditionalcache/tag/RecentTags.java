package io.github.conditionalcache.tag;

import java.util.concurrent.atomic.AtomicReferenceArray;

import io.github.conditionalcache.precondition.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * The entity tags made last, by all that they were made of: comparing that costs less
 * than the digests. Bounded in number; two that fall on the same place displace each
 * other, and a tag that is gone is made again. Thread-safe.
 */
final class RecentTags {

	/** The most input that is worth keeping, in bytes. */
	static final int MAX_LENGTH = 512;

	private static final int KEPT_BITS = 10;

	private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(1 << KEPT_BITS);

	/**
	 * Looks a tag up.
	 * @param key all that it depends on
	 * @return the tag, or {@code null} if it is not known
	 */
	@Nullable EntityTag get(CanonicalBytes key) {
		Entry entry = this.entries.get(place(key));
		return (entry != null && key.areEqualTo(entry.key())) ? entry.tag() : null;
	}

	/**
	 * Keeps a tag.
	 * @param key all that it depends on
	 * @param tag the tag
	 */
	void add(CanonicalBytes key, EntityTag tag) {
		this.entries.set(place(key), new Entry(key.copy(), tag));
	}

	// The upper bits: the lower ones do not depend on all of the input
	private static int place(CanonicalBytes key) {
		return key.hash() >>> (Integer.SIZE - KEPT_BITS);
	}

	/**
	 * One tag.
	 *
	 * @param key all that it depends on
	 * @param tag the tag
	 */
	private record Entry(CanonicalBytes key, EntityTag tag) {

	}

}
