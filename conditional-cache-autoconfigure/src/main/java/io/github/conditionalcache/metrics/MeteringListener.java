package io.github.conditionalcache.metrics;

import java.time.Duration;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Counts outcomes and the content that a {@code 304} saved. Its tags are bounded: path
 * patterns and enumerations, never a URI, an entity tag or a user. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MeteringListener implements ConditionalRequestListener {

	/**
	 * Counter of exchanges.
	 */
	public static final String REQUESTS = "conditional.cache.requests";

	/**
	 * Counter of content not sent, in bytes.
	 */
	public static final String SAVED = "conditional.cache.saved";

	/**
	 * Timer of the search for declared validators.
	 */
	public static final String VALIDATION = "conditional.cache.validation";

	private final Meter.MeterProvider<Counter> requests;

	private final Meter.MeterProvider<Counter> saved;

	private final Meter.MeterProvider<Timer> validation;

	/**
	 * Creates the listener.
	 * @param registry holds the meters
	 */
	public MeteringListener(MeterRegistry registry) {
		this.requests = Counter.builder(REQUESTS)
			.description("Exchanges of managed handlers by what their preconditions came to")
			.withRegistry(registry);
		this.saved = Counter.builder(SAVED)
			.description("Content produced but not sent thanks to a 304")
			.baseUnit("bytes")
			.withRegistry(registry);
		this.validation = Timer.builder(VALIDATION)
			.description("Search for the validators declared for a handler")
			.withRegistry(registry);
	}

	@Override
	public void onOutcome(ConditionalRequestOutcome outcome) {
		this.requests.withTags(Tags.of("method", outcome.method(), "uri", outcome.pattern(), "result",
				outcome.result().label(), "reason", outcome.reason().label(), "validator", outcome.validator().label(),
				"phase", outcome.phase().label()))
			.increment();
		Long bytes = outcome.savedBytes();
		if (bytes != null) {
			this.saved.withTags(Tags.of("uri", outcome.pattern())).increment(bytes);
		}
		Duration duration = outcome.validation();
		if (duration != null) {
			this.validation.withTags(Tags.of("uri", outcome.pattern())).record(duration);
		}
	}

}
