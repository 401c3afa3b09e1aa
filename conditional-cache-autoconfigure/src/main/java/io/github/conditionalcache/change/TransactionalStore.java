package io.github.conditionalcache.change;

/**
 * A store that notes changes in the transaction of the data, so that both become visible
 * together. Must be thread-safe.
 *
 * @since 0.1.0
 */
public interface TransactionalStore extends ChangeTagStore {

	/**
	 * Gives buckets new versions within the transaction of the current thread.
	 * @param buckets numbers from 0 to {@link Buckets#COUNT} - 1 or {@link Buckets#ALL},
	 * ascending, each once
	 * @throws ChangeTagsUnavailableException if the store is not part of that
	 * transaction, or the change can't be written
	 */
	void append(int[] buckets);

	/**
	 * Runs a write within a transaction of the data: the current one, or else a new one.
	 * @param <T> type of the result
	 * @param <E> type of the exceptions that it may throw
	 * @param write the write, which calls {@link #append(int[])}
	 * @return the value that the write has returned
	 * @throws E if the write throws it; the transaction is rolled back for unchecked
	 * exceptions and errors, as Spring does
	 */
	<T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E;

}
