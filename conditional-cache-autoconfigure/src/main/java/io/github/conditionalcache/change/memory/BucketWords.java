package io.github.conditionalcache.change.memory;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Version and number of open marks of each bucket, both in one word, so that they are
 * read and changed together. Thread-safe.
 */
final class BucketWords {

	private static final int MARK_BITS = 16;

	private static final int MOST_MARKS = (1 << MARK_BITS) - 1;

	private static final long ONE_VERSION = 1L << MARK_BITS;

	private final AtomicLongArray words;

	BucketWords(int count) {
		this.words = new AtomicLongArray(count);
	}

	/**
	 * Sets one more mark.
	 * @param bucket number of the bucket
	 * @return {@code false} if it has as many marks as can be counted
	 */
	boolean mark(int bucket) {
		long word;
		do {
			word = this.words.get(bucket);
			if (marks(word) == MOST_MARKS) {
				return false;
			}
		}
		while (!this.words.compareAndSet(bucket, word, word + 1));
		return true;
	}

	/**
	 * Takes one mark away.
	 * @param bucket number of the bucket, which has a mark
	 * @param changed whether it gets a new version in the same step
	 */
	void unmark(int bucket, boolean changed) {
		this.words.addAndGet(bucket, changed ? ONE_VERSION - 1 : -1);
	}

	/**
	 * Returns the version of a bucket.
	 * @param bucket number of the bucket
	 * @return the version, or -1 if it has a mark
	 */
	long version(int bucket) {
		long word = this.words.get(bucket);
		return (marks(word) == 0) ? word >>> MARK_BITS : -1;
	}

	/**
	 * Counts the buckets that have a mark.
	 * @return how many
	 */
	int marked() {
		int count = 0;
		for (int i = 0; i < this.words.length(); i++) {
			count += (marks(this.words.get(i)) > 0) ? 1 : 0;
		}
		return count;
	}

	private static int marks(long word) {
		return (int) (word & MOST_MARKS);
	}

}
