package io.github.conditionalcache.answer;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.storing.CacheDirectives;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Header fields of managed answers (RFC 9110 §15.4.5, RFC 9111 §5.2). What the
 * application set stays. Thread-safe.
 *
 * @since 0.1.0
 */
public final class AnswerFields {

	private static final String CDN_CACHE_CONTROL = "CDN-Cache-Control";

	private static final Log logger = LogFactory.getLog(AnswerFields.class);

	private final ResponseCompression compression;

	private final OncePerMinute warnings;

	/**
	 * Creates the writer of fields.
	 * @param compression tells which answers the server compresses
	 * @param clock tells when a warning may be logged again
	 */
	public AnswerFields(ResponseCompression compression, Clock clock) {
		this.compression = compression;
		this.warnings = new OncePerMinute(logger, clock);
	}

	/**
	 * Returns why this response can have no validator of ours, and no {@code 304}.
	 * @param request the request
	 * @param response the response as the application wants it
	 * @return the reason, or {@code null} if nothing stands against it
	 */
	public @Nullable Reason obstacle(HttpServletRequest request, HttpServletResponse response) {
		return (response.getStatus() != HttpServletResponse.SC_OK) ? Reason.STATUS : fieldObstacle(request, response);
	}

	/**
	 * Does the same for a response of any status.
	 * @param request the request
	 * @param response the response as the application wants it
	 * @return the reason, or {@code null} if nothing stands against it
	 */
	public @Nullable Reason fieldObstacle(HttpServletRequest request, HttpServletResponse response) {
		Reason late = LateFields.obstacle(request, response);
		if (late != null) {
			return late;
		}
		return (response.containsHeader(HttpHeaders.CACHE_CONTROL)
				&& response.getHeaders(HttpHeaders.CACHE_CONTROL).stream().anyMatch(CacheDirectives::mayForbidStoring))
						? Reason.NO_STORE : null;
	}

	/**
	 * Returns whether the fields of a 304 depend on the media type of its 200.
	 * @return whether they do
	 */
	public boolean dependOnType() {
		return this.compression.dependsOnType();
	}

	/**
	 * Labels the representation that is sent: a 200, or the 304 about it.
	 * @param exchange the request and its response
	 * @param response the response to write to
	 * @param current the validators of the selected representation
	 * @param kind where the validators come from
	 */
	public void label(AnsweredRequest exchange, HttpServletResponse response, Validators current, ValidatorKind kind) {
		OwnFields own = exchange.response().ownFields();
		if (kind != ValidatorKind.APPLICATION) {
			setValidators(own, response, current);
		}
		String cacheControl = exchange.policy().storing().cacheControl();
		if (cacheControl != null && !response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
			own.set(response, HttpHeaders.CACHE_CONTROL, permitted(exchange, cacheControl));
		}
		String cdnCacheControl = exchange.policy().storing().cdnCacheControl();
		if (cdnCacheControl != null && !isPrivate(exchange) && !response.containsHeader(CDN_CACHE_CONTROL)) {
			own.set(response, CDN_CACHE_CONTROL, cdnCacheControl);
		}
		vary(own, response, exchange.policy().selectors());
		exchange.policy()
			.selectors()
			.sentFields(exchange.request())
			.forEach((name) -> addToList(own, response, HttpHeaders.VARY, name));
		if (this.compression.varies(exchange.request(), response, exchange.response())) {
			addToList(own, response, HttpHeaders.VARY, "accept-encoding");
		}
		expose(own, response);
	}

	private static boolean isPrivate(AnsweredRequest exchange) {
		return exchange.policy().selectors().isPrivateFor(exchange) || exchange.user() != null;
	}

	private static void vary(OwnFields own, HttpServletResponse response, HandlerSelectors selectors) {
		String text = selectors.varyText();
		if (text != null && !response.containsHeader(HttpHeaders.VARY)) {
			own.set(response, HttpHeaders.VARY, text);
		}
		else if (text != null) {
			selectors.vary().forEach((name) -> addToList(own, response, HttpHeaders.VARY, name));
		}
	}

