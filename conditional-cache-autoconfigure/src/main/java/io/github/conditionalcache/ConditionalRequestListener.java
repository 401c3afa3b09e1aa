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
	 * Receives the result of one verification of a declared version. Only some exchanges
	 * are verified, see {@code conditional-cache.diagnostics.verify-sample-rate}.
	 * @param verification what the comparison came to
	 */
	default void onVerification(ConditionalVerification verification) {
	}

	/**
	 * Returns one listener that tells all of these, in their order.
	 * @param listeners any number of listeners
	 * @return the combined listener
	 */
	static ConditionalRequestListener all(List<ConditionalRequestListener> listeners) {
		ConditionalRequestListener[] all = listeners.toArray(ConditionalRequestListener[]::new);
		return new ConditionalRequestListener() {

			@Override
			public void onOutcome(ConditionalRequestOutcome outcome) {
				for (ConditionalRequestListener listener : all) {
					listener.onOutcome(outcome);
				}
			}

			@Override
			public void onVerification(ConditionalVerification verification) {
				for (ConditionalRequestListener listener : all) {
					listener.onVerification(verification);
				}
			}

		};
	}

}
