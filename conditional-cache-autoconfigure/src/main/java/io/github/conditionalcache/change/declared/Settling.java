package io.github.conditionalcache.change.declared;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

import io.github.conditionalcache.change.Buckets;
import org.jspecify.annotations.Nullable;

/**
 * Holds versions back that are younger than the time that replicas and caches take to
 * follow the data. A version is as old as the time since it was first read here, which is
 * never too long: it was made before. The memory is fixed: buckets that share a place
 * start each other's time anew, which costs answers that are late. Thread-safe.
 */
public final class Settling {

	private final AtomicReferenceArray<@Nullable Seen> seen = new AtomicReferenceArray<>(Buckets.COUNT);

	private final long nanos;

	private final LongSupplier clock;

	/**
	 * Creates the memory.
	 * @param time how long replicas and caches may take
	 */
	public Settling(Duration time) {
		this(time, System::nanoTime);
	}

	/**
	 * Creates the memory.
	 * @param time how long replicas and caches may take
	 * @param clock the time in nanoseconds, from any beginning
	 */
	Settling(Duration time, LongSupplier clock) {
		this.nanos = time.toNanos();
		this.clock = clock;
	}

	/**
	 * Returns whether versions are old enough.
	 * @param buckets the buckets
	 * @param versions their versions
	 * @return {@code false} if the data may not be everywhere
	 */
	boolean isOver(int[] buckets, long[] versions) {
		long now = this.clock.getAsLong();
		int place = place(buckets);
		Seen last = this.seen.get(place);
		if (last != null && Arrays.equals(last.versions, versions) && Arrays.equals(last.buckets, buckets)) {
			return now - last.since >= this.nanos;
		}
		// Another thread may have put the same there, or something older: then it begins
		// later
		this.seen.set(place, new Seen(buckets, versions, now));
		return false;
	}

	private static int place(int[] buckets) {
		return (buckets.length == 1) ? buckets[0] : Math.floorMod(Arrays.hashCode(buckets), Buckets.COUNT);
	}

	private static final class Seen {

		private final int[] buckets;

		private final long[] versions;

		private final long since;

		private Seen(int[] buckets, long[] versions, long since) {
			this.buckets = buckets;
			this.versions = versions;
			this.since = since;
		}

	}

}
