package io.github.conditionalcache.selector;

import io.github.conditionalcache.validator.Parts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The session whose token a page shows in its forms. Immutable.
 */
final class ViewSessionSelector implements Selector {

	/** Where Spring Security leaves the token for views. */
	private static final String CSRF_TOKEN = "_csrf";

	@Override
	public void addTo(Parts variant, Selection selection) {
		variant.add(session(selection.request()));
	}

	private static @Nullable String session(HttpServletRequest request) {
		HttpSession session = (request.getAttribute(CSRF_TOKEN) != null) ? request.getSession(false) : null;
		return (session != null) ? session.getId() : null;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return session(selection.request()) != null;
	}

}
