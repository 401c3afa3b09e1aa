package io.github.conditionalcache.webmvc;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * The fields that a 304 must carry as its 200 does (RFC 9110 §15.4.5), as far as the
 * application has set them.
 *
 * @param values all lines of each field
 */
record ApplicationFields(List<List<String>> values) {

	private static final List<String> NAMES = List.of(HttpHeaders.CACHE_CONTROL, HttpHeaders.CONTENT_LOCATION,
			HttpHeaders.EXPIRES, HttpHeaders.VARY);

	private static final ApplicationFields NONE = new ApplicationFields(
			NAMES.stream().map((name) -> List.<String>of()).toList());

	/**
	 * Returns the fields of a response.
	 * @param response the response
	 * @param pending fields that are not on the response yet
	 * @return the fields of both
	 */
	static ApplicationFields of(HttpServletResponse response, HttpHeaders pending) {
		for (String name : NAMES) {
			if (response.containsHeader(name) || pending.containsHeader(name)) {
				return new ApplicationFields(NAMES.stream().map((each) -> lines(response, pending, each)).toList());
			}
		}
		return NONE;
	}

	private static List<String> lines(HttpServletResponse response, HttpHeaders pending, String name) {
		return Stream.concat(response.getHeaders(name).stream(), pending.getOrEmpty(name).stream()).toList();
	}

}
