package io.github.conditionalcache;

import java.util.List;

/**
 * Is told the outcome of every exchange that a managed handler answered, once each,
 * asynchronous ones included. Called on the thread that completed the exchange, after the
 * response is decided; implementations must be thread-safe and quick. What one throws is
 * logged at debug and never reaches the response.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConditionalRequestListener {

	/**
	 * Listener that does nothing.
	 */
	ConditionalRequestListener NONE = (outcome) -> {
	};

	/**
	 * Receives one outcome.
	 * @param outcome what was answered and why
	 */
	void onOutcome(ConditionalRequestOutcome outcome);

	/**
	 * Returns one listener that tells all of these, in their order.
	 * @param listeners any number of listeners
	 * @return the combined listener
	 */
	static ConditionalRequestListener all(List<ConditionalRequestListener> listeners) {
		ConditionalRequestListener[] all = listeners.toArray(ConditionalRequestListener[]::new);
		return (outcome) -> {
			for (ConditionalRequestListener listener : all) {
				listener.onOutcome(outcome);
			}
		};
	}

}
