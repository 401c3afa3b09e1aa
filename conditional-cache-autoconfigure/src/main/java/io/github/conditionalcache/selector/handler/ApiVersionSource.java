package io.github.conditionalcache.selector.handler;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.selector.ApiVersionSelector;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.accept.ApiVersionResolver;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.accept.DefaultApiVersionStrategy;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the part of a request that carries the API version. A strategy does not name its
 * resolvers, so it is shown a request without any, which takes note of what is looked
 * for.
 */
final class ApiVersionSource implements InvocationHandler {

	/** The path and the query are part of the URI, which selects anyway. */
	private static final Set<String> OF_URI = Set.of("getParameter", "getParameterValues", "getParameterMap",
			"getQueryString", "getRequestURI", "getServletPath", "getPathInfo", "getContextPath", "getRequestURL",
			"getMethod", "getHttpServletMapping");

	private final Set<String> fields = new LinkedHashSet<>();

	private boolean unknown;

	private ApiVersionSource() {
	}

	/**
	 * Returns the selector of a strategy.
	 * @param strategy the application's strategy
	 * @return the selector
	 */
	static ApiVersionSelector of(ApiVersionStrategy strategy) {
		ApiVersionSource source = new ApiVersionSource();
		HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
				ApiVersionSource.class.getClassLoader(), new Class<?>[] { HttpServletRequest.class }, source);
		resolvers(strategy).forEach((resolver) -> {
			try {
				resolver.resolveVersion(request);
			}
			catch (RuntimeException ex) {
				// A resolver of path segments refuses a path that has none
			}
		});
		if (strategy.getClass() != DefaultApiVersionStrategy.class) {
			source.ask(strategy, request);
		}
		return new ApiVersionSelector(List.copyOf(source.fields), source.unknown);
	}

	// Each is asked by itself, since one that refuses the path of the trial would hide
	// those behind it
	private static List<ApiVersionResolver> resolvers(ApiVersionStrategy strategy) {
		Object target = AopProxyUtils.getSingletonTarget(strategy);
		Object asked = (target != null) ? target : strategy;
		Field field = ReflectionUtils.findField(asked.getClass(), "versionResolvers", List.class);
		if (field == null) {
			return List.of();
		}
		ReflectionUtils.makeAccessible(field);
		return (ReflectionUtils.getField(field, asked) instanceof List<?> resolvers)
				? resolvers.stream().map(ApiVersionResolver.class::cast).toList() : List.of();
	}

	// Whatever it reads beside its resolvers. If it fails, it may have read more
	// otherwise.
	private void ask(ApiVersionStrategy strategy, HttpServletRequest request) {
		try {
			strategy.resolveVersion(request);
		}
		catch (RuntimeException ex) {
			this.unknown = true;
		}
		try {
			strategy.resolveParseAndValidateVersion(request);
		}
		catch (RuntimeException ex) {
			// There is no version in the request of the trial
		}
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
		String name = method.getName();
		if (arguments != null && arguments.length > 0
				&& (name.equals("getHeader") || name.equals("getHeaders") || name.equals("getDateHeader"))) {
			this.fields.add(String.valueOf(arguments[0]));
		}
		else if (name.equals("getContentType")) {
			this.fields.add(HttpHeaders.CONTENT_TYPE);
		}
		else if (isPath(name, arguments)) {
			return RequestPath.parse("/", null);
		}
		else if (!OF_URI.contains(name)) {
			this.unknown = true;
		}
		return nothing(method.getReturnType());
	}

	private static boolean isPath(String name, @Nullable Object @Nullable [] arguments) {
		return name.equals("getAttribute") && arguments != null
				&& ServletRequestPathUtils.PATH_ATTRIBUTE.equals(arguments[0]);
	}

	private static @Nullable Object nothing(Class<?> type) {
		if (type == Enumeration.class) {
			return Collections.emptyEnumeration();
		}
		if (type == Map.class) {
			return Collections.emptyMap();
		}
		if (type == boolean.class) {
			return false;
		}
		if (type == int.class) {
			return -1;
		}
		return (type == long.class) ? -1L : null;
	}

}
