package io.github.conditionalcache.selector;

import java.security.Principal;

import io.github.conditionalcache.tag.CanonicalBytes;

/**
 * Adds an authenticated user to a variant. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PrincipalParts {

	/**
	 * The user's name alone.
	 */
	PrincipalParts NAME = (parts, principal) -> parts.add(principal.getName());

	/**
	 * Adds the parts that the representation may depend on.
	 * @param parts takes it, and must not be kept
	 * @param principal the user
	 */
	void add(CanonicalBytes parts, Principal principal);

}
