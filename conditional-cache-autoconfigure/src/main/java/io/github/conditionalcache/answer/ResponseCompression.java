package io.github.conditionalcache.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Tells which answers name {@code accept-encoding} in {@code Vary}. Tomcat adds it to a
 * 200 whose content it compresses or would compress, but not to the 304, nor to HEAD and
 * to parts. Since the length is not known when a 304 is decided early, the 200 names it
 * whatever its length. Jetty adds the field to every answer, before its handler runs.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class ResponseCompression {

	/**
	 * For servers that don't compress.
	 */
	public static final ResponseCompression NONE = new ResponseCompression(List.of(), Long.MAX_VALUE);

	/**
	 * Tomcat compresses content with one of these no further, or, for identity, never.
	 */
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
		this.mimeTypes = List.copyOf(mimeTypes);
		this.minSize = minSize;
	}

	boolean dependsOnType() {
		return !this.mimeTypes.isEmpty();
	}

	/**
	 * Returns whether the server names {@code accept-encoding} in an answer, or may do so
	 * once it knows its length.
	 * @param request the request
	 * @param response the response, with its entity tag
	 * @param managed the content, as far as it is held back
	 * @return whether 200 and 304 are to name it
	 */
	boolean varies(HttpServletRequest request, HttpServletResponse response, ManagedResponse managed) {
		if (this.mimeTypes.isEmpty() || (managed.isHolding() && managed.held().size() < this.minSize)
				|| isStrong(response.getHeader(HttpHeaders.ETAG))
				|| isEncoded(response.getHeader(HttpHeaders.CONTENT_ENCODING))) {
			return false;
		}
		String type = response.getContentType();
		if (type == null) {
			// Decided before anybody has set its type
			return !managed.isHolding() && mayBeProduced(request);
		}
		return isCompressed(type);
	}

	private boolean mayBeProduced(HttpServletRequest request) {
		if (!(request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Set<?> types)) {
			return true;
		}
		for (Object type : types) {
			if (!(type instanceof MediaType known && known.isConcrete()) || isCompressed(type.toString())) {
				return true;
			}
		}
		return false;
	}

	private boolean isCompressed(String type) {
		for (int i = 0; i < this.mimeTypes.size(); i++) {
			String compressed = this.mimeTypes.get(i);
			if (type.regionMatches(true, 0, compressed, 0, compressed.length())) {
				return true;
			}
		}
		return false;
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
