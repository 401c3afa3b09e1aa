package io.github.conditionalcache.validator;

import java.util.concurrent.atomic.AtomicReferenceArray;

import io.github.conditionalcache.precondition.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * The entity tags made last, by all that they were made of: comparing that costs a tenth
 * of the digests. Bounded in number and size; two that fall on the same place displace
 * each other, and a tag that is gone is made again. Thread-safe.
 */
final class RecentTags {

	private static final int KEPT = 1024;

	/** What is longer costs as much to compare as to digest. */
	private static final int MAX_LENGTH = 512;

	private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(KEPT);

	/**
	 * Looks a tag up.
	 * @param key all that it depends on
	 * @return the tag, or {@code null} if it is not known
	 */
	@Nullable EntityTag get(Parts key) {
		Entry entry = (key.size() <= MAX_LENGTH) ? this.entries.get(place(key)) : null;
		return (entry != null && key.areEqualTo(entry.key())) ? entry.tag() : null;
	}

	/**
	 * Keeps a tag.
	 * @param key all that it depends on
	 * @param tag the tag
	 */
	void add(Parts key, EntityTag tag) {
		if (key.size() <= MAX_LENGTH) {
			this.entries.set(place(key), new Entry(key.copy(), tag));
		}
	}

	private static int place(Parts key) {
		return key.hash() & (KEPT - 1);
	}

	/**
	 * One tag.
	 *
	 * @param key all that it depends on
	 * @param tag the tag
	 */
	private record Entry(Parts key, EntityTag tag) {

	}

}
