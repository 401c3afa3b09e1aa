package io.github.conditionalcache.change.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The versions of some buckets, as one statement has read them. Not thread-safe.
 */
final class TagVersions {

	/**
	 * With more rows, reading takes noticeably longer.
	 */
	private static final int MOST_ROWS = 128;

	private final int[] buckets;

	private final long[] versions;

	private final List<Integer> crowded = new ArrayList<>(0);

	private boolean emptied = true;

	TagVersions(int[] buckets) {
		this.buckets = buckets;
		this.versions = new long[buckets.length + 1];
	}

	void set(int bucket, long version, int rows) {
		if (bucket == TagTable.EVERY) {
			this.emptied = false;
			this.versions[0] = version;
		}
		else {
			this.versions[Arrays.binarySearch(this.buckets, bucket) + 1] = version;
		}
		if (rows > MOST_ROWS) {
			this.crowded.add(bucket);
		}
	}

	/**
	 * Returns whether the table is new or was emptied: the versions may have been there
	 * before.
	 * @return {@code true} if {@link TagTable#EVERY} has no row
	 */
	boolean emptied() {
		return this.emptied;
	}

	/**
	 * Returns the buckets that should be compacted.
	 * @return their numbers
	 */
	List<Integer> crowded() {
		return this.crowded;
	}

	/**
	 * Returns the versions.
	 * @return that of {@link TagTable#EVERY}, and those of the buckets
	 */
	long[] toArray() {
		return this.versions;
	}

}
