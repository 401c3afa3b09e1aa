package io.github.conditionalcache.selector;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The address that links in an answer begin with: scheme, host, port and context path, as
 * the application sees them. Caches know it, because it is part of the URI that a client
 * asks for. Immutable.
 */
public record AddressSelector() implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		HttpServletRequest request = selection.request();
		variant.add(request.getScheme())
			.add(request.getServerName())
			.add(request.getServerPort())
			.add(request.getContextPath());
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return false;
	}

}
