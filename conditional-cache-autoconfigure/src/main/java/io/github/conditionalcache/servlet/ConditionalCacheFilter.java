package io.github.conditionalcache.servlet;

import java.io.IOException;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.exchange.read.ReadDecider;
import io.github.conditionalcache.exchange.read.ReadExchange;
import io.github.conditionalcache.exchange.read.ReadReports;
import io.github.conditionalcache.exchange.read.SuspendedSecurityFields;
import io.github.conditionalcache.range.RangeField;
import io.github.conditionalcache.range.RangeSelection;
import io.github.conditionalcache.representation.ChunkPool;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.util.WebUtils;

/**
 * Wraps the response of each GET and HEAD so that a managed handler's content can be held
 * back, and ends every dispatch: decides by the content held, sends it, and reports the
 * outcome once. Does nothing to a request whose handler is not managed. Belongs inside
 * the security filters, on REQUEST, ASYNC and FORWARD dispatches. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ConditionalCacheFilter implements Filter {

	private final ReadDecider decider;

	private final RangeSelection ranges;

	private final ContentLimit limit;

	private final ReadReports reports;

	private final OtherServlets others;

	/**
	 * Creates the filter.
	 * @param decider decides from validators
	 * @param ranges cuts parts out of content held back
	 * @param maxBodySize the most content held back for one response, in bytes
	 * @param reports report each outcome
	 * @param others refuses writes that nothing checks
	 */
	public ConditionalCacheFilter(ReadDecider decider, RangeSelection ranges, int maxBodySize, ReadReports reports,
			OtherServlets others) {
		this.decider = decider;
		this.ranges = ranges;
		this.limit = new ContentLimit(maxBodySize, new ChunkPool());
		this.reports = reports;
		this.others = others;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse
				&& isRead(httpRequest.getMethod())) {
			filter(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(WriteRequest.of(request, response, this.others), response);
		}
	}

	static boolean isRead(String method) {
		return method.equals("GET") || method.equals("HEAD");
	}

	private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HoldingResponse managed = (request.getDispatcherType() != DispatcherType.REQUEST)
				? WebUtils.getNativeResponse(response, HoldingResponse.class) : null;
		boolean wrapped = managed != null;
		if (managed == null) {
			managed = new HoldingResponse(response, this.limit);
		}
		if (request.getDispatcherType() == DispatcherType.ASYNC) {
			SuspendedSecurityFields.takeBack(ReadExchange.of(request));
		}
		boolean completed = false;
		try {
			chain.doFilter(seen(request), wrapped ? response : managed);
			completed = true;
		}
		finally {
			ReadExchange exchange = ReadExchange.of(request);
			if (exchange != null) {
				end(request, managed, exchange, completed);
			}
		}
	}

	// The target of a forward, such as a static file, would cut as well, before it is
	// decided
	private static HttpServletRequest seen(HttpServletRequest request) {
		ReadExchange exchange = (request.getDispatcherType() == DispatcherType.FORWARD && RangeField.isIn(request))
				? ReadExchange.of(request) : null;
		if (exchange == null || !exchange.response().isHolding()) {
			return request;
		}
		exchange.range(RangeField.of(request));
		return new HiddenConditionsRequest(request, false, true);
	}

	private void end(HttpServletRequest request, HoldingResponse response, ReadExchange exchange, boolean completed)
			throws IOException {
		if (!completed) {
			response.abandon(Reason.ERROR);
		}
		else if (request.isAsyncStarted()) {
			response.finishWriter();
			response.spill(Reason.STREAMING);
			SuspendedSecurityFields.suspended(exchange);
			if (exchange.isDeclared()) {
				request.getAsyncContext().addListener(new TimeoutListener(exchange));
			}
			return;
		}
		else {
			this.decider.decideByContent(exchange);
			this.ranges.cut(exchange);
			finish(request, response);
		}
		if (request.getDispatcherType() != DispatcherType.FORWARD) {
			this.reports.end(exchange, request, response.sent());
		}
	}

	// The servers close the response after a forward, past the filters outside. A 200
	// with its whole length is committed. Filters that wait for that have added their
	// fields, and those that come afterwards can't.
	private static void finish(HttpServletRequest request, HoldingResponse response) throws IOException {
		response.events().sending();
		boolean closed = request.getDispatcherType() == DispatcherType.FORWARD || response.isSettled();
		if (closed && response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED && !response.isCommitted()) {
			UnreadContent.announce(request, response);
		}
		response.finish(closed);
	}

}
