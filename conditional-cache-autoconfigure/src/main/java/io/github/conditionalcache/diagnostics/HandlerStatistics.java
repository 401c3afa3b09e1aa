package io.github.conditionalcache.diagnostics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalVerification;

/**
 * Counts outcomes and verifications handler by handler since the application has started,
 * without a meter registry. Holds as much as there are handlers, whatever is requested.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class HandlerStatistics implements ConditionalRequestListener {

	private final Map<String, HandlerCounts> counts = new ConcurrentHashMap<>();

	@Override
	public void onOutcome(ConditionalRequestOutcome outcome) {
		counts(outcome.handler()).add(outcome);
	}

	@Override
	public void onVerification(ConditionalVerification verification) {
		counts(verification.handler()).add(verification);
	}

	private HandlerCounts counts(String handler) {
		HandlerCounts known = this.counts.get(handler);
		return (known != null) ? known : this.counts.computeIfAbsent(handler, (name) -> new HandlerCounts());
	}

	/**
	 * Returns the figures of a handler. Requests that are counted meanwhile may be in it
	 * in part.
	 * @param handler its name
	 * @return the figures up to now
	 */
	public HandlerFigures of(String handler) {
		HandlerCounts known = this.counts.get(handler);
		return (known != null) ? known.figures() : HandlerFigures.NONE;
	}

	/**
	 * Returns the figures of all handlers.
	 * @return the figures up to now
	 */
	public HandlerFigures total() {
		return this.counts.values()
			.stream()
			.map(HandlerCounts::figures)
			.reduce(HandlerFigures.NONE, HandlerFigures::plus);
	}

}
