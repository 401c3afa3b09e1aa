package io.github.conditionalcache.change;

/**
 * Sees how a store of change tags fares, as a bean. Must be thread-safe, and throw
 * nothing.
 *
 * @since 0.1.0
 */
public interface StoreObserver {

	/**
	 * Where nobody looks.
	 */
	StoreObserver NONE = new StoreObserver() {

		@Override
		public void called(Call call, long nanos) {
		}

		@Override
		public void ended(MarkingStore.Outcome outcome) {
		}

	};

	/**
	 * Called when the store has answered.
	 * @param call the kind of call, and whether it has succeeded
	 * @param nanos how long it took, in nanoseconds
	 */
	void called(Call call, long nanos);

	/**
	 * Called when a change has ended.
	 * @param outcome the fate of the data
	 */
	void ended(MarkingStore.Outcome outcome);

	/**
	 * Kinds of calls by their results.
	 */
	enum Call {

		/** The versions were read. */
		READ_SETTLED,

		/** A change is under way, or something else makes the versions uncertain. */
		READ_UNSETTLED,

		/** The versions could not be read. */
		READ_FAILED,

		/** A change was noted. */
		NOTED,

		/** A change could not be noted, and its data must not be written. */
		NOT_NOTED

	}

}
