package io.github.conditionalcache.change.nodes;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.MarkingStore;
import org.jspecify.annotations.Nullable;

/**
 * Marks in memory, with a mistake. The moment in which it matters is made longer.
 */
final class MistakenMarks implements MarkingStore {

	private static final int PAUSE_MILLIS = 20;

	private final Supplier<Mistake> mistake;

	private final long[] versions = new long[Buckets.COUNT];

	private final int[] marks = new int[Buckets.COUNT];

	MistakenMarks(Supplier<Mistake> mistake) {
		this.mistake = mistake;
	}

	@Override
	public synchronized long @Nullable [] read(int[] buckets) {
		boolean marked = Arrays.stream(buckets).anyMatch((bucket) -> this.marks[bucket] > 0);
		return marked ? null : Arrays.stream(buckets).mapToLong((bucket) -> this.versions[bucket]).toArray();
	}

	@Override
	public synchronized Mark mark(int[] buckets) {
		if (this.mistake.get() != Mistake.NO_MARK) {
			Arrays.stream(buckets).forEach((bucket) -> this.marks[bucket]++);
		}
		return (outcome) -> {
			pause();
			end(buckets);
		};
	}

	private synchronized void end(int[] buckets) {
		for (int bucket : buckets) {
			this.versions[bucket]++;
			this.marks[bucket] = (this.mistake.get() == Mistake.SHARED_MARK) ? 0 : Math.max(0, this.marks[bucket] - 1);
		}
	}

	private static void pause() {
		try {
			new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
