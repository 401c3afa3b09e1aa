package io.github.conditionalcache.selector.parameter;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Selectors that parameters add, over plain values.
 */
class ParameterSelectorsTests {

	@Test
	void claimsEnterButThoseOfOneToken() {
		String first = variantOf(new OAuthClaims(false), jwt("ann", "one", 1));
		assertThat(variantOf(new OAuthClaims(false), jwt("ann", "one", 2))).isEqualTo(first);
		assertThat(variantOf(new OAuthClaims(false), jwt("ann", "two", 1))).isNotEqualTo(first);
		assertThat(variantOf(new OAuthClaims(false), jwt("bob", "one", 1))).isNotEqualTo(first);
	}

	@Test
	void attributesOfOAuthUsersEnter() {
		String first = variantOf(new OAuthClaims(false), user(Map.of("sub", "ann", "address", Map.of("city", "Rome"))));
		assertThat(variantOf(new OAuthClaims(false), user(Map.of("sub", "ann", "address", Map.of("city", "Oslo")))))
			.isNotEqualTo(first);
		assertThat(variantOf(new OAuthClaims(false), user(Map.of("address", Map.of("city", "Rome"), "sub", "ann"))))
			.isEqualTo(first);
	}

	@Test
	void claimThatIsNoValueIsLeftOutWhereNoParameterTakesIt() {
		Principal user = user(Map.of("sub", "ann", "entity", new Object()));
		assertThatIllegalArgumentException().isThrownBy(() -> variantOf(new OAuthClaims(false), user));
		assertThat(variantOf(new OAuthClaims(true), user))
			.isEqualTo(variantOf(new OAuthClaims(true), user(Map.of("sub", "ann"))));
		assertThat(variantOf(new OAuthClaims(true), jwt("ann", "one", 1)))
			.isNotEqualTo(variantOf(new OAuthClaims(true), jwt("ann", "two", 1)));
	}

	@ParameterizedTest
	@CsvSource({ "nonce, , true", "at_hash, , true", "c_hash, , true", "s_hash, , true", "sid, , false",
			"auth_time, , false", "uti, , false", "uti, https://login.microsoftonline.com/1/v2.0, true",
			"aio, https://sts.windows.net/1/, true", "rh, https://sts.windows.net/1/, true",
			"rh, https://example.org/, false" })
	void claimsOfOneTokenAreNone(String name, @Nullable String issuer, boolean left) {
		Map<String, Object> claims = new HashMap<>(Map.of("sub", "ann", name, "1"));
		Map<String, Object> renewed = new HashMap<>(Map.of("sub", "ann", name, "2"));
		if (issuer != null) {
			claims.put("iss", issuer);
			renewed.put("iss", issuer);
		}
		for (boolean readable : new boolean[] { false, true }) {
			assertThat(variantOf(new OAuthClaims(readable), user(claims))
				.equals(variantOf(new OAuthClaims(readable), user(renewed)))).isEqualTo(left);
		}
	}

	@Test
	void claimIsReadOnce() {
		AtomicInteger reads = new AtomicInteger();
		List<String> groups = new ArrayList<>(List.of("a")) {

			@Override
			public Stream<String> stream() {
				reads.incrementAndGet();
				return super.stream();
			}

		};
		variantOf(new OAuthClaims(true), user(Map.of("sub", "ann", "groups", groups)));
		assertThat(reads).hasValue(1);
	}

	@Test
	void userWithoutClaimsHasNone() {
		assertThat(variantOf(new OAuthClaims(false), new TestingAuthenticationToken("ann", null)))
			.isEqualTo(variantOf(new OAuthClaims(false), null));
	}

	private static Principal jwt(String subject, String tenant, int number) {
		return new TestingAuthenticationToken(Jwt.withTokenValue("token" + number)
			.header("alg", "none")
			.subject(subject)
			.claim("tenant", tenant)
			.claim("groups", List.of("a", "b"))
			.issuedAt(Instant.ofEpochSecond(number))
			.expiresAt(Instant.ofEpochSecond(number + 60))
			.jti("id" + number)
			.build(), null);
	}

	private static Principal user(Map<String, Object> attributes) {
		return new TestingAuthenticationToken(new DefaultOAuth2User(Set.of(), attributes, "sub"), null);
	}

	private static String variantOf(Selector selector, @Nullable Principal user) {
		CanonicalBytes parts = new CanonicalBytes();
		selector.addTo(parts, new Selection() {

			@Override
			public HttpServletRequest request() {
				return new MockHttpServletRequest();
			}

			@Override
			public @Nullable Principal user() {
				return user;
			}

		});
		return HexFormat.of().formatHex(parts.toByteArray());
	}

}
