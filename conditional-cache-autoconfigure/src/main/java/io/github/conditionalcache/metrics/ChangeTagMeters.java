package io.github.conditionalcache.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.MarkingStore.Outcome;
import io.github.conditionalcache.change.StoreObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Counts changes, times the store of change tags, and shows how many buckets are
 * changing. All meters are there, at zero, once there is a store. Thread-safe.
 */
public final class ChangeTagMeters implements StoreObserver {

	private final Map<Call, Timer> calls = new EnumMap<>(Call.class);

	private final Map<Outcome, Counter> changes = new EnumMap<>(Outcome.class);

	/**
	 * Registers the meters.
	 * @param registry holds them
	 * @param store is shown
	 */
	public ChangeTagMeters(MeterRegistry registry, ChangeTagStore store) {
		for (Call call : Call.values()) {
			this.calls.put(call, timer(call).register(registry));
		}
		for (Outcome outcome : Outcome.values()) {
			this.changes.put(outcome,
					Counter.builder(ConditionalCacheMeters.CHANGES.getName())
						.description("Changes of tags by what has become of the data")
						.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
						.register(registry));
		}
		if (store instanceof MarkingStore marking && marking.changing().isPresent()) {
			Gauge.builder(ConditionalCacheMeters.CHANGING.getName(), marking, ChangeTagMeters::changing)
				.description("Buckets of tags that are changing, so that their answers are made by the controller")
				.baseUnit(ConditionalCacheMeters.CHANGING.getBaseUnit())
				.register(registry);
		}
	}

	private static double changing(MarkingStore store) {
		OptionalInt count = store.changing();
		return count.isPresent() ? count.getAsInt() : Double.NaN;
	}

	private static Timer.Builder timer(Call call) {
		return Timer.builder(ConditionalCacheMeters.STORE.getName())
			.description("Calls of the store of change tags")
			.serviceLevelObjectives(MeteringListener.buckets())
			.tags("operation", operation(call), "result", result(call));
	}

	private static String operation(Call call) {
		return switch (call) {
			case READ_SETTLED, READ_UNSETTLED, READ_FAILED -> "read";
			case NOTED, NOT_NOTED -> "note";
		};
	}

	private static String result(Call call) {
		return switch (call) {
			case READ_SETTLED -> "settled";
			case READ_UNSETTLED -> "unsettled";
			case NOTED -> "noted";
			case READ_FAILED, NOT_NOTED -> "failed";
		};
	}

	@Override
	public void called(Call call, long nanos) {
		Timer timer = this.calls.get(call);
		if (timer != null) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public void ended(Outcome outcome) {
		Counter counter = this.changes.get(outcome);
		if (counter != null) {
			counter.increment();
		}
	}

}
