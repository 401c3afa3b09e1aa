package io.github.conditionalcache.selector.parameter;

import java.security.Principal;
import java.util.List;

import io.github.conditionalcache.selector.FieldSelector;
import io.github.conditionalcache.selector.Selection;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for selectors of what only the client knows, and for {@link RequestFields}.
 */
class RequestSelectorsTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@Test
	void cookieIsItsNameAndValue() {
		CookieSelector selector = new CookieSelector("theme");
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add("theme").addAbsent().toByteArray());
		this.request.setCookies(new Cookie("other", "x"), new Cookie("theme", "dark"));
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add("theme").add("dark").toByteArray());
		assertIsPrivate(selector);
	}

	@Test
	void secretFieldEntersAsOthersDo() {
		this.request.addHeader("Authorization", "Bearer a");
		assertThat(bytes(new SecretFieldSelector("Authorization"))).isEqualTo(bytes(new FieldSelector("Authorization")))
			.isNotEmpty();
		assertIsPrivate(new SecretFieldSelector("Authorization"));
	}

	@Test
	void sessionIsItsNumberAndNoneIsMade() {
		SessionSelector selector = new SessionSelector();
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().addAbsent().toByteArray());
		assertThat(this.request.getSession(false)).isNull();
		String id = this.request.getSession().getId();
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add(id).toByteArray());
		assertIsPrivate(selector);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			name,                secret, precondition
			Accept-Language,     false,  false
			Authorization,       true,   false
			PROXY-AUTHORIZATION, true,   false
			cookie,              true,   false
			If-None-Match,       false,  true
			range,               false,  true
			""")
	void fieldIsSecretOrOfAPrecondition(String name, boolean secret, boolean precondition) {
		assertThat(RequestFields.selector(name))
			.isEqualTo(secret ? new SecretFieldSelector(name) : new FieldSelector(name));
		assertThat(RequestFields.isPrecondition(name)).isEqualTo(precondition);
	}

	@Test
	void fieldsOfOneRequestAreFoundInAnyCase() {
		assertThat(RequestFields.perRequest(List.of("X-Request-ID", "X-Tenant", "traceparent")))
			.containsExactly("X-Request-ID", "traceparent");
	}

	private void assertIsPrivate(Selector selector) {
		assertThat(selector.isPrivate()).isTrue();
		assertThat(selector.tellsApart(selection())).isTrue();
	}

	private byte[] bytes(Selector selector) {
		CanonicalBytes variant = new CanonicalBytes();
		selector.addTo(variant, selection());
		return variant.toByteArray();
	}

	private Selection selection() {
		return new Selection() {

			@Override
			public HttpServletRequest request() {
				return RequestSelectorsTests.this.request;
			}

			@Override
			public @Nullable Principal user() {
				return null;
			}

		};
	}

}
