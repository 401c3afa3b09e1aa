package io.github.conditionalcache.webmvc;

import java.util.Locale;
import java.util.Set;

import org.springframework.http.MediaType;

/**
 * Media types whose content is sent piece by piece as it comes into being, and must never
 * be held back.
 */
final class StreamTypes {

	private static final Set<String> APPLICATION = Set.of("x-ndjson", "ndjson", "jsonl", "json-seq");

	private StreamTypes() {
	}

	static boolean include(MediaType type) {
		return include(type.getType(), type.getSubtype());
	}

	/**
	 * Returns whether a media type is one of them.
	 * @param contentType value of a Content-Type field, well-formed or not
	 * @return whether its content is sent piece by piece
	 */
	static boolean include(String contentType) {
		int end = contentType.indexOf(';');
		String bare = ((end < 0) ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
		int slash = bare.indexOf('/');
		return slash >= 0 && include(bare.substring(0, slash), bare.substring(slash + 1));
	}

	private static boolean include(String type, String subtype) {
		return switch (type) {
			case "multipart" -> true;
			case "text" -> subtype.equals("event-stream");
			case "application" -> subtype.startsWith("stream+") || APPLICATION.contains(subtype);
			default -> false;
		};
	}

}
