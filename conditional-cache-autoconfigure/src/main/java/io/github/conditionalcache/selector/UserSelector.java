package io.github.conditionalcache.selector;

import java.security.Principal;

import io.github.conditionalcache.tag.CanonicalBytes;

/**
 * The authenticated user. No request field is named for it: the answer to a user is
 * private instead. Immutable.
 *
 * @param parts adds a user
 */
public record UserSelector(PrincipalParts parts) implements Selector {

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		Principal user = selection.user();
		if (user != null) {
			this.parts.add(variant, user);
		}
		else {
			variant.addAbsent();
		}
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return selection.user() != null;
	}

}
