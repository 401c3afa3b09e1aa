package io.github.conditionalcache.change.transaction;

import java.util.function.Function;

import io.github.conditionalcache.change.ChangeTags;
import org.jspecify.annotations.Nullable;

/**
 * Notes changes of buckets so that no reader is found unchanged by them once the data is
 * visible. Thread-safe.
 */
interface ChangeRecorder {

	/**
	 * Notes a change: with the current transaction, or at once.
	 * @param buckets the buckets, ascending, each once
	 */
	void touch(int[] buckets);

	/**
	 * Writes data and notes that it changes.
	 * @param <T> type of the result
	 * @param <E> type of the exceptions that the write may throw
	 * @param known the buckets that are known before the write
	 * @param write writes the data
	 * @param further finds the buckets that only the result shows, or {@code null} if
	 * there are none
	 * @return the value that the write has returned
	 * @throws E if the write throws it
	 */
	<T, E extends Exception> T changing(int[] known, ChangeTags.Write<T, E> write,
			@Nullable Function<? super T, int[]> further) throws E;

}
