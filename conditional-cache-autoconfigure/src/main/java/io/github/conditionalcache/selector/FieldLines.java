package io.github.conditionalcache.selector;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The lines of a request field.
 */
public final class FieldLines {

	private FieldLines() {
	}

	/**
	 * Returns all lines of a field.
	 * @param request the request
	 * @param name name of the field
	 * @return the value of each line, in their order
	 */
	public static List<String> of(HttpServletRequest request, String name) {
		String value = request.getHeader(name);
		if (value == null) {
			return List.of();
		}
		Enumeration<String> lines = request.getHeaders(name);
		if (!lines.hasMoreElements()) {
			// Some request wrappers override getHeader but not getHeaders
			return List.of(value);
		}
		String first = lines.nextElement();
		return lines.hasMoreElements() ? all(first, lines) : List.of(first);
	}

	private static List<String> all(String first, Enumeration<String> others) {
		List<String> all = Collections.list(others);
		all.add(0, first);
		return all;
	}

}
