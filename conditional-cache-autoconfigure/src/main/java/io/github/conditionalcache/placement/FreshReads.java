package io.github.conditionalcache.placement;

/**
 * Makes reads after a failed transaction see the writes of others. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FreshReads {

	/**
	 * Where no transactions are known.
	 */
	FreshReads ALWAYS = () -> true;

	/**
	 * Forgets the data that the current thread has read before.
	 * @return {@code false} if a transaction goes on, in which nothing new can be read
	 */
	boolean begin();

}
