package io.github.conditionalcache.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One answer as a client sees it.
 *
 * @param status its status code
 * @param fields its head, all of it
 * @param length bytes of its content, without the framing
 */
public record Answer(int status, String fields, long length) {

	/**
	 * Returns a field of the answer.
	 * @param name its name
	 * @return its value, or {@code null} if it is absent
	 */
	public @Nullable String field(String name) {
		return field(this.fields, name);
	}

	static Answer head(byte[] bytes, int length) {
		String fields = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
		return new Answer(Integer.parseInt(fields.substring(9, 12)), fields, 0);
	}

	private static @Nullable String field(String fields, String name) {
		String start = "\r\n" + name.toLowerCase(Locale.ROOT) + ":";
		int found = fields.toLowerCase(Locale.ROOT).indexOf(start);
		if (found < 0) {
			return null;
		}
		int end = fields.indexOf("\r\n", found + start.length());
		return fields.substring(found + start.length(), (end < 0) ? fields.length() : end).trim();
	}

}
