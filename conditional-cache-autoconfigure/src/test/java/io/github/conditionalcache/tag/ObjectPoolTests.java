package io.github.conditionalcache.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectPool}.
 */
class ObjectPoolTests {

	private final ObjectPool<AtomicInteger> spares = new ObjectPool<>(AtomicInteger::new);

	@Test
	void takeWhenGivenBackReturnsTheSame() {
		ObjectPool.Spare<AtomicInteger> first = this.spares.take();
		this.spares.giveBack(first);
		assertThat(this.spares.take().object()).isSameAs(first.object());
	}

	@Test
	void takeWhenInUseReturnsAnother() {
		ObjectPool.Spare<AtomicInteger> first = this.spares.take();
		ObjectPool.Spare<AtomicInteger> second = this.spares.take();
		assertThat(second.object()).isNotSameAs(first.object());
		this.spares.giveBack(second);
		assertThat(this.spares.take().object()).isNotSameAs(first.object());
	}

	@Test
	void takeWhenForgottenReturnsAnotherThatIsKept() {
		ObjectPool.Spare<AtomicInteger> first = this.spares.take();
		this.spares.forget(first);
		ObjectPool.Spare<AtomicInteger> second = this.spares.take();
		assertThat(second.object()).isNotSameAs(first.object());
		this.spares.giveBack(second);
		assertThat(this.spares.take().object()).isSameAs(second.object());
	}

	@Test
	void objectsAreUsedByOneThreadAtATime() throws Exception {
		// More threads than places, so that some share one
		int threads = 64;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		List<Future<Integer>> shared = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			shared.add(executor.submit(this::useOften));
		}
		executor.shutdown();
		for (Future<Integer> one : shared) {
			assertThat(one.get(1, TimeUnit.MINUTES)).isZero();
		}
	}

	private int useOften() {
		int shared = 0;
		for (int i = 0; i < 400_000; i++) {
			ObjectPool.Spare<AtomicInteger> spare = this.spares.take();
			shared += spare.object().incrementAndGet() - 1;
			spare.object().decrementAndGet();
			this.spares.giveBack(spare);
		}
		return shared;
	}

}
