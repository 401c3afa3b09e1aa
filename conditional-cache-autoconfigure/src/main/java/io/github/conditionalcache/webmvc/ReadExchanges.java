package io.github.conditionalcache.webmvc;

import java.util.function.Predicate;

import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.exchange.read.ContentDecisions;
import io.github.conditionalcache.exchange.read.ReadDecider;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.registry.ReadHandler;
import io.github.conditionalcache.webmvc.gate.IncomingRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.CollectionUtils;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;

/**
 * Begins the exchange of each read of a managed handler. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadExchanges {

	private final Predicate<HttpServletRequest> paths;

	private final ReadDecider decider;

	private final Explanations explanations;

	private final ReadConditions conditions;

	/**
	 * Creates the exchanges.
	 * @param paths tells whether a request's path is one where handlers are managed
	 * @param decider decides from validators
	 * @param explanations explain decisions to clients
	 * @param conditions reads the preconditions of requests
	 */
	public ReadExchanges(Predicate<HttpServletRequest> paths, ReadDecider decider, Explanations explanations,
			ReadConditions conditions) {
		this.paths = paths;
		this.decider = decider;
		this.explanations = explanations;
		this.conditions = conditions;
	}

	/**
	 * Begins an exchange, unless one has begun or the filter has not seen the request.
	 * @param handler the handler that is about to be called
	 * @param request the request
	 * @param response the response
	 */
	void begin(ReadHandler handler, HttpServletRequest request, HttpServletResponse response) {
		if (this.paths.test(request) && isOfItsOwn(request.getDispatcherType()) && ReadExchange.of(request) == null
				&& CollectionUtils.isEmpty(RequestContextUtils.getInputFlashMap(request))) {
			ManagedResponse managed = WebUtils.getNativeResponse(response, ManagedResponse.class);
			if (managed != null) {
				begin(handler, request, managed);
			}
		}
	}

	private static boolean isOfItsOwn(DispatcherType type) {
		return type != DispatcherType.ERROR && type != DispatcherType.INCLUDE;
	}

	private void begin(ReadHandler handler, HttpServletRequest request, ManagedResponse response) {
		ReadExchange exchange = new ReadExchange(handler, IncomingRequest.pattern(request), this.conditions.of(request),
				request, response, this.explanations);
		exchange.attachTo(request);
		response.manage(new ContentDecisions(this.decider, exchange), request.getMethod().equals("HEAD"));
	}

}
