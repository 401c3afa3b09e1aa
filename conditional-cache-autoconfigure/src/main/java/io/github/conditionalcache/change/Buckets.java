package io.github.conditionalcache.change;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

import io.github.conditionalcache.tag.ShortDigest;

/**
 * The buckets that tags fall into: the first 16 bits of the SHA-256 of the tag in UTF-8,
 * on every node and in every version of the library.
 *
 * @since 0.1.0
 */
public final class Buckets {

	/**
	 * How many buckets there are.
	 */
	public static final int COUNT = 1 << 16;

	/**
	 * Stands for all buckets where a change is noted.
	 */
	public static final int ALL = COUNT;

	private Buckets() {
	}

	/**
	 * Returns the bucket of a tag.
	 * @param tag the tag
	 * @return a number from 0 to {@link #COUNT} - 1
	 * @throws IllegalArgumentException if the tag is empty
	 */
	public static int of(String tag) {
		if (tag.isEmpty()) {
			throw new IllegalArgumentException("A change tag must not be empty");
		}
		return ShortDigest.first16Bits(tag.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns the buckets of tags.
	 * @param tags the tags
	 * @return the numbers, ascending, each once
	 * @throws IllegalArgumentException if a tag is empty
	 */
	public static int[] of(Collection<String> tags) {
		return tags.stream().mapToInt(Buckets::of).sorted().distinct().toArray();
	}

	/**
	 * Returns the buckets of a change to everything.
	 * @return {@link #ALL} alone, in an array of its own
	 */
	public static int[] all() {
		return new int[] { ALL };
	}

	/**
	 * Puts buckets into the order that stores expect.
	 * @param buckets the numbers, in any order; the array may be changed
	 * @return the numbers, ascending, each once
	 */
	public static int[] ordered(int[] buckets) {
		Arrays.sort(buckets);
		int count = 0;
		for (int i = 0; i < buckets.length; i++) {
			if (i == 0 || buckets[i] != buckets[i - 1]) {
				buckets[count++] = buckets[i];
			}
		}
		return (count == buckets.length) ? buckets : Arrays.copyOf(buckets, count);
	}

}
