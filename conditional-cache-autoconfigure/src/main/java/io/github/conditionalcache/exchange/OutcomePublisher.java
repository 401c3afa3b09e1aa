package io.github.conditionalcache.exchange;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.failure.Failures;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells outcomes and verifications to listeners, whose failures never reach a response.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class OutcomePublisher {

	private static final Log logger = LogFactory.getLog(OutcomePublisher.class);

	/** Stable: it is documented, and does not follow the names of classes. */
	private static final Log decisions = LogFactory.getLog("io.github.conditionalcache.decisions");

	private final Supplier<List<ConditionalRequestListener>> listeners;

	private final Supplier<List<OutcomeObserver>> observers;

	/**
	 * Creates the teller.
	 * @param listeners are told each outcome; asked for when there is one to tell
	 * @param observers are told each outcome and its request; asked for likewise
	 */
	public OutcomePublisher(Supplier<List<ConditionalRequestListener>> listeners,
			Supplier<List<OutcomeObserver>> observers) {
		this.listeners = listeners;
		this.observers = observers;
	}

	/**
	 * Returns whether there is anybody to tell outcomes to.
	 * @return {@code false} if nobody listens to reports
	 */
	public boolean areHeard() {
		try {
			return decisions.isDebugEnabled() || !this.listeners.get().isEmpty() || !this.observers.get().isEmpty();
		}
		catch (Throwable ex) {
			failed(ex);
			return false;
		}
	}

	public void report(HttpServletRequest request, ConditionalRequestOutcome outcome) {
		if (decisions.isDebugEnabled()) {
			decisions.debug(describe(outcome));
		}
		tellAll(this.observers, (observer) -> observer.onOutcome(request, outcome));
		tellAll(this.listeners, (listener) -> listener.onOutcome(outcome));
	}

	public void report(ConditionalVerification verification) {
		tellAll(this.listeners, (listener) -> listener.onVerification(verification));
	}

	private static <T> void tellAll(Supplier<List<T>> all, Consumer<T> message) {
		try {
			List<T> told = all.get();
			for (int i = 0; i < told.size(); i++) {
				tell(told.get(i), message);
			}
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private static <T> void tell(T one, Consumer<T> message) {
		try {
			message.accept(one);
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private static String describe(ConditionalRequestOutcome outcome) {
		return "%s %s (%s): %s; reason=%s; validator=%s; phase=%s".formatted(outcome.method(), outcome.pattern(),
				outcome.handler(), outcome.result().label(), outcome.reason().label(), outcome.validator().label(),
				outcome.phase().label());
	}

	private static void failed(Throwable failure) {
		logger.debug("A listener failed; the response is not touched", Failures.notFatal(failure));
	}

}
