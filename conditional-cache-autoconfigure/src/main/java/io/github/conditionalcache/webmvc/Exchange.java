package io.github.conditionalcache.webmvc;

import java.security.Principal;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.Preconditions;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * State of one managed request from {@code preHandle} to the filter's end, over all its
 * dispatches. Lives in one request attribute; not thread-safe, as a request is handled by
 * one thread at a time.
 */
final class Exchange {

	private static final String ATTRIBUTE = Exchange.class.getName();

	private final HandlerPolicy policy;

	private final String pattern;

	private final Preconditions preconditions;

	private final HttpServletRequest request;

	private final ConditionalResponse response;

	private Result result = Result.BYPASS;

	private Reason reason = Reason.RAW;

	private ValidatorKind validator = ValidatorKind.NONE;

	private Phase phase = Phase.NONE;

	private @Nullable Long savedBytes;

	private boolean decided;

	private boolean reported;

	private boolean cacheControlOpen;

	Exchange(HandlerPolicy policy, String pattern, Preconditions preconditions, HttpServletRequest request,
			ConditionalResponse response) {
		this.policy = policy;
		this.pattern = pattern;
		this.preconditions = preconditions;
		this.request = request;
		this.response = response;
	}

	static @Nullable Exchange of(ServletRequest request) {
		return (Exchange) request.getAttribute(ATTRIBUTE);
	}

	void attachTo(ServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	HandlerPolicy policy() {
		return this.policy;
	}

	String pattern() {
		return this.pattern;
	}

	Preconditions preconditions() {
		return this.preconditions;
	}

	ConditionalResponse response() {
		return this.response;
	}

	@Nullable Principal principal() {
		return this.request.getUserPrincipal();
	}

	/**
	 * Returns whether this exchange may still be decided: nobody did so yet, and it did
	 * not fail.
	 * @return whether it is undecided
	 */
	boolean isUndecided() {
		return !this.decided;
	}

	/**
	 * Gives the exchange up: it is answered as without the library.
	 * @param reason why
	 */
	void bypass(Reason reason) {
		if (!this.response.isCommitted()) {
			this.response.withdrawFields();
		}
		this.decided = true;
		this.result = Result.BYPASS;
		this.reason = reason;
		this.validator = ValidatorKind.NONE;
		this.phase = Phase.NONE;
		this.savedBytes = null;
	}

	void decided(Result result, Reason reason, ValidatorKind validator, Phase phase) {
		this.decided = true;
		this.result = result;
		this.reason = reason;
		this.validator = validator;
		this.phase = phase;
	}

	/**
	 * Notes, before the filters outside see the response again, whether the application
	 * has said how it may be stored.
	 */
	void suspended() {
		this.cacheControlOpen = !this.response.containsHeader(HttpHeaders.CACHE_CONTROL);
	}

	/**
	 * Returns whether a Cache-Control seen now comes from a filter outside.
	 * @return whether the application had set none when the request was suspended
	 */
	boolean isCacheControlOpen() {
		return this.cacheControlOpen;
	}

	void saved(long bytes) {
		this.savedBytes = bytes;
	}

	boolean markReported() {
		boolean first = !this.reported;
		this.reported = true;
		return first;
	}

	Result result() {
		return this.result;
	}

	Reason reason() {
		return this.reason;
	}

	ValidatorKind validator() {
		return this.validator;
	}

	Phase phase() {
		return this.phase;
	}

	@Nullable Long savedBytes() {
		return this.savedBytes;
	}

}
