package io.github.conditionalcache.selector;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A selection for tests.
 *
 * @param request the request
 */
public record Selected(HttpServletRequest request) implements Selection {

	@Override
	public @Nullable Principal user() {
		return this.request.getUserPrincipal();
	}

}
