package io.github.conditionalcache.change.jdbc;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Has crowded buckets compacted, apart from the requests that have found them. Nothing
 * depends on it but the time that reading takes, so a failure is only logged at debug,
 * and no other attempt follows for a while. Thread-safe.
 */
final class Compactor {

	private static final Log logger = LogFactory.getLog(Compactor.class);

	private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

	private final Consumer<int[]> compaction;

	private final Executor executor;

	private final LongSupplier clock;

	private volatile long notBefore;

	/**
	 * Creates the compactor.
	 * @param compaction compacts those of some buckets that need it
	 * @param executor runs it, or drops it
	 * @param clock the time in nanoseconds, from any beginning
	 */
	Compactor(Consumer<int[]> compaction, Executor executor, LongSupplier clock) {
		this.compaction = compaction;
		this.executor = executor;
		this.clock = clock;
		this.notBefore = clock.getAsLong();
	}

	/**
	 * Returns an executor that drops what comes while it is busy. Its thread ends when
	 * there is nothing to do, and keeps no application running.
	 * @return the executor
	 */
	static Executor oneAtATime() {
		return new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), (task) -> {
			Thread thread = new Thread(task, "conditional-cache-compaction");
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
	}

	/**
	 * Takes note of buckets some of which have many rows.
	 * @param buckets their numbers
	 */
	void crowded(int[] buckets) {
		if (this.clock.getAsLong() - this.notBefore >= 0) {
			this.executor.execute(() -> compact(buckets));
		}
	}

	private void compact(int[] buckets) {
		try {
			this.compaction.accept(buckets);
		}
		catch (RuntimeException ex) {
			this.notBefore = this.clock.getAsLong() + PAUSE;
			logger.debug("Change tags could not be compacted: buckets " + Arrays.toString(buckets), ex);
		}
	}

}
