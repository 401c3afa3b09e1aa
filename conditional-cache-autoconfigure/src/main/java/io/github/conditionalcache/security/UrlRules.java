package io.github.conditionalcache.security;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The facts of the rules by which requests are authorised before they reach Spring MVC.
 * Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UrlRules {

	/**
	 * For applications without rules that are known.
	 */
	UrlRules NONE = (request) -> false;

	/**
	 * Returns whether a rule for the URL of a write restricts who may know the resource
	 * there, and admits the user. Being logged in is no such restriction.
	 * @param request the write
	 * @return {@code false} also when nothing can be proved
	 */
	boolean admit(HttpServletRequest request);

	/**
	 * Returns whether the rules let the user read the resource of a write.
	 * @param request the write
	 * @return {@code true} also when there is no rule, but {@code false} when there is
	 * one and the user is not known, as on another thread
	 */
	default boolean letRead(HttpServletRequest request) {
		return true;
	}

}
