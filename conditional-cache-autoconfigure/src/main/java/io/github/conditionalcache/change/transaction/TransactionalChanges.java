package io.github.conditionalcache.change.transaction;

import java.util.function.Function;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.TransactionalStore;
import org.jspecify.annotations.Nullable;

/**
 * Notes changes in a store that is part of the transaction, so that they are visible at
 * the same moment as the data. Thread-safe.
 */
final class TransactionalChanges implements ChangeRecorder {

	private final TransactionalStore store;

	TransactionalChanges(TransactionalStore store) {
		this.store = store;
	}

	@Override
	public void touch(int[] buckets) {
		this.store.inTransaction(() -> {
			this.store.append(buckets);
			return buckets;
		});
	}

	@Override
	public <T, E extends Exception> T changing(int[] known, ChangeTags.Write<T, E> write,
			@Nullable Function<? super T, int[]> further) throws E {
		return this.store.inTransaction(() -> {
			this.store.append(known);
			return (further != null) ? changing(write, further) : write.run();
		});
	}

	private <T, E extends Exception> T changing(ChangeTags.Write<T, E> write, Function<? super T, int[]> further)
			throws E {
		// The transaction may be committed although the write throws
		int[] changed = Buckets.all();
		try {
			T result = write.run();
			changed = further.apply(result);
			return result;
		}
		finally {
			this.store.append(changed);
		}
	}

}
