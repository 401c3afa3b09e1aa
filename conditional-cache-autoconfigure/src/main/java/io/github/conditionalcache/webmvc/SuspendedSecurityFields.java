package io.github.conditionalcache.webmvc;

import java.util.List;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The fields against caching that Spring Security writes when it sees a response without
 * any: at the end, so that an application's own win, but with asynchronous handling
 * already when the request is suspended. There they would stand in the way.
 */
final class SuspendedSecurityFields {

	private static final String CACHE_CONTROL = "no-cache, no-store, max-age=0, must-revalidate";

	private static final List<String> NAMES = List.of(HttpHeaders.CACHE_CONTROL, HttpHeaders.PRAGMA,
			HttpHeaders.EXPIRES);

	/** Where Spring Security notes that its filters are at work. */
	private static final String APPLIED = "org.springframework.security.web.FilterChainProxy.APPLIED";

	private SuspendedSecurityFields() {
	}

	/**
	 * Takes these fields off a response that is resumed. They come back when the exchange
	 * turns out to have no validator.
	 * @param exchange the exchange, if the handler is managed
	 */
	static void takeBack(@Nullable ReadExchange exchange) {
		if (exchange == null || !exchange.isUndecided() || !exchange.isCacheControlOpen()
				|| exchange.response().isCommitted() || !List.of(CACHE_CONTROL)
					.equals(List.copyOf(exchange.response().getHeaders(HttpHeaders.CACHE_CONTROL)))) {
			return;
		}
		for (String name : NAMES) {
			exchange.response().ownFields().set(exchange.response(), name, null);
		}
	}

	/**
	 * Returns whether Spring Security may write its fields onto the answer to a request.
	 * @param request the request, inside of Spring Security's filters if there are any
	 * @return whether its filters are there
	 */
	static boolean areWritten(ServletRequest request) {
		return request.getAttribute(APPLIED) != null;
	}

	/**
	 * Writes these fields if Spring Security would have, had it not seen the library's
	 * own Cache-Control, which is gone by now.
	 * @param exchange the exchange
	 */
	static void makeUpFor(ReadExchange exchange) {
		ManagedResponse response = exchange.response();
		if (exchange.isSecured() && response.getStatus() != HttpServletResponse.SC_NOT_MODIFIED
				&& NAMES.stream().noneMatch(response::containsHeader)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
			response.setHeader(HttpHeaders.PRAGMA, "no-cache");
			response.setHeader(HttpHeaders.EXPIRES, "0");
		}
	}

}
