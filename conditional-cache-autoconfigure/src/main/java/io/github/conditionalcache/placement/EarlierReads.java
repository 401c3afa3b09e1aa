package io.github.conditionalcache.placement;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the handler may get data that was read before the version is: a
 * version that is newer than the data must not label it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EarlierReads {

	/**
	 * Nothing keeps data for the handler.
	 */
	EarlierReads NONE = () -> null;

	/**
	 * Looks for data that the current thread may have read already and will be given
	 * again.
	 * @return what was found, or {@code null} if there is certainly none
	 */
	@Nullable String find();

	/**
	 * Forgets what the current thread has read, so that the handler reads it anew. Called
	 * after the version has been looked up, if nothing had been found before.
	 */
	default void forget() {
	}

}
