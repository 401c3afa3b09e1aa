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

	static ApplicationFields of(HttpServletResponse response) {
		return new ApplicationFields(NAMES.stream().map((name) -> lines(response.getHeaders(name))).toList());
	}

	private static List<String> lines(Collection<String> lines) {
		return List.copyOf(lines);
	}

}
