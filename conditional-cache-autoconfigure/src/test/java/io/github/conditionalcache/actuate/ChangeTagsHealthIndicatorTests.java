package io.github.conditionalcache.actuate;

import java.time.Duration;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChangeTagsHealthIndicator}.
 */
class ChangeTagsHealthIndicatorTests {

	@Test
	void storeThatNobodyUsesIsUp() {
		Health health = new ChangeTagsHealthIndicator(() -> null).health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("versions", "not used");
	}

	@Test
	void storeThatCanBeReadIsUp() {
		MemoryChangeTagStore store = new MemoryChangeTagStore(Duration.ofHours(1));
		ChangeTagsHealthIndicator indicator = new ChangeTagsHealthIndicator(() -> store);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(indicator.health().getDetails()).containsEntry("store", "MemoryChangeTagStore")
			.containsEntry("versions", "settled");
		store.mark(Buckets.all());
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(indicator.health().getDetails()).containsEntry("versions", "unsettled");
	}

	// An application that is down gets no requests, but this one answers all of them
	@Test
	void storeThatCannotBeReadIsUnknownAndNotDown() {
		Health health = new ChangeTagsHealthIndicator(() -> (buckets) -> {
			throw new ChangeTagsUnavailableException("The table is away", null);
		}).health();
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).containsEntry("versions", "unreadable").containsKey("error");
	}

}
