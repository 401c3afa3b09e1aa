package io.github.conditionalcache.diagnostics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalVerification;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one handler. Adding allocates nothing. Thread-safe.
 */
final class HandlerCounts {

	private final EnumCounts<Result> results = new EnumCounts<>(Result.class);

	private final EnumCounts<Reason> reasons = new EnumCounts<>(Reason.class);

	private final EnumCounts<ConditionalVerification.Result> verifications = new EnumCounts<>(
			ConditionalVerification.Result.class);

	private final LongAdder exact = new LongAdder();

	private final LongAdder exactCount = new LongAdder();

	private final LongAdder estimated = new LongAdder();

	private final TimeSum validation = new TimeSum();

	private final TimeSum handling = new TimeSum();

	void add(ConditionalRequestOutcome outcome) {
		this.results.increment(outcome.result());
		this.reasons.increment(outcome.reason());
		Long saved = outcome.savedBytes();
		if (saved != null && outcome.savedEstimated()) {
			this.estimated.add(saved);
		}
		else if (saved != null) {
			this.exact.add(saved);
			this.exactCount.increment();
		}
		this.validation.add(outcome.validation());
		this.handling.add(outcome.handling());
	}

	void add(ConditionalVerification verification) {
		this.verifications.increment(verification.result());
	}

	HandlerFigures figures() {
		return new HandlerFigures(this.results.read(), this.reasons.read(),
				new HandlerFigures.Saved(this.exact.sum(), this.exactCount.sum(), this.estimated.sum()),
				this.validation.timing(), this.handling.timing(), this.verifications.read());
	}

	/**
	 * Counts by the values of an enumeration, all of which are there from the start.
	 *
	 * @param <E> the enumeration
	 */
	private static final class EnumCounts<E extends Enum<E>> {

		private final EnumMap<E, LongAdder> adders;

		EnumCounts(Class<E> type) {
			this.adders = new EnumMap<>(type);
			for (E value : type.getEnumConstants()) {
				this.adders.put(value, new LongAdder());
			}
		}

		void increment(E value) {
			LongAdder adder = this.adders.get(value);
			if (adder != null) {
				adder.increment();
			}
		}

		Map<E, Long> read() {
			Map<E, Long> counts = new HashMap<>();
			this.adders.forEach((value, adder) -> counts.put(value, adder.sum()));
			return counts;
		}

	}

	/**
	 * Sums durations up.
	 */
	private static final class TimeSum {

		private final LongAdder count = new LongAdder();

		private final LongAdder nanos = new LongAdder();

		void add(@Nullable Duration duration) {
			if (duration != null) {
				this.count.increment();
				this.nanos.add(duration.toNanos());
			}
		}

		HandlerFigures.Timing timing() {
			return new HandlerFigures.Timing(this.count.sum(), Duration.ofNanos(this.nanos.sum()));
		}

	}

}
