package io.github.conditionalcache.handler;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.MediaType;

/**
 * Media types whose content is sent piece by piece as it comes into being, and must never
 * be held back.
 */
public final class StreamTypes {

	private static final Set<String> APPLICATION = Set.of("x-ndjson", "ndjson", "jsonl", "jsonlines", "json-seq");

	private static final Pattern PARTS = Pattern.compile("\\s*([^\\s/;,]+)/([^\\s;,]+)");

	private StreamTypes() {
	}

	public static boolean include(MediaType type) {
		return include(type.getType(), type.getSubtype());
	}

	/**
	 * Returns whether a media type is one of them.
	 * @param contentType value of a Content-Type field, well-formed or not
	 * @return whether its content is sent piece by piece
	 */
	public static boolean include(String contentType) {
		Matcher parts = PARTS.matcher(contentType);
		return parts.lookingAt()
				&& include(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2).toLowerCase(Locale.ROOT));
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
