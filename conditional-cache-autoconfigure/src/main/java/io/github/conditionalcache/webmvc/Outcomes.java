package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells outcomes to listeners, whose failures never reach a response. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Outcomes {

	private static final Log logger = LogFactory.getLog(Outcomes.class);

	private final ConditionalRequestListener listener;

	/**
	 * Creates the teller.
	 * @param listener is told each outcome
	 */
	public Outcomes(ConditionalRequestListener listener) {
		this.listener = listener;
	}

	void report(ConditionalRequestOutcome outcome) {
		try {
			this.listener.onOutcome(outcome);
		}
		catch (RuntimeException ex) {
			logger.debug("A listener failed; the response is not touched", ex);
		}
	}

}
