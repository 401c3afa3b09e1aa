package io.github.conditionalcache.answer;

import java.util.List;
import java.util.stream.Stream;

import io.github.conditionalcache.representation.ContentMetadata;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpResponse;

/**
 * The fields of an answer while Spring MVC writes it: some are on the servlet response
 * already, others wait in {@link HttpHeaders} until the content is written.
 */
public final class PendingFields {

	/** The fields that a decision reads, or that a 304 repeats. */
	private static final List<String> DECIDING = Stream
		.of(List.of(HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED, HttpHeaders.SET_COOKIE), RepeatedFields.NAMES,
				ContentMetadata.FIELDS)
		.flatMap(List::stream)
		.toList();

	private PendingFields() {
	}

	/**
	 * Writes the fields that a decision reads to the servlet response now.
	 * @param response the response
	 */
	public static void writeDeciding(ServletServerHttpResponse response) {
		HttpHeaders pending = response.getHeaders();
		HttpServletResponse target = response.getServletResponse();
		for (String name : DECIDING) {
			// Asking first costs nothing, while each removal makes a list
			List<String> values = pending.containsHeader(name) ? pending.remove(name) : null;
			if (values != null) {
				values.forEach((value) -> target.addHeader(name, value));
			}
		}
	}

	/**
	 * Removes the fields of content, as the answer has none.
	 * @param response the response
	 */
	public static void removeContent(ServletServerHttpResponse response) {
		ContentFields.removeFrom(response.getHeaders());
	}

	/**
	 * Returns the value of a field, wherever it is.
	 * @param response the response
	 * @param name the name of the field
	 * @return its first value, or {@code null} if the answer has no such field
	 */
	public static @Nullable String first(ServletServerHttpResponse response, String name) {
		String pending = response.getHeaders().getFirst(name);
		return (pending != null) ? pending : response.getServletResponse().getHeader(name);
	}

}
