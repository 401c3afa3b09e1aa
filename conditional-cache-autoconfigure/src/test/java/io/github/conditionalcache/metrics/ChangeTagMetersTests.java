package io.github.conditionalcache.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.MarkingStore.Mark;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import io.github.conditionalcache.change.StoreObserver.Call;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChangeTagMeters}.
 */
class ChangeTagMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MemoryChangeTagStore store = new MemoryChangeTagStore(Duration.ofHours(1));

	private final ChangeTagMeters meters = new ChangeTagMeters(this.registry, this.store);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			call,           operation, result
			READ_SETTLED,   read,      settled
			READ_UNSETTLED, read,      unsettled
			READ_FAILED,    read,      failed
			NOTED,          note,      noted
			NOT_NOTED,      note,      failed
			""")
	void callIsTimedByWhatItCameTo(Call call, String operation, String result) {
		this.meters.called(call, 2_000);
		this.meters.called(call, 3_000);
		assertThat(this.registry.get("conditional.cache.changes.store")
			.tags("operation", operation, "result", result)
			.timer()
			.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(5_000);
		assertThat(this.registry.get("conditional.cache.changes.store")
			.timers()
			.stream()
			.mapToLong((timer) -> timer.count())).containsOnlyOnce(2L);
	}

	@ParameterizedTest
	@CsvSource({ "COMMITTED, committed", "ROLLED_BACK, rolled_back", "UNKNOWN, unknown" })
	void changeIsCountedByItsOutcome(Outcome outcome, String tag) {
		this.meters.ended(outcome);
		assertThat(this.registry.get("conditional.cache.changes").tag("outcome", tag).counter().count()).isEqualTo(1);
		assertThat(this.registry.get("conditional.cache.changes").counters()).hasSize(3)
			.filteredOn((counter) -> counter.count() == 0)
			.hasSize(2);
	}

	@Test
	void bucketsThatAreChangingAreShown() {
		Mark mark = this.store.mark(new int[] { 1, 7 });
		this.store.mark(new int[] { 7 }).end(Outcome.UNKNOWN);
		assertThat(this.registry.get("conditional.cache.changes.changing").gauge().value()).isEqualTo(2);
		mark.end(Outcome.COMMITTED);
		assertThat(this.registry.get("conditional.cache.changes.changing").gauge().value()).isEqualTo(1);
	}

	@Test
	void storeThatCountsNoBucketsHasNoGauge() {
		SimpleMeterRegistry other = new SimpleMeterRegistry();
		new ChangeTagMeters(other, (ChangeTagStore) (buckets) -> null);
		assertThat(other.find("conditional.cache.changes.changing").gauge()).isNull();
		assertThat(other.find("conditional.cache.changes").counters()).isNotEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "CHANGES", "STORE", "CHANGING" })
	void metersAreDocumented(ConditionalCacheMeters documented) {
		Meter meter = this.registry.get(documented.getName()).meter();
		assertThat(meter.getId().getType()).isEqualTo(documented.getType());
		assertThat(meter.getId().getBaseUnit())
			.isEqualTo((documented == ConditionalCacheMeters.STORE) ? "seconds" : documented.getBaseUnit());
		assertThat(meter.getId().getTags()).extracting(Tag::getKey)
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(documented.getKeyNames()).map(KeyName::asString).toList());
	}

}
