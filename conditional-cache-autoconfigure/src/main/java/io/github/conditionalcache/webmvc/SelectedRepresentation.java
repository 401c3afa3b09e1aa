package io.github.conditionalcache.webmvc;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * What an entity tag is made for: the representation that a request selects (RFC 9110
 * §3.2).
 */
interface SelectedRepresentation {

	/**
	 * Returns the policy of the handler that answers GET.
	 * @return the policy
	 */
	HandlerPolicy policy();

	/**
	 * Returns the user who asks.
	 * @return the user, or {@code null} if the request is not authenticated
	 */
	@Nullable Principal principal();

}
