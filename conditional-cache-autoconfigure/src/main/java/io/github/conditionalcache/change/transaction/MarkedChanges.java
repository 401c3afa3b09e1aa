package io.github.conditionalcache.change.transaction;

import java.util.function.Function;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.MarkingStore.Mark;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Notes changes in a store outside of the transaction: marks the buckets before the data
 * can be visible, and ends the marks after it is. Thread-safe.
 */
final class MarkedChanges implements ChangeRecorder {

	private final MarkingStore store;

	private final CurrentTransaction transaction;

	MarkedChanges(MarkingStore store, CurrentTransaction transaction) {
		this.store = store;
		this.transaction = transaction;
	}

	@Override
	public void touch(int[] buckets) {
		if (!this.transaction.mark(this.store, buckets)) {
			this.store.mark(buckets).end(Outcome.COMMITTED);
		}
	}

	@Override
	public <T, E extends Exception> T changing(int[] known, ChangeTags.Write<T, E> write,
			@Nullable Function<? super T, int[]> further) throws E {
		if (this.transaction.mark(this.store, known)) {
			return changingWithin(write, further);
		}
		return (further != null) ? changingAny(known, write, further) : changingKnown(known, write);
	}

	private <T, E extends Exception> T changingWithin(ChangeTags.Write<T, E> write,
			@Nullable Function<? super T, int[]> further) throws E {
		// The transaction may be committed although the write throws
		int[] changed = Buckets.all();
		try {
			T result = write.run();
			changed = (further != null) ? further.apply(result) : changed;
			return result;
		}
		finally {
			if (further != null) {
				this.transaction.mark(this.store, changed);
			}
		}
	}

	// An exception of the write may be the lost reply to a commit of its own
	private <T, E extends Exception> T changingKnown(int[] known, ChangeTags.Write<T, E> write) throws E {
		Mark mark = this.store.mark(known);
		Outcome outcome = Outcome.UNKNOWN;
		try {
			T result = write.run();
			outcome = Outcome.COMMITTED;
			return result;
		}
		finally {
			mark.end(outcome);
		}
	}

	// Without a transaction the data is visible before the result shows its tags, so
	// all buckets are marked until then
	private <T, E extends Exception> T changingAny(int[] known, ChangeTags.Write<T, E> write,
			Function<? super T, int[]> further) throws E {
		Mark any = this.store.mark(Buckets.all());
		Outcome ofAny = Outcome.UNKNOWN;
		try {
			T result = write.run();
			touchAtOnce(known);
			touchAtOnce(further.apply(result));
			ofAny = Outcome.ROLLED_BACK;
			return result;
		}
		finally {
			any.end(ofAny);
		}
	}

	private void touchAtOnce(int[] buckets) {
		this.store.mark(buckets).end(Outcome.COMMITTED);
	}

}
