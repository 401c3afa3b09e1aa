package io.github.conditionalcache.exchange.write;

import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.placement.Placement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServletServerHttpResponse;

/**
 * Stands around the handlers that write under preconditions. A refusal is final: whatever
 * advice makes of it, the handler is not run. Knows neither Spring MVC nor proxies: those
 * that call handlers ask it. Thread-safe.
 */
public final class WriteGate {

	private final WriteDecider decider;

	private final WrittenTag written;

	/**
	 * Creates the gate.
	 * @param decider decides whether a write is performed
	 * @param written labels answers
	 */
	public WriteGate(WriteDecider decider, WrittenTag written) {
		this.decider = decider;
		this.written = written;
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
	 * Returns whether a call in the proxy of the bean is an attempt of the request's own.
	 * Calls that the handler makes on its own bean belong to the attempt, and what is
	 * called once the bean has returned belongs to nobody.
	 * @param exchange the exchange of the handler
	 * @return {@code false} if the call is none of the gate's business
	 */
	public boolean awaits(WriteExchange exchange) {
		return exchange.refusal() != null || exchange.isGateOpen();
	}

	/**
	 * Called in the proxy of the bean, inside the authorisation of the handler, for each
	 * attempt: retry advice may call the handler again after the version has changed.
	 * Closes the gate until the attempt has ended.
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

	/**
	 * Called when an attempt has ended, and another one may follow.
	 * @param exchange the exchange of the handler
	 */
	public void attempted(WriteExchange exchange) {
		exchange.openGate();
	}

	/**
	 * Called when the bean has returned: no further attempt follows.
	 * @param exchange the exchange of the handler
	 */
	public void returned(WriteExchange exchange) {
		exchange.closeGate();
	}

	/**
	 * Called when the handler has answered without content, also by another thread: such
	 * an answer has not met the advice that labels.
	 * @param exchange the exchange of the handler
	 * @param request the request
	 * @param response the response
	 */
	public void answered(WriteExchange exchange, HttpServletRequest request, HttpServletResponse response) {
		if (!response.isCommitted() && !request.isAsyncStarted()) {
			this.written.label(exchange, request, new ServletServerHttpResponse(response), false);
		}
	}

	/**
	 * Called when the call of the handler has failed, also on another thread.
	 * @param exchange the exchange of the handler
	 * @param failure the exception that was thrown
	 * @return the refusal, or {@code null} if the failure is another one
	 */
	public @Nullable WriteRefusedException refusalBehind(WriteExchange exchange, Exception failure) {
		WriteRefusedException known = exchange.refusal();
		return (known != null) ? known : this.decider.conflict(exchange, failure);
	}

}
