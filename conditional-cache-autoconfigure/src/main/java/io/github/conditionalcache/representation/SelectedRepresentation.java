package io.github.conditionalcache.representation;

import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.selector.Selection;

/**
 * The representation that a request selects, for which an entity tag is made (RFC 9110
 * §3.2).
 */
public interface SelectedRepresentation extends Selection {

	/**
	 * Returns the policy of the handler that answers GET.
	 * @return the policy
	 */
	ReadPolicy readPolicy();

}
