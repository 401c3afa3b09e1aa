package io.github.conditionalcache.answer;

import java.util.List;
import java.util.Locale;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Header fields that make an answer one for this request alone, whoever adds it and
 * however late: a cookie, a session that the client does not know yet, and a nonce in
 * Content-Security-Policy, which allows the scripts of this answer and of no other.
 */
public final class LateFields {

	private static final String ENFORCED_POLICY = "Content-Security-Policy";

	private static final String REPORTED_POLICY = "Content-Security-Policy-Report-Only";

	/** The fields that may have a nonce. */
	private static final List<String> SCRIPT_POLICIES = List.of(ENFORCED_POLICY, REPORTED_POLICY);

	private LateFields() {
	}

	/**
	 * Returns why a field that is set forbids a validator.
	 * @param name field name
	 * @param value field value, or {@code null} if the field is removed
	 * @return the reason, or {@code null} if the field does not matter
	 */
	public static @Nullable Reason obstacle(String name, @Nullable String value) {
		if (value == null) {
			return null;
		}
		if (HttpHeaders.SET_COOKIE.equalsIgnoreCase(name)) {
			return Reason.COOKIE;
		}
		boolean scriptPolicy = ENFORCED_POLICY.equalsIgnoreCase(name) || REPORTED_POLICY.equalsIgnoreCase(name);
		return (scriptPolicy && hasNonce(value)) ? Reason.NONCE : null;
	}

	/**
	 * Returns why a response as it is forbids a validator.
	 * @param request the request
	 * @param response the response
	 * @return the reason, or {@code null} if nothing stands against it
	 */
	public static @Nullable Reason obstacle(HttpServletRequest request, HttpServletResponse response) {
		if (response.containsHeader(HttpHeaders.SET_COOKIE) || isBegun(request)) {
			return Reason.COOKIE;
		}
		for (int i = 0; i < SCRIPT_POLICIES.size(); i++) {
			String name = SCRIPT_POLICIES.get(i);
			if (response.containsHeader(name) && response.getHeaders(name).stream().anyMatch(LateFields::hasNonce)) {
				return Reason.NONCE;
			}
		}
		return null;
	}

	/**
	 * Keeps a 304 that turns out to be for its request alone out of shared caches: they
	 * add the fields of a 304 to what they have stored. A policy of the application's own
	 * stays.
	 * @param response the response
	 */
	public static void keepPrivate(HttpServletResponse response) {
		if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, StoringPolicy.PRIVATE);
		}
	}

	/**
	 * Removes the policies of a 304: the stored answer keeps the one that allows its
	 * scripts.
	 * @param response the response
	 */
	public static void removeScriptPolicies(HttpServletResponse response) {
		SCRIPT_POLICIES.forEach((name) -> response.setHeader(name, null));
	}

	// Its identifier may still be sent, and not in a cookie
	private static boolean isBegun(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return session != null && session.isNew();
	}

	private static boolean hasNonce(String policy) {
		return policy.toLowerCase(Locale.ROOT).contains("'nonce-");
	}

}
