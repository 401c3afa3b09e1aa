package io.github.conditionalcache.diagnostics;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.ConditionalVerification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerStatistics}.
 */
class HandlerStatisticsTests {

	private final HandlerStatistics statistics = new HandlerStatistics();

	@Test
	void unknownHandlerHasNone() {
		assertThat(this.statistics.of("Books.get")).isEqualTo(HandlerFigures.NONE);
		assertThat(this.statistics.total().requests()).isZero();
		assertThat(this.statistics.total().hitRatio()).isNull();
		assertThat(this.statistics.total().revalidationRatio()).isNull();
		assertThat(this.statistics.total().validation().mean()).isNull();
	}

	@Test
	void outcomesAreCountedByHandler() {
		count("Books.get", Result.HIT, Reason.NONE, 10L, false, Duration.ofMillis(1));
		count("Books.get", Result.HIT, Reason.NONE, 100L, true, Duration.ofMillis(3));
		count("Books.get", Result.MISS, Reason.VARIANT, null, false, null);
		count("Books.all", Result.UNCONDITIONAL, Reason.NONE, null, false, null);
		HandlerFigures get = this.statistics.of("Books.get");
		assertThat(get.requests()).isEqualTo(3);
		assertThat(get.count(Result.HIT)).isEqualTo(2);
		assertThat(get.count(Reason.VARIANT)).isEqualTo(1);
		assertThat(get.revalidations()).isEqualTo(3);
		assertThat(get.saved()).isEqualTo(new HandlerFigures.Saved(10, 1, 100));
		assertThat(get.validation().count()).isEqualTo(2);
		assertThat(get.validation().mean()).isEqualTo(Duration.ofMillis(2));
		assertThat(get.handling().mean()).isEqualTo(Duration.ofMillis(20));
		HandlerFigures total = this.statistics.total();
		assertThat(total.requests()).isEqualTo(4);
		assertThat(total.hitRatio()).isEqualTo(2 / 3.0);
		assertThat(total.revalidationRatio()).isEqualTo(0.75);
		assertThat(total.saved()).isEqualTo(get.saved());
		assertThat(total.validation()).isEqualTo(get.validation());
	}

	@Test
	void verificationsAreCounted() {
		this.statistics.onVerification(
				new ConditionalVerification("Books.get", "/books", ConditionalVerification.Result.MISMATCH));
		HandlerFigures figures = this.statistics.of("Books.get");
		assertThat(figures.count(ConditionalVerification.Result.MISMATCH)).isEqualTo(1);
		assertThat(figures.count(ConditionalVerification.Result.MATCH)).isZero();
		assertThat(figures.requests()).isZero();
	}

	@Test
	void countsOfManyThreadsAddUp() throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		for (int i = 0; i < 8; i++) {
			threads.execute(() -> {
				for (int n = 0; n < 1000; n++) {
					count("Books." + (n % 3), Result.HIT, Reason.NONE, 1L, false, null);
				}
			});
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.statistics.total().requests()).isEqualTo(8000);
		assertThat(this.statistics.total().saved().exact()).isEqualTo(8000);
	}

	private void count(String handler, Result result, Reason reason, @Nullable Long saved, boolean estimated,
			@Nullable Duration validation) {
		this.statistics.onOutcome(new ConditionalRequestOutcome(handler, "GET", "/books", result, reason,
				ValidatorKind.VERSION, Phase.EARLY, saved, estimated, validation,
				(validation != null) ? validation.multipliedBy(10) : null));
	}

}