	private static void expose(OwnFields own, HttpServletResponse response) {
		if (CrossOrigin.isAllowed(response)) {
			addToList(own, response, HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.ETAG);
		}
	}

	/**
	 * Makes the response a 304 with the fields that its 200 would have (RFC 9110
	 * §15.4.5).
	 * @param exchange the request and its response
	 * @param response the response to write to
	 * @param current the validators of the selected representation
	 * @param kind where the validators come from
	 */
	public void notModified(AnsweredRequest exchange, HttpServletResponse response, Validators current,
			ValidatorKind kind) {
		label(exchange, response, current, kind);
		response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
		ContentFields.removeFrom(response);
		if (response.getTrailerFields() != null) {
			// Tomcat would send a last chunk after the fields
			response.setTrailerFields(null);
		}
	}

	/**
	 * Gives a 304 that the handler itself makes the fields that its 200 would have, but
	 * no validator that it did not set.
	 * @param exchange the exchange
	 * @param response the response, with status 304
	 * @return why it is left alone, or {@code null} if it is not
	 */
	public @Nullable Reason completeNotModified(AnsweredRequest exchange, HttpServletResponse response) {
		Reason obstacle = fieldObstacle(exchange.request(), response);
		if (obstacle == null) {
			notModified(exchange, response, Validators.untagged(null), ValidatorKind.APPLICATION);
		}
		return obstacle;
	}

	/**
	 * Makes the response a 412 that names the current entity tag.
	 * @param exchange the request and its response
	 * @param response the response to write to
	 * @param current the validators of the selected representation
	 */
	public void preconditionFailed(AnsweredRequest exchange, HttpServletResponse response, Validators current) {
		OwnFields own = exchange.response().ownFields();
		setValidators(own, response, current);
		expose(own, response);
		response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
		ContentFields.removeFrom(response);
	}

	private static void setValidators(OwnFields own, HttpServletResponse response, Validators current) {
		EntityTag tag = current.entityTag();
		if (tag != null && !response.containsHeader(HttpHeaders.ETAG)) {
			own.set(response, HttpHeaders.ETAG, tag.toString());
		}
		Instant lastModified = current.lastModified();
		if (lastModified != null && !response.containsHeader(HttpHeaders.LAST_MODIFIED)) {
			own.set(response, HttpHeaders.LAST_MODIFIED, HttpDate.format(lastModified));
		}
	}

	private @Nullable String permitted(AnsweredRequest exchange, String wanted) {
		StoringPolicy storing = exchange.policy().storing();
		if (!isPrivate(exchange)) {
			return wanted;
		}
		if (storing.isPublic()) {
			this.warnings.warn(exchange.policy().handlerId(), exchange.policy().name(),
					"has a public Cache-Control, but " + (exchange.policy().selectors().isPrivateFor(exchange)
							? "what selects its answer is in no request field that shared caches could compare"
							: "was asked by an authenticated user") + "; it is sent as private");
		}
		return storing.privateCacheControl();
	}

	private static void addToList(OwnFields own, HttpServletResponse response, String field, String member) {
		if (!response.containsHeader(field)) {
			own.set(response, field, member);
			return;
		}
		Collection<String> lines = response.getHeaders(field);
		for (String line : lines) {
			if (contains(line, member) || (field.equals(HttpHeaders.VARY) && contains(line, "*"))) {
				return;
			}
		}
		String joined = String.join(", ", lines);
		own.set(response, field, joined.isEmpty() ? member : joined + ", " + member);
	}

	// Called for each answer, so nothing is cut out of the line
	private static boolean contains(String line, String member) {
		int start = 0;
		while (start <= line.length()) {
			int comma = line.indexOf(',', start);
			int end = (comma >= 0) ? comma : line.length();
			if (isBetween(line, start, end, member)) {
				return true;
			}
			start = end + 1;
		}
		return false;
	}

	private static boolean isBetween(String line, int start, int end, String member) {
		int first = start;
		while (first < end && line.charAt(first) <= ' ') {
			first++;
		}
		int last = end;
		while (last > first && line.charAt(last - 1) <= ' ') {
			last--;
		}
		return last - first == member.length() && line.regionMatches(true, first, member, 0, member.length());
	}

}
