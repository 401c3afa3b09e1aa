package io.github.conditionalcache.selector.parameter;

import java.util.Set;

import io.github.conditionalcache.selector.Selector;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The types of users that name, authorities and claims tell apart completely. Types are
 * known by their very names, since a subclass may have anything beside.
 */
public final class KnownUsers {

	private static final String OAUTH = "org.springframework.security.oauth2.";

	private static final Set<String> USERS = Set.of("java.security.Principal",
			"org.springframework.security.core.Authentication",
			"org.springframework.security.authentication.AbstractAuthenticationToken",
			"org.springframework.security.authentication.UsernamePasswordAuthenticationToken",
			"org.springframework.security.authentication.RememberMeAuthenticationToken",
			"org.springframework.security.authentication.AnonymousAuthenticationToken",
			"org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken",
			"org.springframework.security.core.AuthenticatedPrincipal",
			"org.springframework.security.core.userdetails.UserDetails",
			"org.springframework.security.core.userdetails.User",
			OAUTH + "server.resource.authentication.JwtAuthenticationToken",
			OAUTH + "server.resource.authentication.BearerTokenAuthentication",
			OAUTH + "client.authentication.OAuth2AuthenticationToken");

	private static final Set<String> CLAIMS = Set.of(OAUTH + "jwt.Jwt", OAUTH + "core.ClaimAccessor",
			OAUTH + "jwt.JwtClaimAccessor", OAUTH + "core.OAuth2AuthenticatedPrincipal",
			OAUTH + "core.DefaultOAuth2AuthenticatedPrincipal",
			OAUTH + "server.resource.introspection.OAuth2IntrospectionAuthenticatedPrincipal",
			OAUTH + "core.user.OAuth2User", OAUTH + "core.user.DefaultOAuth2User",
			OAUTH + "core.oidc.IdTokenClaimAccessor", OAUTH + "core.oidc.StandardClaimAccessor",
			OAUTH + "core.oidc.user.OidcUser", OAUTH + "core.oidc.user.DefaultOidcUser");

	private static final Set<String> USER_EXPRESSIONS = Set.of("", "authentication", "authentication.principal");

	private static final boolean OAUTH_PRESENT = ClassUtils.isPresent(OAUTH + "core.ClaimAccessor",
			KnownUsers.class.getClassLoader());

	private KnownUsers() {
	}

	/**
	 * Returns the selector of the claims of a user's token beside name and authorities,
	 * such as who has issued it and who acts for the user.
	 * @param readable whether claims that are no simple values are left out; otherwise
	 * they are an error
	 * @return the selector, or {@code null} if there are no such tokens
	 */
	public static @Nullable Selector claims(boolean readable) {
		return OAUTH_PRESENT ? new OAuthClaims(readable) : null;
	}

	// An expression may lead to somebody else
	static boolean include(ParameterContext context) {
		String type = context.rawType().getName();
		return USER_EXPRESSIONS.contains(context.userExpression())
				&& (USERS.contains(type) || (OAUTH_PRESENT && CLAIMS.contains(type)));
	}

}
