package io.github.conditionalcache.selector.parameter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.selector.SimpleValues;
import io.github.conditionalcache.tag.CanonicalBytes;
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

	private static final Set<String> PER_TOKEN = Set.of("iat", "nbf", "exp", "jti", "nonce", "at_hash", "c_hash",
			"s_hash");

	/** Names that have this meaning in the tokens of Microsoft alone. */
	private static final Set<String> PER_MICROSOFT_TOKEN = Set.of("uti", "aio", "rh");

	private static final List<String> MICROSOFT = List.of("https://login.microsoftonline.com/",
			"https://sts.windows.net/");

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		Object user = (selection.user() instanceof Authentication authentication) ? authentication.getPrincipal()
				: null;
		Map<String, byte @Nullable []> selecting = selecting(claims(user));
		// Most users have none, and the kind of their authentication says so
		if (!selecting.isEmpty()) {
			CanonicalBytes named = new CanonicalBytes();
			selecting.forEach((name, claim) -> {
				named.add(name);
				named.add(claim);
			});
			variant.add(named.toByteArray());
		}
		else if (!this.readable) {
			variant.addAbsent();
		}
	}

	private Map<String, byte @Nullable []> selecting(Map<String, ? extends @Nullable Object> claims) {
		if (claims.isEmpty()) {
			return Map.of();
		}
		boolean microsoft = MICROSOFT.stream().anyMatch(String.valueOf(claims.get("iss"))::startsWith);
		Map<String, byte @Nullable []> selecting = new TreeMap<>();
		claims.forEach((name, claim) -> {
			if (!PER_TOKEN.contains(name) && !(microsoft && PER_MICROSOFT_TOKEN.contains(name))) {
				add(selecting, name, claim);
			}
		});
		return selecting;
	}

	private void add(Map<String, byte @Nullable []> selecting, String name, @Nullable Object claim) {
		try {
			selecting.put(name, SimpleValues.toBytes(claim));
		}
		catch (IllegalArgumentException ex) {
			if (!this.readable) {
				throw ex;
			}
		}
	}

	private static Map<String, ? extends @Nullable Object> claims(@Nullable Object user) {
		if (user instanceof OAuth2AuthenticatedPrincipal principal) {
			return principal.getAttributes();
		}
		return (user instanceof ClaimAccessor token) ? token.getClaims() : Map.of();
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return selection.user() != null;
	}

}
