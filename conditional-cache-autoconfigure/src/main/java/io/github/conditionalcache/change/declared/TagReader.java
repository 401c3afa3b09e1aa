package io.github.conditionalcache.change.declared;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.StoreObserver.Call;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Reads the versions of change tags, and shows how long that takes. Thread-safe.
 */
public final class TagReader {

	private final ChangeTagStore store;

	private final StoreObserver observer;

	private final @Nullable Settling settling;

	/**
	 * Creates the reader.
	 * @param store knows the versions
	 * @param observer sees how the store fares
	 * @param settling holds young versions back, or {@code null} if none is too young
	 */
	public TagReader(ChangeTagStore store, StoreObserver observer, @Nullable Settling settling) {
		this.store = store;
		this.observer = observer;
		this.settling = settling;
	}

	/**
	 * Finds the reader of an application.
	 * @param beans the beans of the application
	 * @return the reader, or {@code null} if there is no store
	 */
	static @Nullable TagReader of(BeanFactory beans) {
		TagReader reader = beans.getBeanProvider(TagReader.class).getIfAvailable();
		if (reader != null) {
			return reader;
		}
		ChangeTagStore store = beans.getBeanProvider(ChangeTagStore.class).getIfAvailable();
		return (store != null) ? new TagReader(store, StoreObserver.NONE, null) : null;
	}

	/**
	 * Reads the versions of buckets.
	 * @param buckets the buckets, ascending, each once; kept, so not to be changed
	 * @return the versions, or {@code null} while they are not certain
	 * @throws RuntimeException if they can't be read
	 */
	long @Nullable [] read(int[] buckets) {
		long start = System.nanoTime();
		Call call = Call.READ_FAILED;
		try {
			long[] versions = settled(buckets);
			call = (versions != null) ? Call.READ_SETTLED : Call.READ_UNSETTLED;
			return versions;
		}
		finally {
			this.observer.called(call, System.nanoTime() - start);
		}
	}

	private long @Nullable [] settled(int[] buckets) {
		long[] versions = this.store.read(buckets);
		boolean young = versions != null && this.settling != null && !this.settling.isOver(buckets, versions);
		return young ? null : versions;
	}

}
