package io.github.conditionalcache.selector.parameter;

import java.util.Set;

import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.parameter.ParameterSelection.Need;
import io.github.conditionalcache.version.declared.DeclaredVersion;

/**
 * Properties of a user that an expression reads. One that the tag does not know may lead
 * to equal versions for different answers.
 */
final class UserProperties {

	static final ParameterSelection NOT_COVERED = ParameterSelection.opaque(
			"the expression reads a property of the user beside name and authorities, which the tag does not tell apart",
			"Take the property itself: @AuthenticationPrincipal(expression = \"tenant\") String tenant.");

	private static final Set<String> COVERED = Set.of("", "name", "username", "authorities", "authenticated");

	private static final Set<String> CLAIMS = Set.of("claims", "claim", "claimAsString", "attributes", "attribute",
			"tokenAttributes", "subject", "hasClaim");

	private static final String PRINCIPAL = "principal.";

	private UserProperties() {
	}

	static boolean areReadBy(DeclaredVersion declared, int position, ParameterSelection parameter) {
		boolean whole = parameter.needs().contains(Need.USER)
				&& parameter.selectors().stream().noneMatch(Selector::readsArgument);
		boolean claims = parameter.selectors().stream().anyMatch(OAuthSelector.class::isInstance);
		return whole && declared.pathsOf(position).stream().anyMatch((path) -> !isCovered(path, claims));
	}

	private static boolean isCovered(String path, boolean claims) {
		String property = path.startsWith(PRINCIPAL) ? path.substring(PRINCIPAL.length()) : path;
		int end = property.indexOf('.');
		String first = (end >= 0) ? property.substring(0, end) : property;
		return COVERED.contains(first) || (claims && CLAIMS.contains(first));
	}

}
