package io.github.conditionalcache.webmvc.gate;

import java.time.Clock;
import java.util.function.Predicate;

import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.exchange.WriteExchange;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.servlet.OtherServlets;
import io.github.conditionalcache.servlet.UnreadContent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.method.HandlerMethod;

/**
 * Begins the exchange of each write under preconditions, whichever way its request takes
 * to the handler. Refuses those that nothing could check. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WriteExchanges {

	private static final Log logger = LogFactory.getLog(WriteExchanges.class);

	private final WritePolicies policies;

	private final OtherServlets others;

	private final Predicate<HttpServletRequest> paths;

	private final Explanations explanations;

	private final Clock clock;

	private final OncePerMinute warnings;

	/**
	 * Creates the exchanges.
	 * @param policies policies of handlers that write
	 * @param others tells whose request it is
	 * @param paths tells whether a request's path is one where handlers are managed
	 * @param settings tell whether decisions are explained to clients
	 * @param clock tells how two-digit years are meant
	 */
	public WriteExchanges(WritePolicies policies, OtherServlets others, Predicate<HttpServletRequest> paths,
			DiagnosticSettings settings, Clock clock) {
		this.policies = policies;
		this.others = others;
		this.paths = paths;
		this.explanations = new Explanations(settings);
		this.clock = clock;
		this.warnings = new OncePerMinute(logger, clock);
	}

	public WritePolicies policies() {
		return this.policies;
	}

	/**
	 * Begins an exchange, unless it has begun.
	 * @param handler the handler that is about to be called
	 * @param request the request
	 * @param response the response
	 * @return whether the handler is one that writes under preconditions
	 * @throws WriteRefusedException if it is, but can't be checked
	 */
	public boolean begin(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response) {
		if (OtherServlets.isWrite(request) && this.others.serve(request)) {
			this.others.refuseWrite(handler, request, response);
			return false;
		}
		WritePolicy policy = this.policies.get(handler);
		if (policy == null) {
			requireSettled(handler, request, response);
			return false;
		}
		if (WriteExchange.of(request, policy) == null && this.paths.test(request)) {
			new WriteExchange(policy, IncomingRequest.pattern(request),
					IncomingRequest.preconditions(request, this.clock), request, response, this.explanations)
				.attachTo(request);
		}
		return true;
	}

	private void requireSettled(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response) {
		if (OtherServlets.isWrite(request) && this.policies.isUnsettled(handler) && this.paths.test(request)) {
			this.warnings.warn(handler.getShortLogMessage(), handler.getShortLogMessage(),
					"refuses a write: it was mapped after the application had started. Map it before, or remove @ConditionalWrite.");
			UnreadContent.skip(request, response);
			throw new WriteRefusedException(WriteRefusedException.Reason.UNCHECKED, null, null);
		}
	}

}
