package io.github.conditionalcache.webmvc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * The fields that a 304 must carry as its 200 does (RFC 9110 §15.4.5), as far as the
 * application has set them.
 *
 * @param values all lines of each field, and of Vary the names in them
 */
record ApplicationFields(List<List<String>> values) {

	private static final List<String> NAMES = List.of(HttpHeaders.CACHE_CONTROL, HttpHeaders.CONTENT_LOCATION,
			HttpHeaders.EXPIRES, HttpHeaders.VARY);

	private static final ApplicationFields NONE = new ApplicationFields(
			NAMES.stream().map((name) -> List.<String>of()).toList());

	/**
	 * Returns the fields of an answer.
	 * @param response the response
	 * @param pending fields that will take the place of the response's; those of Vary are
	 * added to them
	 * @return the fields of both
	 */
	static ApplicationFields of(HttpServletResponse response, HttpHeaders pending) {
		for (String name : NAMES) {
			if (response.containsHeader(name) || pending.containsHeader(name)) {
				return new ApplicationFields(NAMES.stream().map((each) -> values(response, pending, each)).toList());
			}
		}
		return NONE;
	}

	private static List<String> values(HttpServletResponse response, HttpHeaders pending, String name) {
		List<String> lines = pending.getOrEmpty(name);
		if (name.equals(HttpHeaders.VARY)) {
			return names(Stream.concat(response.getHeaders(name).stream(), lines.stream()));
		}
		return List.copyOf(lines.isEmpty() ? response.getHeaders(name) : lines);
	}

	// Neither order nor repetition of these names means anything
	private static List<String> names(Stream<String> lines) {
		return lines.flatMap((line) -> Arrays.stream(line.toLowerCase(Locale.ROOT).split(",")))
			.map(String::trim)
			.sorted()
			.distinct()
			.toList();
	}

}
