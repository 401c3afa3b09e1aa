package io.github.conditionalcache.exchange.read;

import java.util.List;

import io.github.conditionalcache.answer.ManagedResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The fields against caching that Spring Security writes when it sees a response without
 * any: at the end, so that an application's own win, but with asynchronous handling
 * already when the request is suspended. There they would stand in the way.
 */
public final class SuspendedSecurityFields {

	private static final String CACHE_CONTROL = "no-cache, no-store, max-age=0, must-revalidate";

	private static final List<String> NAMES = List.of(HttpHeaders.CACHE_CONTROL, HttpHeaders.PRAGMA,
			HttpHeaders.EXPIRES);

	/** Set if the application has said nothing when the request was suspended. */
	private static final String OPEN = SuspendedSecurityFields.class.getName() + ".OPEN";

	private SuspendedSecurityFields() {
	}

	/**
	 * Notes, before the filters outside see the response again, whether the application
	 * has set a Cache-Control field.
	 * @param exchange the exchange, whose request is being suspended
	 */
	public static void suspended(ReadExchange exchange) {
		exchange.request()
			.setAttribute(OPEN, !exchange.response().containsHeader(HttpHeaders.CACHE_CONTROL) ? Boolean.TRUE : null);
	}

	/**
	 * Takes these fields off a response that is resumed. They come back when the exchange
	 * turns out to have no validator.
	 * @param exchange the exchange, if the handler is managed
	 */
	public static void takeBack(@Nullable ReadExchange exchange) {
		if (exchange == null || !exchange.isUndecided() || exchange.request().getAttribute(OPEN) == null) {
			return;
		}
		ManagedResponse response = exchange.response();
		if (!response.isCommitted()
				&& List.of(CACHE_CONTROL).equals(List.copyOf(response.getHeaders(HttpHeaders.CACHE_CONTROL)))) {
			NAMES.forEach((name) -> response.ownFields().set(response, name, null));
		}
	}

	/**
	 * Writes these fields if Spring Security would have, had it not seen the library's
	 * own Cache-Control, which is gone by now.
	 * @param exchange the exchange
	 */
	public static void makeUpFor(ReadExchange exchange) {
		ManagedResponse response = exchange.response();
		if (exchange.isSecured() && response.getStatus() != HttpServletResponse.SC_NOT_MODIFIED
				&& NAMES.stream().noneMatch(response::containsHeader)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
			response.setHeader(HttpHeaders.PRAGMA, "no-cache");
			response.setHeader(HttpHeaders.EXPIRES, "0");
		}
	}

}
