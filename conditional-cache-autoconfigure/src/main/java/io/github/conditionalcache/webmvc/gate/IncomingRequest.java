package io.github.conditionalcache.webmvc.gate;

import java.time.Clock;

import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.selector.FieldLines;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.HandlerMapping;

/**
 * A request as it reaches its handler: its conditional fields, and the pattern that its
 * path has matched.
 */
public final class IncomingRequest {

	private IncomingRequest() {
	}

	/**
	 * Reads the conditional fields, all lines of each.
	 * @param request the request
	 * @param clock tells how two-digit years are meant
	 * @return the preconditions
	 */
	public static Preconditions preconditions(HttpServletRequest request, Clock clock) {
		return Preconditions.parse(request.getMethod(), (name) -> FieldLines.of(request, name), clock);
	}

	/**
	 * Returns the pattern that the request's path has matched.
	 * @param request the request
	 * @return the pattern, or {@code UNKNOWN}
	 */
	public static String pattern(HttpServletRequest request) {
		Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		return (pattern != null) ? pattern.toString() : "UNKNOWN";
	}

}
