package io.github.conditionalcache.representation;

import java.util.List;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * The fields beside the media type that say how to read content, and under which name to
 * keep it. A 304 does not repeat them (RFC 9110 §15.4.5), so that a client learns of
 * another value only by another entity tag.
 */
public final class ContentMetadata {

	/** The names of the fields. */
	public static final List<String> FIELDS = List.of(HttpHeaders.CONTENT_ENCODING, HttpHeaders.CONTENT_LANGUAGE,
			HttpHeaders.CONTENT_DISPOSITION);

	private ContentMetadata() {
	}

	/**
	 * Adds the fields of an answer, as far as it has them.
	 * @param parts takes them
	 * @param response the response, with the application's fields
	 */
	static void addTo(CanonicalBytes parts, HttpServletResponse response) {
		for (int i = 0; i < FIELDS.size(); i++) {
			String name = FIELDS.get(i);
			if (response.containsHeader(name)) {
				parts.add(name).add(String.join("\n", response.getHeaders(name)));
			}
		}
	}

}
