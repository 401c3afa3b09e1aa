package io.github.conditionalcache.selector;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.validator.CanonicalBytes;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * The claims of a user's token, apart from those that change with each token that is
 * issued. Immutable.
 *
 * @param readable whether claims that are no simple values are left out. Where a handler
 * takes them as a parameter, they are an error instead.
 */
record OAuthClaims(boolean readable) implements OAuthSelector {

	private static final Set<String> PER_TOKEN = Set.of("iat", "nbf", "exp", "jti");

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		Object user = (selection.principal() instanceof Authentication authentication) ? authentication.getPrincipal()
				: null;
		Map<String, @Nullable Object> claims = new HashMap<>(claims(user));
		claims.keySet().removeAll(PER_TOKEN);
		if (this.readable) {
			claims.values().removeIf((claim) -> !SimpleValues.isReadable(claim));
			if (claims.isEmpty()) {
				// Most users have none, and the kind of their authentication says so
				return;
			}
		}
		SimpleValues.add(variant, claims.isEmpty() ? null : claims);
	}

	private static Map<String, ? extends @Nullable Object> claims(@Nullable Object user) {
		if (user instanceof OAuth2AuthenticatedPrincipal principal) {
			return principal.getAttributes();
		}
		return (user instanceof ClaimAccessor token) ? token.getClaims() : Map.of();
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return selection.principal() != null;
	}

}
