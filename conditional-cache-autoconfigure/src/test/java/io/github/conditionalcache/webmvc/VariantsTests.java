package io.github.conditionalcache.webmvc;

import java.security.Principal;
import java.util.List;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.validator.Parts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Variants}.
 */
class VariantsTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

	@Test
	void roleOfTheSameUserCounts() {
		byte[] reader = of("one", user("READER"));
		assertThat(of("one", user("READER"))).isEqualTo(reader);
		assertThat(of("one", user("READER", "WRITER"))).isNotEqualTo(reader);
		assertThat(of("one", user("WRITER"))).isNotEqualTo(reader);
		assertThat(of("one", user())).isNotEqualTo(reader);
		assertThat(of("one", null)).isNotEqualTo(of("one", user()));
	}

	@Test
	void orderOfRolesDoesNotCount() {
		assertThat(of("one", user("WRITER", "READER"))).isEqualTo(of("one", user("READER", "WRITER")));
	}

	@Test
	void deploymentCounts() {
		assertThat(of("one", null)).isEqualTo(of("one", null)).isNotEqualTo(of("two", null));
		assertThat(of(null, null)).isNotEqualTo(of("one", null));
	}

	@Test
	void sessionCountsForPagesThatShowItsToken() {
		this.request.setSession(new MockHttpSession(null, "first"));
		byte[] withoutToken = of(policy(true));
		byte[] withoutView = of(policy(false));
		this.request.setAttribute("_csrf", new DefaultCsrfToken("X-CSRF", "_csrf", "secret"));
		byte[] first = of(policy(true));
		this.request.setSession(new MockHttpSession(null, "second"));
		assertThat(of(policy(true))).isNotEqualTo(first).isNotEqualTo(withoutToken);
		assertThat(of(policy(false))).isEqualTo(withoutView);
	}

	private byte[] of(@Nullable String deployment, @Nullable Principal user) {
		return bytes(variants(deployment), new Selected(policy(false), user));
	}

	private byte[] of(HandlerPolicy policy) {
		return bytes(variants(null), new Selected(policy, null));
	}

	private byte[] bytes(Variants variants, SelectedRepresentation selected) {
		Parts parts = new Parts();
		variants.addTo(parts, selected, this.request, null);
		return parts.toByteArray();
	}

	private static Variants variants(@Nullable String deployment) {
		return new Variants(new Variants.VariantSettings(true, true, true, true, true, List.of()), deployment,
				new AuthorityParts(), List::of);
	}

	private static Principal user(String... roles) {
		return new TestingAuthenticationToken("ann", "", roles);
	}

	private static HandlerPolicy policy(boolean view) {
		return new HandlerPolicy(VariantsTests.class.getDeclaredMethods()[0], "handler", "handler", true,
				StoringPolicy.NONE, List.of(), Strength.WEAK, false, view, Object.class, null);
	}

	private record Selected(HandlerPolicy policy, @Nullable Principal principal) implements SelectedRepresentation {

	}

}
