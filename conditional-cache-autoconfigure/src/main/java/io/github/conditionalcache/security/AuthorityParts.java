package io.github.conditionalcache.security;

import java.security.Principal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.tag.CanonicalBytes;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.util.ClassUtils;

/**
 * Name and authorities of a user of Spring Security, so that a changed role gives another
 * variant, the way the user has been authenticated, such as by a remembered login, and
 * the same of a user who has switched to this one. Immutable.
 *
 * @since 0.1.0
 */
public final class AuthorityParts implements PrincipalParts {

	private static final boolean USERS_SWITCH = ClassUtils.isPresent(
			"org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority",
			AuthorityParts.class.getClassLoader());

	@Override
	public void add(CanonicalBytes parts, Principal principal) {
		parts.add(principal.getName());
		if (principal instanceof Authentication authentication) {
			Collection<? extends GrantedAuthority> authorities = authentication.getAuthorities();
			List<String> names = authorities.stream()
				.map(GrantedAuthority::getAuthority)
				.filter(Objects::nonNull)
				.sorted(Comparator.naturalOrder())
				.toList();
			parts.add(authentication.getClass().getName());
			parts.add(names.size());
			names.forEach(parts::add);
			if (USERS_SWITCH) {
				addOriginal(parts, authorities);
			}
		}
	}

	private void addOriginal(CanonicalBytes parts, Collection<? extends GrantedAuthority> authorities) {
		for (GrantedAuthority authority : authorities) {
			if (authority instanceof SwitchUserGrantedAuthority switched) {
				add(parts, switched.getSource());
			}
		}
	}

}
