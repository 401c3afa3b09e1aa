package io.github.conditionalcache.exchange;

import io.github.conditionalcache.ConditionalRequestOutcome;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Is told each outcome together with the request, while everything around the request is
 * still open. For listeners that count and log there is
 * {@link io.github.conditionalcache.ConditionalRequestListener}, which sees no request.
 * Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OutcomeObserver {

	/**
	 * Receives one outcome.
	 * @param request the request that was answered
	 * @param outcome the answer, and the reason for it
	 */
	void onOutcome(HttpServletRequest request, ConditionalRequestOutcome outcome);

}
