package io.github.conditionalcache.webmvc;

import java.util.Collection;
import java.util.List;

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

	static ApplicationFields of(HttpServletResponse response) {
		for (String name : NAMES) {
			if (response.containsHeader(name)) {
				return new ApplicationFields(NAMES.stream().map((each) -> lines(response.getHeaders(each))).toList());
			}
		}
		return NONE;
	}

	private static List<String> lines(Collection<String> lines) {
		return List.copyOf(lines);
	}

}
