package io.github.conditionalcache.security;

import java.util.List;
import java.util.stream.Stream;

import io.github.conditionalcache.tag.CanonicalBytes;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthorityParts}.
 */
class AuthorityPartsTests {

	@Test
	void roleOfTheSameUserCounts() {
		byte[] reader = of(user("ann", "READER"));
		assertThat(of(user("ann", "READER"))).isEqualTo(reader);
		assertThat(of(user("ann", "READER", "WRITER"))).isNotEqualTo(reader);
		assertThat(of(user("ann", "WRITER"))).isNotEqualTo(reader);
		assertThat(of(user("ann"))).isNotEqualTo(reader);
		assertThat(of(user("bob", "READER"))).isNotEqualTo(reader);
	}

	@Test
	void orderOfRolesDoesNotCount() {
		assertThat(of(user("ann", "WRITER", "READER"))).isEqualTo(of(user("ann", "READER", "WRITER")));
	}

	@Test
	void rememberedLoginIsAnother() {
		Authentication remembered = new RememberMeAuthenticationToken("key", "ann",
				AuthorityUtils.createAuthorityList("READER"));
		assertThat(of(remembered)).isNotEqualTo(of(user("ann", "READER")));
	}

	@Test
	void userWhoHasSwitchedCounts() {
		byte[] alice = of(switched("bob", user("alice", "ADMIN")));
		assertThat(of(switched("bob", user("alice", "ADMIN")))).isEqualTo(alice);
		assertThat(of(switched("bob", user("root", "ADMIN")))).isNotEqualTo(alice);
		assertThat(of(switched("bob", user("alice", "SUPPORT")))).isNotEqualTo(alice);
		assertThat(of(switched("bob", switched("alice", user("root", "ADMIN"))))).isNotEqualTo(alice);
		assertThat(of(user("bob", "READER", "ROLE_PREVIOUS_ADMINISTRATOR"))).isNotEqualTo(alice);
	}

	private static byte[] of(Authentication user) {
		CanonicalBytes parts = new CanonicalBytes();
		new AuthorityParts().add(parts, user);
		return parts.toByteArray();
	}

	private static Authentication user(String name, String... roles) {
		return new TestingAuthenticationToken(name, "", roles);
	}

	private static Authentication switched(String name, Authentication original) {
		List<GrantedAuthority> authorities = Stream
			.of(new SimpleGrantedAuthority("READER"),
					new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR", original))
			.map(GrantedAuthority.class::cast)
			.toList();
		return new TestingAuthenticationToken(name, "", authorities);
	}

}
