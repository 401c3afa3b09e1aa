package io.github.conditionalcache;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import com.sun.management.ThreadMXBean;

/**
 * Bytes that code allocates: other than times they are the same on every run, once the
 * code is compiled.
 */
public final class Allocation {

	private static final int ROUNDS = 60;

	private static final int LEAST_ROUNDS = 5;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final Predicate<String> threads;

	private Allocation(Predicate<String> threads) {
		this.threads = threads;
	}

	/**
	 * Counts what this thread allocates.
	 * @return the counter
	 */
	public static Allocation ofThisThread() {
		String own = Thread.currentThread().getName();
		return new Allocation(own::equals);
	}

	/**
	 * Counts what some threads allocate.
	 * @param threads tells by its name whether a thread counts
	 * @return the counter
	 */
	public static Allocation ofThreads(Predicate<String> threads) {
		return new Allocation(threads);
	}

	/**
	 * Measures how much more some code allocates than other code, in rounds, until it is
	 * no more than expected: the first rounds meet code that is not compiled yet.
	 * @param code the code
	 * @param base what it is compared with
	 * @param times how often each is called in a round
	 * @param expected how much more it may allocate
	 * @return how much more a call allocates, in the best round of each
	 * @throws Exception if a call fails
	 */
	public long difference(Callable<?> code, Callable<?> base, int times, long expected) throws Exception {
		long own = Long.MAX_VALUE;
		long other = Long.MAX_VALUE;
		for (int round = 0; round < ROUNDS && (round < LEAST_ROUNDS || own - other > expected); round++) {
			own = Math.min(own, perCall(code, times));
			other = Math.min(other, perCall(base, times));
		}
		return own - other;
	}

	private long perCall(Callable<?> code, int times) throws Exception {
		long[] ids = Arrays.stream(THREADS.dumpAllThreads(false, false, 0))
			.filter((thread) -> this.threads.test(thread.getThreadName()))
			.mapToLong(ThreadInfo::getThreadId)
			.toArray();
		if (ids.length == 0) {
			throw new IllegalStateException("There is no such thread");
		}
		long before = sum(ids);
		for (int i = 0; i < times; i++) {
			code.call();
		}
		return (sum(ids) - before) / times;
	}

	private static long sum(long[] ids) {
		return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
	}

}
