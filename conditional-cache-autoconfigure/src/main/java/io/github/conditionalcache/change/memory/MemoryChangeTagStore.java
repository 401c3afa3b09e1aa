package io.github.conditionalcache.change.memory;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.MarkingStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the versions in the memory of this process, which takes 512 KiB whatever the
 * number of tags. Serves one node: the writes of another one are not seen here. A random
 * epoch enters each answer, so none comes again after a restart. Thread-safe.
 */
public final class MemoryChangeTagStore implements MarkingStore {

	private final BucketWords words = new BucketWords(Buckets.COUNT + 1);

	private final Queue<MemoryMark> unresolved = new ConcurrentLinkedQueue<>();

	private final long epoch = new SecureRandom().nextLong();

	private final long lease;

	private final LongSupplier clock;

	/**
	 * Creates the store.
	 * @param lease how long a commit whose result is unknown may still take
	 */
	public MemoryChangeTagStore(Duration lease) {
		this(lease, System::nanoTime);
	}

	/**
	 * Creates the store.
	 * @param lease how long a commit whose result is unknown may still take
	 * @param clock the time in nanoseconds, from any beginning
	 */
	MemoryChangeTagStore(Duration lease, LongSupplier clock) {
		this.lease = lease.toNanos();
		this.clock = clock;
	}

	@Override
	public long @Nullable [] read(int[] buckets) {
		endOverdueMarks();
		long[] versions = new long[buckets.length + 2];
		versions[0] = this.epoch;
		versions[1] = this.words.version(Buckets.ALL);
		boolean stable = versions[1] >= 0;
		for (int i = 0; i < buckets.length; i++) {
			versions[i + 2] = this.words.version(buckets[i]);
			stable &= versions[i + 2] >= 0;
		}
		return stable ? versions : null;
	}

	@Override
	public OptionalInt changing() {
		endOverdueMarks();
		return OptionalInt.of(this.words.marked());
	}

	// In the order of their deadlines. Each is removed before it is ended, since several
	// readers may find it overdue
	private void endOverdueMarks() {
		MemoryMark mark = this.unresolved.peek();
		while (mark != null && this.clock.getAsLong() - mark.deadline >= 0) {
			if (this.unresolved.remove(mark)) {
				unmark(mark.buckets, mark.buckets.length, true);
			}
			mark = this.unresolved.peek();
		}
	}

	@Override
	public Mark mark(int[] buckets) {
		for (int i = 0; i < buckets.length; i++) {
			if (!this.words.mark(buckets[i])) {
				unmark(buckets, i, false);
				throw new ChangeTagsUnavailableException(
						"A change tag is being changed by more writers at once than can be counted", null);
			}
		}
		return new MemoryMark(buckets);
	}

	private void unmark(int[] buckets, int count, boolean changed) {
		for (int i = 0; i < count; i++) {
			this.words.unmark(buckets[i], changed);
		}
	}

	/**
	 * The marks of one writer.
	 */
	private final class MemoryMark implements Mark {

		private final int[] buckets;

		private long deadline;

		private MemoryMark(int[] buckets) {
			this.buckets = buckets;
		}

		@Override
		public void end(Outcome outcome) {
			if (outcome == Outcome.UNKNOWN) {
				this.deadline = MemoryChangeTagStore.this.clock.getAsLong() + MemoryChangeTagStore.this.lease;
				MemoryChangeTagStore.this.unresolved.add(this);
			}
			else {
				unmark(this.buckets, this.buckets.length, outcome == Outcome.COMMITTED);
			}
		}

	}

}
