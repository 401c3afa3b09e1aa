package io.github.conditionalcache.answer;

import java.time.Clock;
import java.time.Instant;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.storing.CacheDirectives;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Header fields of managed answers (RFC 9110 §15.4.5, RFC 9111 §5.2). What the
 * application set stays. Thread-safe.
 *
 * @since 0.1.0
 */
public final class AnswerFields {

	private final ResponseCompression compression;

	private final StoringFields storing;

	/**
	 * Creates the writer of fields.
	 * @param compression tells which answers the server compresses
	 * @param expires whether caches that know only HTTP/1.0 are given a date
	 * @param clock the present
	 */
	public AnswerFields(ResponseCompression compression, boolean expires, Clock clock) {
		this.compression = compression;
		this.storing = new StoringFields(expires, clock);
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
		if (request.getAttribute(NotCacheable304.REQUEST_ATTRIBUTE) != null) {
			return Reason.SKIPPED;
		}
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
		ManagedResponse managed = exchange.response();
		OwnFields own = managed.ownFields();
		if (kind != ValidatorKind.APPLICATION) {
			setValidators(own, response, current);
		}
		this.storing.set(exchange, own, response);
		vary(own, response, exchange.readPolicy().selectors(), exchange.request());
		if (this.compression.varies(exchange.request(), response, managed)) {
			ListField.add(own, response, HttpHeaders.VARY, "accept-encoding");
		}
		this.storing.expire(exchange, own, response);
		expose(own, response);
	}

	private static void vary(OwnFields own, HttpServletResponse response, HandlerSelectors selectors,
			HttpServletRequest request) {
		String text = selectors.varyText();
		if (text != null && !response.containsHeader(HttpHeaders.VARY)) {
			own.set(response, HttpHeaders.VARY, text);
		}
		else if (text != null) {
			selectors.vary().forEach((name) -> ListField.add(own, response, HttpHeaders.VARY, name));
		}
		selectors.sentFields(request).forEach((name) -> ListField.add(own, response, HttpHeaders.VARY, name));
	}

	private static void expose(OwnFields own, HttpServletResponse response) {
		if (CrossOrigin.isAllowed(response)) {
			ListField.add(own, response, HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.ETAG);
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

}
