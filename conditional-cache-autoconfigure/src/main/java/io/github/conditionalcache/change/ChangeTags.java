package io.github.conditionalcache.change;

import java.util.Collection;

/**
 * Notes the changes of an application, for code that no proxy stands before; see
 * {@link Modifies304} for methods of beans. Tags are written as readers name them, such
 * as {@code book:42}. Thread-safe.
 *
 * @since 0.1.0
 */
public interface ChangeTags {

	/**
	 * Notes that the data of some tags has changed. Within a transaction the change
	 * counts with its commit, and not at all after a roll-back. Outside it counts at
	 * once: call it when the write is visible, or use {@link #changing}, which also
	 * covers the time in between.
	 * @param tags the tags
	 * @throws IllegalArgumentException if a tag is empty
	 * @throws ChangeTagsUnavailableException if the store can't note it; the transaction
	 * must be rolled back, which the exception makes happen where it is not caught
	 */
	void touch(Collection<String> tags);

	/**
	 * Notes that the data of some tags has changed.
	 * @param tags the tags
	 * @see #touch(Collection)
	 */
	default void touch(String... tags) {
		touch(java.util.List.of(tags));
	}

	/**
	 * Notes that everything may have changed: every answer that is made of tags gets a
	 * new entity tag. For imports, restored backups, and statements by hand.
	 * @throws ChangeTagsUnavailableException if the store can't note it
	 */
	void touchAll();

	/**
	 * Writes data and notes that it changes. No answer is labelled or found unchanged by
	 * these tags before the write has ended.
	 * @param <T> type of the result
	 * @param <E> type of the exceptions that the write may throw
	 * @param tags the tags
	 * @param write writes the data, by the time that it returns
	 * @return the value that the write has returned
	 * @throws E if the write throws it. Unless a transaction rolls back, the tags count
	 * as changed then. Without a transaction they answer no request for the time of the
	 * store's lease, as a commit within the write may have lost its reply
	 * @throws IllegalArgumentException if a tag is empty; nothing is written then
	 * @throws ChangeTagsUnavailableException if the store can't note it; nothing is
	 * written then, or the transaction must be rolled back
	 */
	<T, E extends Exception> T changing(Collection<String> tags, Write<T, E> write) throws E;

	/**
	 * Writes data.
	 *
	 * @param <T> type of the result
	 * @param <E> type of the exceptions that it may throw
	 * @since 0.1.0
	 */
	@FunctionalInterface
	interface Write<T, E extends Exception> {

		/**
		 * Writes the data, by the time that it returns.
		 * @return the result
		 * @throws E if writing fails
		 */
		T run() throws E;

	}

}
