package io.github.conditionalcache.exchange.write;

import io.github.conditionalcache.placement.Placement;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the handlers that write under preconditions. A refusal is final: whatever
 * advice makes of it, the handler is not run. Knows neither Spring MVC nor proxies: those
 * that call handlers ask it. Thread-safe.
 */
public final class WriteGate {

	private final WriteDecider decider;

	/**
	 * Creates the gate.
	 * @param decider decides whether a write is performed
	 */
	public WriteGate(WriteDecider decider) {
		this.decider = decider;
	}

	/**
	 * Called when the arguments of the handler are there, before its bean is called.
	 * @param exchange the exchange of the handler
	 * @param arguments the arguments, resolved and validated
	 * @return {@code false} if the write is refused, so that the bean must not be called
	 */
	public boolean permits(WriteExchange exchange, @Nullable Object[] arguments) {
		if (exchange.handler().placement().place() == Placement.Place.PROXY) {
			exchange.openGate();
			return true;
		}
		return this.decider.permits(exchange, arguments);
	}

	/**
	 * Called in the proxy of the bean, inside the authorisation of the handler, for each
	 * attempt: retry advice may call the handler again after the version has changed.
	 * Closes the gate, since calls that the handler makes on its own bean belong to the
	 * attempt.
	 * @param exchange the exchange of the handler
	 * @param arguments the arguments, as the advice outside has left them
	 * @return {@code false} if the write is refused, so that the handler must not be
	 * called
	 */
	public boolean permitsAttempt(WriteExchange exchange, @Nullable Object[] arguments) {
		if (exchange.refusal() != null) {
			return false;
		}
		exchange.closeGate();
		return this.decider.permits(exchange, arguments);
	}

}
