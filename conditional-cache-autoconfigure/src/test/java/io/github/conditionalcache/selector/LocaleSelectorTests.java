package io.github.conditionalcache.selector;

import java.util.Locale;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.i18n.SessionLocaleResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocaleSelector}.
 */
class LocaleSelectorTests {

	@Test
	void fixedLocaleSelectsNothing() {
		assertThat(LocaleSelector.of(new FixedLocaleResolver(Locale.FRENCH), false)).isNull();
	}

	@Test
	void fieldIsNamedAndPublic() {
		LocaleSelector selector = LocaleSelector.of(null, false);
		assertThat(selector).isEqualTo(LocaleSelector.of(new AcceptHeaderLocaleResolver(), false)).isNotNull();
		assertThat(selector.fields()).containsExactly("Accept-Language");
		assertThat(selector.isPrivate()).isFalse();
	}

	@Test
	void storedAndUnknownLocalesArePrivate() {
		for (LocaleResolver resolver : new LocaleResolver[] { new CookieLocaleResolver(), new SessionLocaleResolver(),
				new AcceptHeaderLocaleResolver() {
				}, new FixedLocaleResolver() {
				} }) {
			LocaleSelector selector = LocaleSelector.of(resolver, false);
			assertThat(selector).isNotNull();
			assertThat(selector.isPrivate()).isTrue();
			assertThat(selector.tellsApart(new Selected(request(null)))).isTrue();
		}
	}

	@Test
	void resolvedLanguageCounts() {
		AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
		LocaleSelector selector = LocaleSelector.of(resolver, false);
		assertThat(selector).isNotNull();
		byte[] german = bytes(selector, request("de, fr;q=0.5", resolver));
		assertThat(bytes(selector, request("de, en;q=0.5", resolver))).isEqualTo(german);
		assertThat(bytes(selector, request("fr", resolver))).isNotEqualTo(german);
		assertThat(bytes(selector, request(null))).isNotEqualTo(german);
	}

	@Test
	void wholeFieldCountsForViews() {
		AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
		LocaleSelector selector = LocaleSelector.of(resolver, true);
		assertThat(selector).isNotNull();
		assertThat(bytes(selector, request("de, fr;q=0.5", resolver)))
			.isNotEqualTo(bytes(selector, request("de, en;q=0.5", resolver)));
	}

	private static byte[] bytes(LocaleSelector selector, HttpServletRequest request) {
		CanonicalBytes parts = new CanonicalBytes();
		selector.addTo(parts, new Selected(request));
		return parts.toByteArray();
	}

	private static MockHttpServletRequest request(@Nullable String languages) {
		return request(languages, new AcceptHeaderLocaleResolver());
	}

	private static MockHttpServletRequest request(@Nullable String languages, LocaleResolver resolver) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, resolver);
		if (languages != null) {
			request.addHeader("Accept-Language", languages);
			request.setPreferredLocales(Locale.LanguageRange.parse(languages)
				.stream()
				.map((range) -> Locale.forLanguageTag(range.getRange()))
				.toList());
		}
		return request;
	}

}
