package io.github.conditionalcache.webmvc;

import java.security.Principal;
import java.util.Comparator;
import java.util.Objects;

import io.github.conditionalcache.validator.Parts;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Name and authorities of a user of Spring Security, so that a changed role gives another
 * variant. Immutable.
 *
 * @since 0.1.0
 */
public final class AuthorityParts implements Variants.PrincipalParts {

	@Override
	public void add(Parts parts, Principal principal) {
		parts.add(principal.getName());
		if (principal instanceof Authentication authentication) {
			authentication.getAuthorities()
				.stream()
				.map(GrantedAuthority::getAuthority)
				.filter(Objects::nonNull)
				.sorted(Comparator.naturalOrder())
				.forEach(parts::add);
		}
	}

}
