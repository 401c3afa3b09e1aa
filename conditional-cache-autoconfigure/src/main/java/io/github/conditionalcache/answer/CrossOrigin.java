package io.github.conditionalcache.answer;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * The fields that scripts of another origin need, where the application lets that origin
 * in.
 */
public final class CrossOrigin {

	private CrossOrigin() {
	}

	static boolean isAllowed(HttpServletResponse response) {
		return response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
	}

	/**
	 * Lets scripts read the entity tag of an answer that this library makes.
	 * @param response the response
	 */
	public static void exposeEntityTag(HttpServletResponse response) {
		if (isAllowed(response)) {
			response.addHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.ETAG);
		}
	}

}
