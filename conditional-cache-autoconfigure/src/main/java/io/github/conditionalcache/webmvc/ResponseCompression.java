package io.github.conditionalcache.webmvc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Tells for which answers the server adds {@code Vary: accept-encoding} to the 200 but,
 * like Tomcat, not to the 304. Jetty adds the field to every answer, before its handler
 * runs. Immutable.
 *
 * @since 0.1.0
 */
public final class ResponseCompression {

	/**
	 * For servers that don't compress.
	 */
	public static final ResponseCompression NONE = new ResponseCompression(List.of(), Long.MAX_VALUE);

	/** Tomcat compresses what has one of these no further, or, for identity, never. */
	private static final Set<String> FINAL_CODINGS = Set.of("br", "compress", "dcb", "dcz", "deflate", "gzip",
			"identity", "pack200-gzip", "zstd");

	private final List<String> mimeTypes;

	private final long minSize;

	/**
	 * Creates a description of the server's compression.
	 * @param mimeTypes media types that are compressed
	 * @param minSize least length that is compressed, in bytes
	 */
	public ResponseCompression(List<String> mimeTypes, long minSize) {
		this.mimeTypes = mimeTypes.stream().map((type) -> type.toLowerCase(Locale.ROOT)).toList();
		this.minSize = minSize;
	}

	boolean dependsOnType() {
		return !this.mimeTypes.isEmpty();
	}

	boolean varies(HttpServletResponse response, ConditionalResponse conditional) {
		if (this.mimeTypes.isEmpty() || (conditional.isHolding() && conditional.held().size() < this.minSize)
				|| isStrong(response.getHeader(HttpHeaders.ETAG))
				|| isEncoded(response.getHeader(HttpHeaders.CONTENT_ENCODING))) {
			return false;
		}
		String type = response.getContentType();
		if (type == null) {
			// Decided before anybody said what it is
			return !conditional.isHolding();
		}
		String lower = type.toLowerCase(Locale.ROOT);
		return this.mimeTypes.stream().anyMatch(lower::startsWith);
	}

	// A strong answer is never compressed: its bytes would no longer be those of the tag
	private static boolean isStrong(@Nullable String entityTag) {
		return entityTag != null && !entityTag.trim().startsWith("W/");
	}

	private static boolean isEncoded(@Nullable String codings) {
		return codings != null && Arrays.stream(codings.toLowerCase(Locale.ROOT).split(","))
			.map(String::trim)
			.anyMatch(FINAL_CODINGS::contains);
	}

}
