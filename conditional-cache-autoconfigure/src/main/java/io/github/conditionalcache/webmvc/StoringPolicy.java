package io.github.conditionalcache.webmvc;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How answers may be stored.
 *
 * @param cacheControl value of Cache-Control where the application sets none (RFC 9111
 * §5.2), or {@code null} to leave it alone
 * @param cdnCacheControl value of CDN-Cache-Control (RFC 9213), or {@code null} to leave
 * it out
 * @param vary names of request fields that select the representation
 * @since 0.1.0
 */
public record StoringPolicy(@Nullable String cacheControl, @Nullable String cdnCacheControl, List<String> vary) {

	/**
	 * Leaves all of it to the application.
	 */
	static final StoringPolicy NONE = new StoringPolicy(null, null, List.of());

	/**
	 * Creates a policy.
	 * @param cacheControl value of Cache-Control, or {@code null}
	 * @param cdnCacheControl value of CDN-Cache-Control, or {@code null}
	 * @param vary names of request fields
	 */
	public StoringPolicy {
		vary = List.copyOf(vary);
	}

}
