package io.github.conditionalcache.answer;

import java.util.List;
import java.util.stream.Stream;

import io.github.conditionalcache.representation.ContentMetadata;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * The fields of content and of its framing, which an answer without content must not
 * have.
 */
final class ContentFields {

	private static final List<String> NAMES = Stream
		.of(List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH), ContentMetadata.FIELDS,
				List.of(HttpHeaders.CONTENT_RANGE, HttpHeaders.TRANSFER_ENCODING, HttpHeaders.TRAILER))
		.flatMap(List::stream)
		.toList();

	private ContentFields() {
	}

	/**
	 * Removes the fields that Spring has not written to the response yet.
	 * @param pending the fields to be written
	 */
	static void removeFrom(HttpHeaders pending) {
		NAMES.forEach(pending::remove);
	}

	/**
	 * Removes the fields of a response.
	 * @param response the response
	 */
	static void removeFrom(HttpServletResponse response) {
		response.setContentType(null);
		if (response.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
			// Tomcat keeps a length of its own beside the field
			response.setContentLengthLong(-1);
		}
		for (int i = 0; i < NAMES.size(); i++) {
			String name = NAMES.get(i);
			if (response.containsHeader(name)) {
				response.setHeader(name, null);
			}
		}
	}

}
