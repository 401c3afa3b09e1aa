package io.github.conditionalcache.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.handler.ManagedHandler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Counts outcomes, the content that a {@code 304} saved, and verifications. Which meters
 * there are, {@link ConditionalCacheMeters} tells. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MeteringListener implements ConditionalRequestListener {

	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"TRACE", "CONNECT");

	// Few enough to store, and enough for percentiles of what takes microseconds or
	// seconds
	private static final Duration[] BUCKETS = { Duration.ofNanos(100_000), Duration.ofNanos(250_000),
			Duration.ofNanos(500_000), Duration.ofMillis(1), Duration.ofNanos(2_500_000), Duration.ofMillis(5),
			Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
			Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1) };

	// Looked up by keys, as the registry's own look-up makes tags, a list and an
	// identifier for each
	private final Map<Exchanges, Counter> requests = new ConcurrentHashMap<>();

	private final Map<String, Counter> exact = new ConcurrentHashMap<>();

	private final Map<String, Counter> estimated = new ConcurrentHashMap<>();

	private final Map<String, Timer> validation = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	/**
	 * Creates the listener.
	 * @param registry holds the meters
	 */
	public MeteringListener(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Registers, at zero, the meters that handlers are expected to need.
	 * @param handlers the handlers
	 */
	public void register(Collection<ManagedHandler> handlers) {
		handlers.forEach((handler) -> ExpectedMeters.of(handler, this));
	}

	@Override
	public void onOutcome(ConditionalRequestOutcome outcome) {
		String uri = uri(outcome.pattern());
		requests(new Exchanges(method(outcome.method()), uri, outcome.result(), outcome.reason(), outcome.validator(),
				outcome.phase()))
			.increment();
		Long bytes = outcome.savedBytes();
		if (bytes != null) {
			saved(uri, outcome.savedEstimated()).increment(bytes);
		}
		Duration duration = outcome.validation();
		if (duration != null) {
			validation(uri).record(duration);
		}
	}

	@Override
	public void onVerification(ConditionalVerification verification) {
		verifications(uri(verification.pattern()), verification.result()).increment();
	}

	static Duration[] buckets() {
		return BUCKETS.clone();
	}

	private static String method(String method) {
		return METHODS.contains(method) ? method : "UNKNOWN";
	}

	// As Spring does for http.server.requests
	static String uri(String pattern) {
		return pattern.isEmpty() ? "root" : pattern;
	}

	Counter requests(Exchanges exchanges) {
		Counter known = this.requests.get(exchanges);
		return (known != null) ? known
				: this.requests.computeIfAbsent(exchanges,
						(key) -> Counter.builder(ConditionalCacheMeters.REQUESTS.getName())
							.description("Exchanges of managed handlers by what their preconditions came to")
							.tags(key.tags())
							.register(this.registry));
	}

	Counter saved(String uri, boolean estimate) {
		Map<String, Counter> counters = estimate ? this.estimated : this.exact;
		Counter known = counters.get(uri);
		return (known != null) ? known
				: counters.computeIfAbsent(uri,
						(key) -> Counter.builder(ConditionalCacheMeters.SAVED.getName())
							.description("Content not sent thanks to a 304")
							.baseUnit(ConditionalCacheMeters.SAVED.getBaseUnit())
							.tags("uri", key, "basis", estimate ? "estimate" : "exact")
							.register(this.registry));
	}

	Timer validation(String uri) {
		Timer known = this.validation.get(uri);
		return (known != null) ? known
				: this.validation.computeIfAbsent(uri,
						(key) -> Timer.builder(ConditionalCacheMeters.VALIDATION.getName())
							.description("Search for the validators declared for a handler")
							.serviceLevelObjectives(BUCKETS)
							.tags("uri", key)
							.register(this.registry));
	}

	Counter verifications(String uri, ConditionalVerification.Result result) {
		return Counter.builder(ConditionalCacheMeters.VERIFICATIONS.getName())
			.description("Comparisons of content with what was sent under the same entity tag")
			.tags("uri", uri, "result", result.label())
			.register(this.registry);
	}

	/**
	 * Exchanges that are counted together.
	 *
	 * @param method request method
	 * @param uri path pattern
	 * @param result what the preconditions came to
	 * @param reason why there was no 304
	 * @param validator where the validators came from
	 * @param phase when it was decided
	 */
	record Exchanges(String method, String uri, ConditionalRequestOutcome.Result result,
			ConditionalRequestOutcome.Reason reason, ConditionalRequestOutcome.ValidatorKind validator,
			ConditionalRequestOutcome.Phase phase) {

		Tags tags() {
			return Tags.of("method", this.method, "uri", this.uri, "result", this.result.label(), "reason",
					this.reason.label(), "validator", this.validator.label(), "phase", this.phase.label());
		}

	}

}
