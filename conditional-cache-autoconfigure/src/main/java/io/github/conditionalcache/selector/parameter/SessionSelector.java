package io.github.conditionalcache.selector.parameter;

import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpSession;

/**
 * The session of a request, which something in the answer belongs to. Immutable.
 */
record SessionSelector() implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		HttpSession session = selection.request().getSession(false);
		variant.add((session != null) ? session.getId() : null);
	}

	@Override
	public boolean isPrivate() {
		return true;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return true;
	}

}
