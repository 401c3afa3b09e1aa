package io.github.conditionalcache.webmvc;

import java.time.Clock;
import java.util.List;

import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.selector.FieldLines;
import io.github.conditionalcache.storing.CacheDirectives;
import io.github.conditionalcache.webmvc.gate.IncomingRequest;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * Reads the preconditions of requests that read.
 *
 * @param clock tells how two-digit years are meant
 * @param ignoredOnReload whether a client that reloads gets the content, even if it has
 * it
 */
public record ReadConditions(Clock clock, boolean ignoredOnReload) {

	/**
	 * Reads the preconditions, all lines of each field.
	 * @param request the request
	 * @return its preconditions that count
	 */
	Preconditions of(HttpServletRequest request) {
		return (this.ignoredOnReload && isReload(request)) ? withoutRevalidation(request)
				: IncomingRequest.preconditions(request, this.clock);
	}

	private Preconditions withoutRevalidation(HttpServletRequest request) {
		return Preconditions.parse(request.getMethod(),
				(name) -> asksForRevalidation(name) ? List.of() : FieldLines.of(request, name), this.clock);
	}

	// Pragma counts only without Cache-Control (RFC 9111 §5.4)
	private static boolean isReload(HttpServletRequest request) {
		List<String> directives = FieldLines.of(request, HttpHeaders.CACHE_CONTROL);
		if (directives.isEmpty()) {
			directives = FieldLines.of(request, HttpHeaders.PRAGMA);
		}
		return !directives.isEmpty() && CacheDirectives.of(String.join(",", directives)).demandReload();
	}

	private static boolean asksForRevalidation(String name) {
		return name.equals(HttpHeaders.IF_NONE_MATCH) || name.equals(HttpHeaders.IF_MODIFIED_SINCE);
	}

}
