package io.github.conditionalcache;

/**
 * Is told the outcome of every exchange that a managed handler answered, once each,
 * asynchronous ones included. Called on the thread that completed the exchange, after the
 * response is decided; implementations must be thread-safe and quick. An exception of one
 * is logged at debug and never reaches the response.
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
	 * @param outcome the answer, and the reason for it
	 */
	void onOutcome(ConditionalRequestOutcome outcome);

	/**
	 * Receives the result of one verification of a declared version. Only some exchanges
	 * are verified, see {@code conditional-cache.diagnostics.verify-sample-rate}.
	 * @param verification the result of the comparison
	 */
	default void onVerification(ConditionalVerification verification) {
	}

}
