package io.github.conditionalcache.selector;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the carriers of a token against cross-site request forgery, apart from the
 * session. A page that shows such a token is of no use to whoever has lost its carrier.
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
	 * Returns the carriers that a request brings. No token is read or made for that.
	 * @param request the request
	 * @return the carrier's value, or {@code null} if the request brings none
	 */
	@Nullable String broughtBy(HttpServletRequest request);

}
