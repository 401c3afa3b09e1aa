package io.github.conditionalcache.selector;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that selects a representation. Not thread-safe, as a request is handled by
 * one thread at a time.
 *
 * @since 0.1.0
 */
public interface Selection {

	/**
	 * Returns the request.
	 * @return the request
	 */
	HttpServletRequest request();

	/**
	 * Returns the user who sends it.
	 * @return the user, or {@code null} if the request is not authenticated
	 */
	@Nullable Principal principal();

	/**
	 * Returns an argument of the handler.
	 * @param index position of the parameter, from 0
	 * @return the argument, or {@code null} if it is null or not known
	 */
	default @Nullable Object argument(int index) {
		return null;
	}

}
