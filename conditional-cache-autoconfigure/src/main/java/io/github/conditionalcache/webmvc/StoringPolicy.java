package io.github.conditionalcache.webmvc;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How answers may be stored.
 *
 * @param cacheControl value of Cache-Control where the application sets none (RFC 9111
 * §5.2)
 * @param cdnCacheControl value of CDN-Cache-Control (RFC 9213), or {@code null} to leave
 * it out
 * @param vary names of request fields that select the representation
 * @since 0.1.0
 */
public record StoringPolicy(String cacheControl, @Nullable String cdnCacheControl, List<String> vary) {

	/**
	 * Creates a policy.
	 * @param cacheControl value of Cache-Control
	 * @param cdnCacheControl value of CDN-Cache-Control, or {@code null}
	 * @param vary names of request fields
	 */
	public StoringPolicy {
		vary = List.copyOf(vary);
	}

}
