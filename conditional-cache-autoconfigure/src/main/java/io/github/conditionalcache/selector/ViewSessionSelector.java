package io.github.conditionalcache.selector;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The session that a page may show, and the token in its forms: whether a view reads them
 * is not known before it has been rendered, so the inputs of the request count.
 * Immutable.
 */
public final class ViewSessionSelector implements Selector {

	private final TokenCarriers tokens;

	public ViewSessionSelector(TokenCarriers tokens) {
		this.tokens = tokens;
	}

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		variant.add(session(selection.request()));
		variant.add(this.tokens.broughtBy(selection.request()));
	}

	private static @Nullable String session(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? session.getId() : null;
	}

	@Override
	public boolean isPrivateFor(Selection selection) {
		return tellsApart(selection);
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return session(selection.request()) != null || this.tokens.broughtBy(selection.request()) != null;
	}

}
