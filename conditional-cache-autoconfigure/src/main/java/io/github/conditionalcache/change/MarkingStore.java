package io.github.conditionalcache.change;

import java.util.OptionalInt;

/**
 * A store outside of the transaction of the data. A change is marked before the data is
 * committed, and the mark is ended after it. While a bucket has a mark,
 * {@link #read(int[])} gives {@code null} for it. Must be thread-safe.
 *
 * @since 0.1.0
 */
public interface MarkingStore extends ChangeTagStore {

	/**
	 * Marks buckets as changing. When it returns, every reader sees the mark.
	 * @param buckets numbers from 0 to {@link Buckets#COUNT} - 1 or {@link Buckets#ALL},
	 * ascending, each once
	 * @return the mark, which nobody else's ends
	 * @throws ChangeTagsUnavailableException if they can't be marked; the data will not
	 * be committed
	 */
	Mark mark(int[] buckets);

	/**
	 * Returns how many buckets are changing now, {@link Buckets#ALL} as one of them.
	 * @return the number of buckets with marks, or empty if the store does not count them
	 */
	default OptionalInt changing() {
		return OptionalInt.empty();
	}

	/**
	 * The mark of one writer. Used by one thread at a time.
	 *
	 * @since 0.1.0
	 */
	interface Mark {

		/**
		 * Ends the mark. Called once.
		 * @param outcome the fate of the data
		 */
		void end(Outcome outcome);

	}

	/**
	 * The fate of the data that a mark was set for.
	 *
	 * @since 0.1.0
	 */
	enum Outcome {

		/**
		 * The data is visible: the buckets get new versions before the mark is taken
		 * away.
		 */
		COMMITTED,

		/**
		 * The data was rolled back before a commit was tried: the mark is taken away, and
		 * the versions stay.
		 */
		ROLLED_BACK,

		/**
		 * A commit was tried, and its result is not known: the data may become visible
		 * later. The mark stays until the lease of the store has ended; then the buckets
		 * get new versions.
		 */
		UNKNOWN

	}

}
