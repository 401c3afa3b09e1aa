package io.github.conditionalcache.webmvc.gate;

import java.time.Clock;
import java.util.function.Predicate;

import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.exchange.OutcomePublisher;
import io.github.conditionalcache.exchange.write.WriteExchange;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.registry.HandlerRegistry;
import io.github.conditionalcache.registry.RegisteredHandler;
import io.github.conditionalcache.registry.WriteHandler;
import io.github.conditionalcache.selector.handler.MappedMethods;
import io.github.conditionalcache.servlet.OtherServlets;
import io.github.conditionalcache.servlet.UnreadContent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * Begins and ends the exchange of each write under preconditions, whichever way its
 * request takes to the handler. Refuses those that nothing could check. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WriteExchanges {

	private static final Log logger = LogFactory.getLog(WriteExchanges.class);

	private final HandlerRegistry handlers;

	private final OtherServlets others;

	private final Predicate<HttpServletRequest> paths;

	private final Explanations explanations;

	private final Clock clock;

	private final OutcomePublisher outcomes;

	private final OncePerMinute warnings;

	/**
	 * Creates the exchanges.
	 * @param handlers the managed handlers
	 * @param others tells whose request it is
	 * @param paths tells whether a request's path is one where handlers are managed
	 * @param outcomes is told how writes ended
	 * @param explanations explain decisions to clients
	 * @param clock tells how two-digit years are meant
	 */
	public WriteExchanges(HandlerRegistry handlers, OtherServlets others, Predicate<HttpServletRequest> paths,
			OutcomePublisher outcomes, Explanations explanations, Clock clock) {
		this.handlers = handlers;
		this.others = others;
		this.paths = paths;
		this.outcomes = outcomes;
		this.explanations = explanations;
		this.clock = clock;
		this.warnings = new OncePerMinute(logger, clock);
	}

	/**
	 * Begins an exchange, unless it has begun.
	 * @param handler the handler that is about to be called
	 * @param found the handler as it is known, or {@code null} if it is not managed
	 * @param request the request
	 * @param response the response
	 * @return the exchange, or {@code null} if no preconditions are checked
	 * @throws WriteRefusedException if they should be, but can't
	 */
	public @Nullable WriteExchange begin(HandlerMethod handler, @Nullable RegisteredHandler found,
			HttpServletRequest request, HttpServletResponse response) {
		boolean writes = MappedMethods.isWrite(request.getMethod());
		if (writes && this.others.serve(request)) {
			this.others.refuseWrite(handler, request, response);
			return null;
		}
		if (!(found instanceof WriteHandler write)) {
			if (writes) {
				requireSettled(handler, request, response);
			}
			return null;
		}
		WriteExchange begun = WriteExchange.of(request, handler);
		if (begun != null || !this.paths.test(request)) {
			return begun;
		}
		WriteExchange exchange = new WriteExchange(write, IncomingRequest.pattern(request),
				IncomingRequest.preconditions(request, this.clock), request, response, this.explanations);
		exchange.attachTo(request);
		return exchange;
	}

	/**
	 * Ends an exchange and reports its outcome.
	 * @param handler the handler that was called
	 * @param request the request
	 */
	public void end(HandlerMethod handler, HttpServletRequest request) {
		WriteExchange exchange = WriteExchange.of(request, handler);
		if (exchange != null) {
			this.outcomes.report(request, exchange.ended());
		}
	}

	private void requireSettled(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response) {
		if (this.handlers.isUncheckedWrite(handler) && this.paths.test(request)) {
			this.warnings.warn(handler.getShortLogMessage(), handler.getShortLogMessage(),
					"refuses a write: it was mapped after the application had started. Map it before, or remove @ConditionalWrite.");
			UnreadContent.skip(request, response);
			throw new WriteRefusedException(WriteRefusedException.Reason.UNCHECKED, null, null);
		}
	}

}
