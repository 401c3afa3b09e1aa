package io.github.conditionalcache.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * The fields that a 304 must carry as its 200 does (RFC 9110 §15.4.5), as far as the
 * application has set them.
 *
 * @param values all lines of each field, and of Vary the names in them
 */
public record RepeatedFields(List<List<String>> values) {

	/** The names of the fields. */
	static final List<String> NAMES = List.of(HttpHeaders.CACHE_CONTROL, HttpHeaders.CONTENT_LOCATION,
			HttpHeaders.EXPIRES, HttpHeaders.VARY);

	private static final RepeatedFields NONE = new RepeatedFields(
			NAMES.stream().map((name) -> List.<String>of()).toList());

	/**
	 * Returns the fields of an answer.
	 * @param response the response
	 * @return those that it has now
	 */
	public static RepeatedFields of(HttpServletResponse response) {
		for (int i = 0; i < NAMES.size(); i++) {
			if (response.containsHeader(NAMES.get(i))) {
				return new RepeatedFields(NAMES.stream().map((name) -> values(response, name)).toList());
			}
		}
		return NONE;
	}

	/**
	 * Returns whether a field is one of these.
	 * @param name name of the field
	 * @return whether a 304 must carry it
	 */
	public static boolean include(String name) {
		return NAMES.stream().anyMatch(name::equalsIgnoreCase);
	}

	private static List<String> values(HttpServletResponse response, String name) {
		List<String> lines = List.copyOf(response.getHeaders(name));
		return name.equals(HttpHeaders.VARY) ? names(lines) : lines;
	}

	// Neither order nor repetition of these names means anything
	private static List<String> names(List<String> lines) {
		return lines.stream()
			.flatMap((line) -> Arrays.stream(line.toLowerCase(Locale.ROOT).split(",")))
			.map(String::trim)
			.sorted()
			.distinct()
			.toList();
	}

}
