package io.github.conditionalcache.storing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How answers may be stored.
 *
 * @param cacheControl value of Cache-Control where the application sets none (RFC 9111
 * §5.2), or {@code null} to leave it alone
 * @param privateCacheControl value of Cache-Control for answers that caches which several
 * users share must not store, or {@code null} to leave it alone
 * @param cdnCacheControl value of CDN-Cache-Control (RFC 9213), or {@code null} to leave
 * it out
 * @param vary names of request fields that select the representation
 * @param locale whether the language selects the representation
 * @since 0.1.0
 */
public record StoringPolicy(@Nullable String cacheControl, @Nullable String privateCacheControl,
		@Nullable String cdnCacheControl, List<String> vary, boolean locale) {

	/**
	 * Leaves all of it to the application.
	 */
	public static final StoringPolicy NONE = new StoringPolicy(null, null, null, List.of(), false);

	/**
	 * Value of Cache-Control for an answer that is stored by its user alone, and
	 * revalidated on every use.
	 */
	public static final String PRIVATE = "private, no-cache, max-age=0";

	/**
	 * Creates a policy.
	 * @param cacheControl value of Cache-Control, or {@code null}
	 * @param privateCacheControl value of Cache-Control without shared caches, or
	 * {@code null}
	 * @param cdnCacheControl value of CDN-Cache-Control, or {@code null}
	 * @param vary names of request fields
	 * @param locale whether the language selects
	 */
	public StoringPolicy {
		vary = List.copyOf(vary);
	}

	/**
	 * Creates a policy.
	 * @param cacheControl value of Cache-Control
	 * @param cdnCacheControl value of CDN-Cache-Control, or {@code null}
	 * @param vary names of request fields
	 * @param locale whether the language selects
	 * @return the policy
	 */
	public static StoringPolicy of(String cacheControl, @Nullable String cdnCacheControl, List<String> vary,
			boolean locale) {
		CacheDirectives directives = CacheDirectives.of(cacheControl);
		String withoutShared = directives.letSharedCachesStore() ? "private, " + cacheControl : cacheControl;
		return new StoringPolicy(cacheControl, directives.nameSharedCaches() ? PRIVATE : withoutShared, cdnCacheControl,
				vary, locale);
	}

	/**
	 * Returns whether the policy names shared caches, so that a private answer departs
	 * from it.
	 * @return whether it does
	 */
	public boolean isPublic() {
		return this.cdnCacheControl != null
				|| (this.cacheControl != null && CacheDirectives.of(this.cacheControl).nameSharedCaches());
	}

}
