package io.github.conditionalcache.selector.parameter;

import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.Cookie;

import org.springframework.web.util.WebUtils;

/**
 * One cookie. Caches can't tell the cookies of a request apart, so the answer is private.
 * Immutable.
 *
 * @param name name of the cookie
 */
record CookieSelector(String name) implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		Cookie cookie = WebUtils.getCookie(selection.request(), this.name);
		variant.add(this.name).add((cookie != null) ? cookie.getValue() : null);
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
