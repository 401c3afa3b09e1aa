package io.github.conditionalcache.autoconfigure.facts;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.conditionalcache.selector.TokenCarriers;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Reads the cookies of Spring Security's repositories of tokens. Where a repository is of
 * another kind, any cookie may carry the token, so that all count.
 */
public final class CsrfTokenCarriers implements TokenCarriers {

	private static final String ALL = "*";

	private final SingletonSupplier<List<String>> cookies;

	CsrfTokenCarriers(ObjectProvider<SecurityFilterChain> chains) {
		this.cookies = SingletonSupplier.of(() -> cookies(chains));
	}

	public static TokenCarriers of(ListableBeanFactory beans) {
		return new CsrfTokenCarriers(beans.getBeanProvider(SecurityFilterChain.class));
	}

	private static List<String> cookies(ObjectProvider<SecurityFilterChain> chains) {
		List<CsrfFilter> filters = chains.stream()
			.flatMap((chain) -> chain.getFilters().stream())
			.filter(CsrfFilter.class::isInstance)
			.map(CsrfFilter.class::cast)
			.toList();
		Set<String> names = new LinkedHashSet<>();
		for (CsrfFilter filter : filters) {
			String cookie = cookie(filter);
			if (cookie != null) {
				names.add(cookie);
			}
		}
		if (filters.isEmpty() || names.contains(ALL)) {
			return List.of(ALL);
		}
		return List.copyOf(names);
	}

	private static @Nullable String cookie(CsrfFilter filter) {
		Object repository = value(CsrfFilter.class, "tokenRepository", filter);
		Class<?> type = (repository != null) ? repository.getClass() : Object.class;
		if (type == HttpSessionCsrfTokenRepository.class) {
			return null;
		}
		return (type == CookieCsrfTokenRepository.class && value(type, "cookieName", repository) instanceof String name)
				? name : ALL;
	}

	// Spring Security has no accessors for these
	private static @Nullable Object value(Class<?> type, String name, @Nullable Object object) {
		Field field = ReflectionUtils.findField(type, name);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, object);
	}

	@Override
	public @Nullable String broughtBy(HttpServletRequest request) {
		if (request.getAttribute(CsrfToken.class.getName()) == null) {
			return null;
		}
		List<String> names = this.cookies.obtain();
		if (names.isEmpty() || request.getHeader(HttpHeaders.COOKIE) == null) {
			return null;
		}
		return names.contains(ALL) ? String.join("; ", Collections.list(request.getHeaders(HttpHeaders.COOKIE)))
				: values(names, request.getCookies());
	}

	private static @Nullable String values(List<String> names, Cookie @Nullable [] cookies) {
		String values = (cookies != null) ? Arrays.stream(cookies)
			.filter((cookie) -> names.contains(cookie.getName()))
			.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
			.collect(Collectors.joining("; ")) : "";
		return values.isEmpty() ? null : values;
	}

}
