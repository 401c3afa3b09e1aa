package io.github.conditionalcache.webmvc.gate;

import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.answer.CrossOrigin;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.read.ReadGate;
import io.github.conditionalcache.exchange.write.WriteExchange;
import io.github.conditionalcache.exchange.write.WriteGate;
import io.github.conditionalcache.registry.HandlerRegistry;
import io.github.conditionalcache.registry.ReadHandler;
import io.github.conditionalcache.servlet.UnreadContent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * Puts the gates before the calls of managed handlers. Thread-safe.
 *
 * @since 0.1.0
 */
public final class GatedHandlers {

	private final HandlerRegistry handlers;

	private final ReadGate reads;

	private final WriteExchanges exchanges;

	private final WriteGate writes;

	/**
	 * Creates the gate.
	 * @param handlers the managed handlers
	 * @param reads decides about reads
	 * @param exchanges begins the exchanges of handlers that write
	 * @param writes decides about writes
	 */
	public GatedHandlers(HandlerRegistry handlers, ReadGate reads, WriteExchanges exchanges, WriteGate writes) {
		this.handlers = handlers;
		this.reads = reads;
		this.exchanges = exchanges;
		this.writes = writes;
	}

	/**
	 * Returns the call of a handler for its own read.
	 * @param handler the handler
	 * @param exchange its exchange
	 * @param request the request
	 * @return the handler, behind a gate if there is anything to decide
	 */
	HandlerMethod before(HandlerMethod handler, ReadExchange exchange, HttpServletRequest request) {
		return (exchange.handler().needsGate() && request.getDispatcherType() != DispatcherType.INCLUDE)
				? new GatedRead(handler, this.reads, exchange) : handler;
	}

	HandlerMethod before(HandlerMethod handler, WriteExchange exchange) {
		return new GatedWrite(handler, this.writes, exchange);
	}

	/**
	 * Called when another handler than that of the request's exchange is about to answer.
	 * @param handler the handler
	 * @param exchange the exchange
	 */
	void handOn(HandlerMethod handler, ReadExchange exchange) {
		if (this.handlers.find(handler) instanceof ReadHandler other) {
			this.reads.handedOn(exchange, other);
		}
	}

	/**
	 * Called before anything of a handler's call is done. The exchange of the write
	 * begins here if the interceptor has not begun it, which some mappings don't have.
	 * @param handler the handler
	 * @param request the request
	 * @param response the response
	 * @return the exchange, or {@code null} if no preconditions are checked
	 * @throws WriteRefusedException if they should be, but can't
	 */
	@Nullable WriteExchange beginWrite(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response) {
		WriteExchange begun = WriteExchange.of(request, handler);
		return (begun != null) ? begun : this.exchanges.begin(handler, this.handlers.find(handler), request, response);
	}

	/**
	 * Called when a handler that writes has answered without content, also by another
	 * thread: such an answer has not met the advice that labels.
	 * @param exchange the exchange
	 * @param request the request
	 * @param response the response
	 */
	void afterWrite(WriteExchange exchange, HttpServletRequest request, HttpServletResponse response) {
		this.writes.answered(exchange, request, response);
	}

	/**
	 * Called when the call of a handler that writes has failed, also on another thread.
	 * @param exchange the exchange
	 * @param request the request
	 * @param response the response
	 * @param failure the exception that was thrown
	 * @return the exception to throw: the refusal, if the failure is one
	 */
	Exception afterFailure(WriteExchange exchange, HttpServletRequest request, HttpServletResponse response,
			Exception failure) {
		WriteRefusedException refusal = this.writes.refusalBehind(exchange, failure);
		if (refusal == null) {
			return failure;
		}
		UnreadContent.skip(request, response);
		CrossOrigin.exposeEntityTag(response);
		return refusal;
	}

}
