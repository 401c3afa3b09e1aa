package io.github.conditionalcache.change.connection;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;

import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.MarkingStore.Mark;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The marks of the current transaction of one connection. A connection that nobody ends
 * and nobody holds any more leaves them to the lease, as a process does that was killed.
 * Thread-safe, since another thread may abort or close the connection.
 */
final class OpenMarks {

	// One thread for all, which ends when the class is unloaded
	private static final Cleaner CLEANER = Cleaner.create();

	private final MarkingStore store;

	private final BiConsumer<int[], Runnable> atEnd;

	private final Marks marks = new Marks();

	private Cleaner.@Nullable Cleanable abandoning;

	/**
	 * Creates the marks.
	 * @param store keeps them
	 * @param atEnd runs code that ends marks of buckets when the callbacks of a
	 * transaction are over, which may evict what was read before
	 */
	OpenMarks(MarkingStore store, BiConsumer<int[], Runnable> atEnd) {
		this.store = store;
		this.atEnd = atEnd;
	}

	/**
	 * Marks the buckets that have no mark in the transaction yet.
	 * @param buckets the buckets, ascending, each once
	 */
	synchronized void mark(int[] buckets) {
		int[] further = this.marks.without(buckets);
		if (further.length > 0) {
			this.marks.add(this.store.mark(further), further);
			if (this.abandoning == null) {
				this.abandoning = CLEANER.register(this, this.marks::abandon);
			}
		}
	}

	/**
	 * Ends the marks.
	 * @param outcome what has become of the data
	 */
	void end(Outcome outcome) {
		Marks ended = new Marks();
		synchronized (this) {
			this.marks.moveTo(ended);
			if (this.abandoning != null) {
				this.abandoning.clean();
				this.abandoning = null;
			}
		}
		if (!ended.marks.isEmpty()) {
			this.atEnd.accept(ended.marked.stream().toArray(), () -> ended.end(outcome));
		}
	}

	/**
	 * Marks, and the buckets that they are of. Knows nothing that holds the connection.
	 */
	private static final class Marks {

		private final BitSet marked = new BitSet();

		private final List<Mark> marks = new ArrayList<>();

		synchronized int[] without(int[] buckets) {
			return Arrays.stream(buckets).filter((bucket) -> !this.marked.get(bucket)).toArray();
		}

		synchronized void add(Mark mark, int[] buckets) {
			this.marks.add(mark);
			Arrays.stream(buckets).forEach(this.marked::set);
		}

		synchronized void moveTo(Marks other) {
			other.marks.addAll(this.marks);
			other.marked.or(this.marked);
			this.marks.clear();
			this.marked.clear();
		}

		synchronized void abandon() {
			end(Outcome.UNKNOWN);
			this.marks.clear();
		}

		private void end(Outcome outcome) {
			this.marks.forEach((mark) -> mark.end(outcome));
		}

	}

}
