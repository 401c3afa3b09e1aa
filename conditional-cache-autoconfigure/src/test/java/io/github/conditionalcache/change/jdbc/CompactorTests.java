package io.github.conditionalcache.change.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Compactor}.
 */
class CompactorTests {

	private static final int[] ONE = { 1 };

	private static final int[] TWO = { 2, 3 };

	private final List<int[]> compacted = new ArrayList<>();

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

	@Test
	void crowdedBucketsAreCompacted() {
		Compactor compactor = new Compactor(this.compacted::add, Runnable::run, this.clock::get);
		compactor.crowded(ONE);
		compactor.crowded(TWO);
		assertThat(this.compacted).containsExactly(ONE, TWO);
	}

	@Test
	void crowdedBucketsSoonAfterFailureAreLeft() {
		Compactor compactor = new Compactor(this::fail, Runnable::run, this.clock::get);
		compactor.crowded(ONE);
		this.clock.addAndGet(TimeUnit.SECONDS.toNanos(10) - 1);
		compactor.crowded(TWO);
		assertThat(this.compacted).containsExactly(ONE);
		this.clock.addAndGet(1);
		compactor.crowded(TWO);
		assertThat(this.compacted).containsExactly(ONE, TWO);
	}

	private void fail(int[] buckets) {
		this.compacted.add(buckets);
		throw new IllegalStateException();
	}

	@Test
	void executorDropsWhatComesWhileItIsBusy() throws InterruptedException {
		ExecutorService executor = (ExecutorService) Compactor.oneAtATime();
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger runs = new AtomicInteger();
		AtomicBoolean daemon = new AtomicBoolean();
		executor.execute(() -> {
			daemon.set(Thread.currentThread().isDaemon());
			busy.countDown();
			runs.incrementAndGet();
			awaitQuietly(end);
		});
		busy.await();
		executor.execute(runs::incrementAndGet);
		end.countDown();
		executor.shutdown();
		assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(runs).hasValue(1);
		assertThat(daemon).isTrue();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
