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
	 * @return where it may be kept, or {@code null} if there is certainly none
	 */
	@Nullable Keeper find();

	/**
	 * Forgets the data that the current thread has read, so that the handler reads it
	 * anew. Called after the version has been looked up, if nothing had been found
	 * before.
	 */
	default void forget() {
	}

	/**
	 * Something that may keep data that was read.
	 */
	enum Keeper {

		/** A transaction, whose snapshot may be older than the version. */
		TRANSACTION("a transaction is active"),

		/** A persistence context, which gives an entity a second time as it was. */
		PERSISTENCE_CONTEXT("the persistence context holds entities, or does not tell");

		private final String description;

		Keeper(String description) {
			this.description = description;
		}

		@Override
		public String toString() {
			return this.description;
		}

	}

}
