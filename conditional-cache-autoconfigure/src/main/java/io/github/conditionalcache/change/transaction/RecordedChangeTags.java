package io.github.conditionalcache.change.transaction;

import java.util.Collection;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.StoreObserver;

/**
 * Notes changes in a store. Thread-safe.
 */
public final class RecordedChangeTags implements ChangeTags {

	private final ChangeRecorder recorder;

	/**
	 * Creates the tags.
	 * @param store keeps their versions
	 * @param transaction the transaction of a thread
	 * @param observer sees how the store fares
	 * @throws IllegalArgumentException if the store is neither a marking nor a
	 * transactional one
	 */
	public RecordedChangeTags(ChangeTagStore store, CurrentTransaction transaction, StoreObserver observer) {
		this.recorder = ChangeRecorders.of(store, transaction, observer);
	}

	@Override
	public void touch(Collection<String> tags) {
		this.recorder.touch(Buckets.of(tags));
	}

	@Override
	public void touchAll() {
		this.recorder.touch(Buckets.all());
	}

	@Override
	public <T, E extends Exception> T changing(Collection<String> tags, Write<T, E> write) throws E {
		return this.recorder.changing(Buckets.of(tags), write, null);
	}

}
