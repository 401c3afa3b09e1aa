package io.github.conditionalcache.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.storing.Freshness;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Sets the fields that say how an answer may be stored (RFC 9111 §5.2, RFC 9213), where
 * the application has not. An answer for one user, or one that shared caches could not
 * tell from others, is sent as private. Thread-safe.
 */
final class StoringFields {

	private static final String CDN_CACHE_CONTROL = "CDN-Cache-Control";

	private static final Log logger = LogFactory.getLog(StoringFields.class);

	private final OncePerMinute warnings;

	private final @Nullable InstantSource expiry;

	/**
	 * Creates the writer of fields.
	 * @param expires whether caches that know only HTTP/1.0 are given a date
	 * @param clock the present
	 */
	StoringFields(boolean expires, Clock clock) {
		this.warnings = new OncePerMinute(logger, clock);
		this.expiry = expires ? clock : null;
	}

	void set(AnsweredRequest exchange, OwnFields own, HttpServletResponse response) {
		StoringPolicy storing = exchange.readPolicy().storing();
		String cacheControl = storing.cacheControl();
		if (cacheControl != null && !response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
			own.set(response, HttpHeaders.CACHE_CONTROL, permitted(exchange, cacheControl));
		}
		String cdnCacheControl = storing.cdnCacheControl();
		if (cdnCacheControl != null && !isPrivate(exchange) && !response.containsHeader(CDN_CACHE_CONTROL)) {
			own.set(response, CDN_CACHE_CONTROL, cdnCacheControl);
		}
	}

	/**
	 * Sets the date for caches that know only HTTP/1.0, once all other fields are set.
	 * @param exchange the request and its response
	 * @param own the fields that the library sets
	 * @param response the response to write to
	 */
	void expire(AnsweredRequest exchange, OwnFields own, HttpServletResponse response) {
		if (this.expiry == null || response.containsHeader(HttpHeaders.EXPIRES)) {
			return;
		}
		Duration fresh = freshness(exchange, response);
		if (fresh != null) {
			own.set(response, HttpHeaders.EXPIRES, HttpDate.format(this.expiry.instant().plus(fresh)));
		}
	}

	// Such a cache knows no Vary either: it would give one representation to all
	private static @Nullable Duration freshness(AnsweredRequest exchange, HttpServletResponse response) {
		return (response.containsHeader(HttpHeaders.VARY) || isPrivate(exchange)) ? Duration.ZERO
				: Freshness.of(List.copyOf(response.getHeaders(HttpHeaders.CACHE_CONTROL)));
	}

	private static boolean isPrivate(AnsweredRequest exchange) {
		return exchange.readPolicy().selectors().isPrivateFor(exchange) || exchange.user() != null;
	}

	private @Nullable String permitted(AnsweredRequest exchange, String wanted) {
		if (!isPrivate(exchange)) {
			return wanted;
		}
		ReadPolicy policy = exchange.readPolicy();
		if (policy.storing().isPublic()) {
			this.warnings.warn(policy.handlerId(), policy.name(), "has a public Cache-Control, but " + (policy
				.selectors()
				.isPrivateFor(exchange)
						? "the values that select its answer are in no request field that shared caches could compare"
						: "was asked by an authenticated user")
					+ "; it is sent as private");
		}
		return policy.storing().privateCacheControl();
	}

}
