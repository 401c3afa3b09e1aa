package io.github.conditionalcache.webmvc;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells for which answers the server adds {@code Vary: accept-encoding} to the 200 but,
 * like Tomcat, not to the 304. Immutable.
 *
 * @since 0.1.0
 */
public final class ResponseCompression {

	/**
	 * For servers that don't compress.
	 */
	public static final ResponseCompression NONE = new ResponseCompression(List.of(), Long.MAX_VALUE);

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
		if (this.mimeTypes.isEmpty() || (conditional.isHolding() && conditional.held().size() < this.minSize)) {
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

}
