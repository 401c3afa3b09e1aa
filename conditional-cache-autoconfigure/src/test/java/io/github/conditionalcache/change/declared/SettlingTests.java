package io.github.conditionalcache.change.declared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.conditionalcache.change.Buckets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Settling}.
 */
class SettlingTests {

	private static final int[] ONE = { 7 };

	private static final int[] TWO = { 7, 9 };

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 3);

	private final Settling settling = new Settling(Duration.ofNanos(10), this.now::get);

	private boolean isOver(int[] buckets, long... versions) {
		return this.settling.isOver(buckets.clone(), versions);
	}

	@Test
	void versionIsYoungUntilTheTimeIsOver() {
		assertThat(isOver(ONE, 1, 2)).isFalse();
		this.now.addAndGet(9);
		assertThat(isOver(ONE, 1, 2)).isFalse();
		this.now.addAndGet(1);
		assertThat(isOver(ONE, 1, 2)).isTrue();
		assertThat(isOver(ONE, 1, 2)).isTrue();
	}

	@Test
	void eachChangeBeginsAnew() {
		isOver(ONE, 1, 2);
		this.now.addAndGet(10);
		assertThat(isOver(ONE, 1, 3)).isFalse();
		this.now.addAndGet(9);
		assertThat(isOver(ONE, 1, 3)).isFalse();
		this.now.addAndGet(1);
		assertThat(isOver(ONE, 1, 3)).isTrue();
		// As after a restore
		assertThat(isOver(ONE, 1, 2)).isFalse();
	}

	@Test
	void bucketsAreTimedApart() {
		isOver(ONE, 1, 2);
		this.now.addAndGet(10);
		assertThat(isOver(TWO, 1, 2, 3)).isFalse();
		assertThat(isOver(ONE, 1, 2)).isTrue();
		this.now.addAndGet(10);
		assertThat(isOver(TWO, 1, 2, 3)).isTrue();
	}

	@Test
	void bucketsThatShareAPlaceAreNeverTakenForEachOther() {
		int[] same = { 31 * 31 + 31 * 7 + 9 & Buckets.COUNT - 1 };
		assertThat(isOver(TWO, 1, 2)).isFalse();
		this.now.addAndGet(10);
		assertThat(isOver(same, 1, 2)).isFalse();
		assertThat(isOver(TWO, 1, 2)).isFalse();
	}

}
