package io.github.conditionalcache.selector;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

import io.github.conditionalcache.RequestView;
import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.web.accept.ApiVersionHolder;
import org.springframework.web.accept.SemanticApiVersionParser;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the selectors that need no rule of another room.
 */
class SelectorTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/books");

	@Test
	void addressIsSchemeHostPortAndContext() {
		this.request.setScheme("https");
		this.request.setServerName("example.org");
		this.request.setServerPort(8443);
		this.request.setContextPath("/shop");
		AddressSelector selector = new AddressSelector();
		assertThat(bytes(selector))
			.isEqualTo(new CanonicalBytes().add("https").add("example.org").add(8443).add("/shop").toByteArray());
		assertThat(tellsApart(selector)).isFalse();
		assertSelects(selector, false);
	}

	@Test
	void constantsAreHandlerAndDeployment() {
		ConstantSelector selector = new ConstantSelector("Books#get", "one");
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add("Books#get").add("one").toByteArray());
		assertThat(bytes(new ConstantSelector("Books#get", null)))
			.isEqualTo(new CanonicalBytes().add("Books#get").addAbsent().toByteArray());
		assertThat(tellsApart(selector)).isFalse();
		assertSelects(selector, false);
	}

	@Test
	void unknownIsPrivateAndTellsNothing() {
		UnknownSelector selector = new UnknownSelector();
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().addAbsent().toByteArray());
		assertThat(tellsApart(selector)).isTrue();
		assertSelects(selector, true);
	}

	@Test
	void userIsAbsentOrHasParts() {
		UserSelector selector = new UserSelector(PrincipalParts.NAME);
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().addAbsent().toByteArray());
		assertThat(tellsApart(selector)).isFalse();
		this.request.setUserPrincipal(new TestingAuthenticationToken("ada", null));
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add("ada").toByteArray());
		assertThat(tellsApart(selector)).isTrue();
		assertSelects(selector, false);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			session, token, private
			false,   -,     false
			true,    -,     true
			false,   csrf,  true
			true,    csrf,  true
			""")
	void viewIsPrivateWithASessionOrToken(boolean session, @Nullable String token, boolean isPrivate) {
		String id = null;
		if (session) {
			id = this.request.getSession().getId();
		}
		ViewSessionSelector selector = new ViewSessionSelector((request) -> token);
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add(id).add(token).toByteArray());
		assertThat(tellsApart(selector)).isEqualTo(isPrivate);
		assertThat(selector.isPrivateFor(new Selected(this.request))).isEqualTo(isPrivate);
		assertThat(selector.isPrivate()).isFalse();
		assertThat(TokenCarriers.NONE.broughtBy(this.request)).isNull();
	}

	@Test
	void versionOfTheApiIsItsText() {
		ApiVersionSelector selector = new ApiVersionSelector(List.of("X-API-Version"), false);
		byte[] absent = new CanonicalBytes().addAbsent().toByteArray();
		assertThat(bytes(selector)).isEqualTo(absent);
		assertThat(tellsApart(selector)).isFalse();
		this.request.setAttribute(HandlerMapping.API_VERSION_ATTRIBUTE, ApiVersionHolder.EMPTY);
		assertThat(bytes(selector)).isEqualTo(absent);
		this.request.setAttribute(HandlerMapping.API_VERSION_ATTRIBUTE,
				ApiVersionHolder.fromVersion(new SemanticApiVersionParser().parseVersion("1.2")));
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add("1.2.0").toByteArray());
		assertThat(tellsApart(selector)).isTrue();
		assertThat(selector.isPrivate()).isFalse();
		assertThat(new ApiVersionSelector(List.of(), true).isPrivate()).isTrue();
	}

	@Test
	void argumentIsAValue() {
		Selection selection = new Selection() {

			@Override
			public MockHttpServletRequest request() {
				return SelectorTests.this.request;
			}

			@Override
			public @Nullable TestingAuthenticationToken user() {
				return null;
			}

			@Override
			public Object argument(int index) {
				return "argument " + index;
			}

		};
		ArgumentSelector selector = new ArgumentSelector(2, true);
		CanonicalBytes variant = new CanonicalBytes();
		selector.addTo(variant, selection);
		assertThat(variant.toByteArray())
			.isEqualTo(new CanonicalBytes().add(CanonicalValues.toBytes("argument 2")).toByteArray());
		assertThat(selector.tellsApart(selection)).isTrue();
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().addAbsent().toByteArray());
	}

	@Test
	void contributorWithoutFieldsIsPrivate() {
		ContributorSelector selector = new ContributorSelector((view) -> "a");
		assertSelects(selector, true);
		assertThat(tellsApart(selector)).isTrue();
		ContributorSelector named = new ContributorSelector(new VariantContributor() {

			@Override
			public @Nullable Object variantOf(RequestView request) {
				return request.header("X-Tenant");
			}

			@Override
			public List<String> requestFields() {
				return List.of("X-Tenant");
			}

		});
		assertThat(named.fields()).containsExactly("X-Tenant");
		assertThat(named.isPrivate()).isFalse();
		assertThat(bytes(named)).isEqualTo(new CanonicalBytes().addAbsent().toByteArray());
	}

	@Test
	void fieldHasTheLinesOfTheRequest() {
		FieldSelector selector = new FieldSelector("X-Tenant");
		assertThat(selector.fields()).containsExactly("X-Tenant");
		assertThat(tellsApart(selector)).isTrue();
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add("X-Tenant").addAbsent().toByteArray());
		this.request.addHeader("x-tenant", "a");
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add("X-Tenant").add("a").add(1).toByteArray());
		this.request.addHeader("x-tenant", "b");
		assertThat(bytes(selector))
			.isEqualTo(new CanonicalBytes().add("X-Tenant").add("a").add("b").add(2).toByteArray());
	}

	@Test
	void fieldOfAWrapperIsItsOnlyLine() {
		CanonicalBytes variant = new CanonicalBytes();
		FieldSelector.add(variant, new HttpServletRequestWrapper(this.request) {

			@Override
			public String getHeader(String name) {
				return "a";
			}

			@Override
			public Enumeration<String> getHeaders(String name) {
				return Collections.emptyEnumeration();
			}

		}, "X-Tenant");
		assertThat(variant.toByteArray()).isEqualTo(new CanonicalBytes().add("X-Tenant").add("a").add(1).toByteArray());
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			query,       parts
			-,           -
			'',          ''
			a=1,         a=1
			b=1&a=2,     '2 a=2 b=1'
			b=2&a=1&b=1, '3 a=1 b=2 b=1'
			b&a,         '2 a b'
			b=1&,        '2  b=1'
			b=1&a%20=2,  b=1&a%20=2
			b=1&a+c=2,   b=1&a+c=2
			b=%20&a=+,   '2 a=+ b=%20'
			b=1&%61=2,   b=1&%61=2
			b=1&+a=2,    b=1&+a=2
			&a=1,        '2  a=1'
			!=1&=2,      '2 =2 !=1'
			""")
	void queryIsSortedByItsNames(@Nullable String query, @Nullable String parts) {
		this.request.setQueryString(query);
		assertThat(bytes(new QuerySelector())).isEqualTo(parts(parts));
		assertThat(tellsApart(new QuerySelector())).isFalse();
		assertSelects(new QuerySelector(), false);
	}

	@Test
	void queryThatWasForwardedFromCounts() {
		this.request.setQueryString("a=1");
		this.request.setAttribute("jakarta.servlet.forward.query_string", "c=1&b=2");
		assertThat(bytes(new QuerySelector()))
			.isEqualTo(new CanonicalBytes().add("a=1").add(2).add("b=2").add("c=1").toByteArray());
	}

	private static byte[] parts(@Nullable String parts) {
		CanonicalBytes bytes = new CanonicalBytes();
		if (parts == null || !parts.contains(" ")) {
			return bytes.add(parts).toByteArray();
		}
		String[] words = parts.split(" ");
		bytes.add(Long.parseLong(words[0]));
		for (int i = 1; i < words.length; i++) {
			bytes.add(words[i]);
		}
		return bytes.toByteArray();
	}

	@Test
	void languageOfTheFieldIsAbsentWithoutIt() {
		LocaleSelector selector = LocaleSelector.of(new AcceptHeaderLocaleResolver(), false);
		assertThat(selector).isNotNull();
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().addAbsent().toByteArray());
		assertThat(tellsApart(selector)).isFalse();
		this.request.addHeader("Accept-Language", "de");
		assertThat(tellsApart(selector)).isTrue();
	}

	@Test
	void storedLanguageHasItsTimeZone() {
		LocaleSelector selector = LocaleSelector.of(new CookieLocaleResolver(), false);
		assertThat(selector).isNotNull();
		assertThat(selector.fields()).containsExactly("Accept-Language");
		FixedLocaleResolver resolver = new FixedLocaleResolver(Locale.GERMAN);
		this.request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, resolver);
		resolver.setDefaultTimeZone(null);
		assertThat(bytes(selector)).startsWith(new CanonicalBytes().add("de").toByteArray());
		byte[] without = bytes(selector);
		resolver.setDefaultTimeZone(TimeZone.getTimeZone(ZoneId.of("Asia/Tokyo")));
		assertThat(bytes(selector)).isEqualTo(new CanonicalBytes().add("de").add("Asia/Tokyo").toByteArray())
			.isNotEqualTo(without);
	}

	private void assertSelects(Selector selector, boolean isPrivate) {
		assertThat(selector.fields()).isEmpty();
		assertThat(selector.sentFields(this.request)).isEmpty();
		assertThat(selector.isPrivate()).isEqualTo(isPrivate);
		assertThat(selector.isPrivateFor(new Selected(this.request))).isFalse();
	}

	private boolean tellsApart(Selector selector) {
		return selector.tellsApart(new Selected(this.request));
	}

	private byte[] bytes(Selector selector) {
		CanonicalBytes variant = new CanonicalBytes();
		selector.addTo(variant, new Selected(this.request));
		return variant.toByteArray();
	}

}
