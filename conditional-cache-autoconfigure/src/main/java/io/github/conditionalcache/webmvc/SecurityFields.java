package io.github.conditionalcache.webmvc;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The fields against caching that Spring Security writes when it sees a response without
 * any: at the end, so that an application's own win, but with asynchronous handling
 * already when the request is suspended. There they would stand in the way.
 */
final class SecurityFields {

	private static final String CACHE_CONTROL = "no-cache, no-store, max-age=0, must-revalidate";

	private SecurityFields() {
	}

	/**
	 * Takes these fields off a response that is resumed. They come back when the exchange
	 * turns out to have no validator.
	 * @param exchange the exchange, if the handler is managed
	 */
	static void takeBack(@Nullable Exchange exchange) {
		if (exchange == null || !exchange.isUndecided() || !exchange.isCacheControlOpen()
				|| exchange.response().isCommitted() || !List.of(CACHE_CONTROL)
					.equals(List.copyOf(exchange.response().getHeaders(HttpHeaders.CACHE_CONTROL)))) {
			return;
		}
		for (String name : List.of(HttpHeaders.CACHE_CONTROL, HttpHeaders.PRAGMA, HttpHeaders.EXPIRES)) {
			exchange.response().ownFields().set(exchange.response(), name, null);
		}
	}

}
