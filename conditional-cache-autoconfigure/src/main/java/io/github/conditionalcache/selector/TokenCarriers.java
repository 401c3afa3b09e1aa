package io.github.conditionalcache.selector;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads what carries a token against cross-site request forgery, apart from the session.
 * A page that shows such a token is of no use to whoever has lost its carrier.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TokenCarriers {

	/**
	 * For applications that have no such tokens.
	 */
	TokenCarriers NONE = (request) -> null;

	/**
	 * Returns what a request brings. A token is neither read nor made for that.
	 * @param request the request
	 * @return the carrier's value, or {@code null} if the request brings none
	 */
	@Nullable String broughtBy(HttpServletRequest request);

}
