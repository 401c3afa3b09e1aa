package io.github.conditionalcache.selector;

import java.util.List;
import java.util.TimeZone;

import io.github.conditionalcache.tag.CanonicalBytes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.i18n.SessionLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * The language and time zone that Spring MVC resolves for a request. Immutable.
 *
 * @param source where they come from
 * @param wholeField whether the handler's answer may depend on more of Accept-Language
 * than the language that is resolved from it
 */
public record LocaleSelector(Source source, boolean wholeField) implements Selector {

	/**
	 * Creates the selector of an application.
	 * @param resolver its locale resolver, or {@code null} for Spring MVC's default
	 * @param wholeField whether answers may depend on more than the resolved language
	 * @return the selector, or {@code null} if all requests have the same language
	 */
	public static @Nullable LocaleSelector of(@Nullable LocaleResolver resolver, boolean wholeField) {
		Source source = Source.of(resolver);
		return (source != Source.FIXED) ? new LocaleSelector(source, wholeField) : null;
	}

	@Override
	public void addTo(CanonicalBytes variant, Selection selection) {
		HttpServletRequest request = selection.request();
		boolean field = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null;
		if (this.source == Source.FIELD && !field) {
			variant.addAbsent();
			return;
		}
		variant.add(RequestContextUtils.getLocale(request).toLanguageTag());
		if (this.source != Source.FIELD) {
			TimeZone zone = RequestContextUtils.getTimeZone(request);
			variant.add((zone != null) ? zone.getID() : null);
		}
		if (this.wholeField) {
			FieldSelector.add(variant, request, HttpHeaders.ACCEPT_LANGUAGE);
		}
	}

	@Override
	public List<String> fields() {
		return this.source.readsField ? List.of(HttpHeaders.ACCEPT_LANGUAGE) : List.of();
	}

	@Override
	public boolean isPrivate() {
		return this.source != Source.FIELD;
	}

	@Override
	public boolean tellsApart(Selection selection) {
		return this.source != Source.FIELD || selection.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null;
	}

	/**
	 * Where a language comes from.
	 */
	enum Source {

		/** One language for all. */
		FIXED(false),

		/** Accept-Language alone. */
		FIELD(true),

		/** A cookie or the session, and Accept-Language without it. */
		STORED(true),

		/** A resolver of the application, which may read anything. */
		UNKNOWN(true);

		private final boolean readsField;

		Source(boolean readsField) {
			this.readsField = readsField;
		}

		// A subclass may read something else
		private static Source of(@Nullable LocaleResolver resolver) {
			Class<?> type = (resolver != null) ? resolver.getClass() : AcceptHeaderLocaleResolver.class;
			if (type == AcceptHeaderLocaleResolver.class) {
				return FIELD;
			}
			if (type == FixedLocaleResolver.class) {
				return FIXED;
			}
			return (type == CookieLocaleResolver.class || type == SessionLocaleResolver.class) ? STORED : UNKNOWN;
		}

	}

}
