package io.github.conditionalcache.webmvc;

import java.util.List;
import java.util.function.Supplier;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalVerification;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells outcomes and verifications to listeners, whose failures never reach a response.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class Outcomes {

	private static final Log logger = LogFactory.getLog(Outcomes.class);

	/** Stable: it is documented, and does not follow the names of classes. */
	private static final Log decisions = LogFactory.getLog("io.github.conditionalcache.decisions");

	private final Supplier<ConditionalRequestListener> listener;

	private final Supplier<List<OutcomeObserver>> observers;

	/**
	 * Creates the teller.
	 * @param listener is told each outcome; asked for when there is one to tell
	 * @param observers are told each outcome and its request; asked for likewise
	 */
	public Outcomes(Supplier<ConditionalRequestListener> listener, Supplier<List<OutcomeObserver>> observers) {
		this.listener = listener;
		this.observers = observers;
	}

	void report(HttpServletRequest request, ConditionalRequestOutcome outcome) {
		if (decisions.isDebugEnabled()) {
			decisions.debug(describe(outcome));
		}
		try {
			for (OutcomeObserver observer : this.observers.get()) {
				observer.onOutcome(request, outcome);
			}
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
		try {
			this.listener.get().onOutcome(outcome);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	void report(ConditionalVerification verification) {
		try {
			this.listener.get().onVerification(verification);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	private static String describe(ConditionalRequestOutcome outcome) {
		return "%s %s (%s): %s; reason=%s; validator=%s; phase=%s".formatted(outcome.method(), outcome.pattern(),
				outcome.handler(), outcome.result().label(), outcome.reason().label(), outcome.validator().label(),
				outcome.phase().label());
	}

	private static void failed(RuntimeException failure) {
		logger.debug("A listener failed; the response is not touched", failure);
	}

}
