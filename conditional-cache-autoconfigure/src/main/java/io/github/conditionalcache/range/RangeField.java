package io.github.conditionalcache.range;

import java.util.Enumeration;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The Range field of a request (RFC 9110 §14.2).
 */
public final class RangeField {

	private RangeField() {
	}

	public static boolean isIn(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.RANGE) != null;
	}

	/**
	 * Returns the ranges that a request asks for.
	 * @param request the request
	 * @return value of the one Range field in bytes, or {@code null} if there is none
	 * that counts
	 */
	public static @Nullable String of(HttpServletRequest request) {
		Enumeration<String> lines = request.getHeaders(HttpHeaders.RANGE);
		if (!request.getMethod().equals("GET") || !lines.hasMoreElements()) {
			return null;
		}
		String field = lines.nextElement();
		return (!lines.hasMoreElements() && field.toLowerCase(Locale.ROOT).startsWith("bytes=")) ? field : null;
	}

}
