package io.github.conditionalcache.diagnostics.flapping;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.diagnostics.flapping.RecentContents.Request;
import io.github.conditionalcache.diagnostics.flapping.RecentContents.Run;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentContents}.
 */
class RecentContentsTests {

	private final RecentContents recent = new RecentContents(3, 1000, 4);

	@Test
	void runHoldsTheLastContents() {
		for (int i = 0; i < 6; i++) {
			Run run = add("a", 10, i);
			assertThat(run.contents()).hasSize(Math.min(i + 1, 4));
			assertThat(run.repeated()).isFalse();
		}
		assertThat(this.recent.bytes()).isEqualTo(40);
	}

	@Test
	void runWhenContentRepeatsBeginsAnew() {
		add("a", 10, 1);
		add("a", 10, 2);
		Run run = add("a", 10, 1);
		assertThat(run.repeated()).isTrue();
		assertThat(run.contents()).hasSize(1);
		assertThat(this.recent.bytes()).isEqualTo(10);
	}

	@Test
	void requestNotSeenForLongestIsForgotten() {
		add("a", 10, 1);
		add("b", 10, 1);
		add("c", 10, 1);
		add("a", 10, 2);
		add("d", 10, 1);
		assertThat(this.recent.requests()).isEqualTo(3);
		assertThat(add("a", 10, 3).contents()).hasSize(3);
		assertThat(add("b", 10, 2).contents()).hasSize(1);
	}

	@Test
	void bytesStayWithinTheLimit() {
		add("a", 400, 1);
		add("b", 400, 1);
		add("c", 400, 1);
		assertThat(this.recent.requests()).isEqualTo(2);
		assertThat(this.recent.bytes()).isEqualTo(800);
		add("d", 1001, 1);
		assertThat(this.recent.requests()).isZero();
		assertThat(this.recent.bytes()).isZero();
	}

	@Test
	void longContentIsNotKept() {
		assertThat(Content.of(new byte[Content.LONGEST_KEPT]).keptSize()).isEqualTo(Content.LONGEST_KEPT);
		assertThat(Content.of(new byte[Content.LONGEST_KEPT + 1]).keptSize()).isZero();
	}

	@Test
	void addFromManyThreadsStaysWithinTheLimits() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		for (int t = 0; t < 4; t++) {
			threads.execute(() -> {
				Random random = new Random(1);
				for (int i = 0; i < 5000; i++) {
					add("request " + random.nextInt(6), random.nextInt(1, 400), random.nextInt(5));
				}
			});
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.recent.requests()).isBetween(1, 3);
		assertThat(this.recent.bytes()).isBetween(1L, 1000L);
		for (String request : new String[] { "x", "y", "z" }) {
			add(request, 1, 0);
		}
		assertThat(this.recent.bytes()).isEqualTo(3);
	}

	private Run add(String request, int size, int first) {
		byte[] bytes = new byte[size];
		bytes[0] = (byte) first;
		return this.recent.add(new Request("handler", request), Content.of(bytes));
	}

}
