package io.github.conditionalcache.answer;

import java.util.Collection;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Adds members to fields that are lists (RFC 9110 §5.6.1).
 */
final class ListField {

	private ListField() {
	}

	/**
	 * Adds a member to a field, unless a line has it already.
	 * @param own takes note of the field
	 * @param response the response
	 * @param field field name
	 * @param member the member
	 */
	static void add(OwnFields own, HttpServletResponse response, String field, String member) {
		if (!response.containsHeader(field)) {
			own.set(response, field, member);
			return;
		}
		Collection<String> lines = response.getHeaders(field);
		for (String line : lines) {
			if (contains(line, member) || (field.equals(HttpHeaders.VARY) && contains(line, "*"))) {
				return;
			}
		}
		String joined = String.join(", ", lines);
		own.set(response, field, joined.isEmpty() ? member : joined + ", " + member);
	}

	// Called for each answer, so nothing is cut out of the line
	private static boolean contains(String line, String member) {
		int start = 0;
		while (start <= line.length()) {
			int comma = line.indexOf(',', start);
			int end = (comma >= 0) ? comma : line.length();
			if (isBetween(line, start, end, member)) {
				return true;
			}
			start = end + 1;
		}
		return false;
	}

	private static boolean isBetween(String line, int start, int end, String member) {
		int first = start;
		while (first < end && line.charAt(first) <= ' ') {
			first++;
		}
		int last = end;
		while (last > first && line.charAt(last - 1) <= ' ') {
			last--;
		}
		return last - first == member.length() && line.regionMatches(true, first, member, 0, member.length());
	}

}
