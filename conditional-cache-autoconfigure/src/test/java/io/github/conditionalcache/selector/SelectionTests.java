package io.github.conditionalcache.selector;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import io.github.conditionalcache.RequestView;
import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.web.context.request.WebRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Selection} as the view of a request that applications get.
 */
class SelectionTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/shop/books/a%20b");

	private final RequestView view = new Selected(this.request);

	@BeforeEach
	void prepare() {
		this.request.setContextPath("/shop");
	}

	@Test
	void uriIsAsSent() {
		this.request.setQueryString("q=a%20b");
		assertThat(this.view.method()).isEqualTo("GET");
		assertThat(this.view.path()).isEqualTo("/shop/books/a%20b");
		assertThat(this.view.query()).isEqualTo("q=a%20b");
	}

	@Test
	void queryWhenNoneIsNull() {
		assertThat(this.view.query()).isNull();
	}

	@Test
	void hostHasNoPort() {
		this.request.setServerName("books.example.org");
		this.request.setServerPort(8080);
		assertThat(this.view.host()).isEqualTo("books.example.org");
	}

	@Test
	void headerWhenSeveralLinesJoinsThem() {
		this.request.addHeader("X-Tenant", "a");
		this.request.addHeader("X-Tenant", "b, c");
		assertThat(this.view.header("x-tenant")).isEqualTo("a, b, c");
		assertThat(this.view.headers("x-tenant")).containsExactly("a", "b, c");
	}

	@Test
	void headerWhenNotSentIsNull() {
		assertThat(this.view.header("X-Tenant")).isNull();
		assertThat(this.view.headers("X-Tenant")).isEmpty();
	}

	@Test
	void headerWhenWrapperGivesOneValueOnlyIsThatValue() {
		RequestView wrapped = new Selected(new HttpServletRequestWrapper(this.request) {

			@Override
			public String getHeader(String name) {
				return "a";
			}

			@Override
			public Enumeration<String> getHeaders(String name) {
				return Collections.emptyEnumeration();
			}

		});
		assertThat(wrapped.header("X-Tenant")).isEqualTo("a");
		assertThat(wrapped.headers("X-Tenant")).containsExactly("a");
	}

	@Test
	void cookieIsTheFirstOfItsName() {
		this.request.setCookies(new Cookie("theme", "dark"), new Cookie("theme", "light"));
		assertThat(this.view.cookie("theme")).isEqualTo("dark");
		assertThat(this.view.cookie("other")).isNull();
	}

	@Test
	void attributeAndUserAreThoseOfTheRequest() {
		this.request.setAttribute("tenant", 7);
		this.request.setUserPrincipal(new TestingAuthenticationToken("ada", null));
		assertThat(this.view.attribute("tenant")).isEqualTo(7);
		assertThat(this.view.user()).extracting("name").isEqualTo("ada");
	}

	@Test
	void unwrapFindsTheRequestBehindItsWrappers() {
		RequestView wrapped = new Selected(new HttpServletRequestWrapper(this.request));
		assertThat(wrapped.unwrap(MockHttpServletRequest.class)).isSameAs(this.request);
		assertThat(wrapped.unwrap(HttpServletRequest.class)).isInstanceOf(HttpServletRequestWrapper.class);
		assertThat(wrapped.unwrap(WebRequest.class)).isNull();
	}

	@Test
	void contributorIsGivenTheView() {
		this.request.addHeader("X-Tenant", "a");
		VariantContributor tenant = (request) -> request.header("X-Tenant");
		assertThat(variant(tenant)).isEqualTo(variant((request) -> "a"))
			.isNotEqualTo(variant((request) -> List.of("a", "b")));
	}

	private byte[] variant(VariantContributor contributor) {
		CanonicalBytes variant = new CanonicalBytes();
		new ContributorSelector(contributor).addTo(variant, new Selected(this.request));
		return variant.toByteArray();
	}

}
