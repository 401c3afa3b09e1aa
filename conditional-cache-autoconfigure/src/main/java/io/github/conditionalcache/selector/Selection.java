package io.github.conditionalcache.selector;

import java.util.List;

import io.github.conditionalcache.RequestView;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.WebUtils;

/**
 * A request that selects a representation. Not thread-safe, as a request is handled by
 * one thread at a time.
 *
 * @since 0.1.0
 */
public interface Selection extends RequestView {

	/**
	 * Returns the request.
	 * @return the request
	 */
	HttpServletRequest request();

	/**
	 * Returns an argument of the handler.
	 * @param index position of the parameter, from 0
	 * @return the argument, or {@code null} if it is null or not known
	 */
	default @Nullable Object argument(int index) {
		return null;
	}

	@Override
	default String method() {
		return request().getMethod();
	}

	@Override
	default String host() {
		return request().getServerName();
	}

	@Override
	default String path() {
		return request().getRequestURI();
	}

	@Override
	default @Nullable String query() {
		return request().getQueryString();
	}

	@Override
	default @Nullable String header(String name) {
		List<String> lines = headers(name);
		return lines.isEmpty() ? null : String.join(", ", lines);
	}

	@Override
	default List<String> headers(String name) {
		return FieldLines.of(request(), name);
	}

	@Override
	default @Nullable String cookie(String name) {
		Cookie cookie = WebUtils.getCookie(request(), name);
		return (cookie != null) ? cookie.getValue() : null;
	}

	@Override
	default @Nullable Object attribute(String name) {
		return request().getAttribute(name);
	}

	@Override
	default <T> @Nullable T unwrap(Class<T> type) {
		return WebUtils.getNativeRequest(request(), type);
	}

}
