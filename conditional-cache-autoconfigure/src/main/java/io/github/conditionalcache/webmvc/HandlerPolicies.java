package io.github.conditionalcache.webmvc;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.NotCacheable304;
import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * The policy of each handler, resolved from its annotations once and remembered.
 * {@link Cacheable304} counts on the method, on the class, on interfaces and generic
 * superclasses of either, and as a meta-annotation; the method's word is final.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class HandlerPolicies {

	private final Map<HandlerMethod, Optional<HandlerPolicy>> resolved = new ConcurrentHashMap<>();

	private final String defaultCacheControl;

	private final Strength defaultStrength;

	/**
	 * Creates the store.
	 * @param defaultCacheControl the field value where the annotation names none
	 * @param defaultStrength strength where the annotation leaves it to AUTO
	 */
	public HandlerPolicies(String defaultCacheControl, Strength defaultStrength) {
		this.defaultCacheControl = defaultCacheControl;
		this.defaultStrength = defaultStrength;
	}

	@Nullable HandlerPolicy get(Object handler) {
		if (!(handler instanceof HandlerMethod handlerMethod)) {
			return null;
		}
		HandlerMethod registered = handlerMethod.getResolvedFromHandlerMethod();
		HandlerMethod key = (registered != null) ? registered : handlerMethod;
		Optional<HandlerPolicy> policy = this.resolved.get(key);
		if (policy == null) {
			policy = Optional.ofNullable(resolve(key));
			this.resolved.put(key, policy);
		}
		return policy.orElse(null);
	}

	/**
	 * Checks the annotations of a mapped handler.
	 * @param handler the handler
	 * @param methods the request methods it is mapped to; empty means all
	 * @throws InvalidCacheable304Exception if the annotation stands on a method that can
	 * never answer GET, or holds an illegal value
	 */
	public void check(HandlerMethod handler, Set<RequestMethod> methods) {
		Cacheable304 annotation = handler.getMethodAnnotation(Cacheable304.class);
		boolean readable = methods.isEmpty() || methods.contains(RequestMethod.GET)
				|| methods.contains(RequestMethod.HEAD);
		if (annotation != null && !readable) {
			throw new InvalidCacheable304Exception(handler.getShortLogMessage(),
					"stands on a handler of %s, but only GET and HEAD can be answered 304".formatted(methods),
					"Remove the annotation from this method, or map the method to GET.");
		}
		HandlerPolicy policy = get(handler);
		if (policy != null) {
			requireFieldValue(handler, "cacheControl", policy.cacheControl());
			policy.vary().forEach((name) -> requireToken(handler, name));
		}
	}

	private @Nullable HandlerPolicy resolve(HandlerMethod handler) {
		Cacheable304 annotation = find(handler);
		if (annotation == null) {
			return null;
		}
		Method method = BridgeMethodResolver.findBridgedMethod(handler.getMethod());
		String cacheControl = annotation.cacheControl();
		Strength strength = annotation.strength();
		return new HandlerPolicy(method,
				ClassUtils.getUserClass(handler.getBeanType()).getName() + '#' + signature(method),
				StringUtils.hasText(cacheControl) ? cacheControl : this.defaultCacheControl, List.of(annotation.vary()),
				(strength != Strength.AUTO) ? strength : this.defaultStrength);
	}

	private @Nullable Cacheable304 find(HandlerMethod handler) {
		if (handler.hasMethodAnnotation(NotCacheable304.class)) {
			return null;
		}
		Cacheable304 onMethod = handler.getMethodAnnotation(Cacheable304.class);
		Class<?> type = ClassUtils.getUserClass(handler.getBeanType());
		if (onMethod != null || AnnotatedElementUtils.hasAnnotation(type, NotCacheable304.class)) {
			return onMethod;
		}
		return AnnotatedElementUtils.findMergedAnnotation(type, Cacheable304.class);
	}

	private static String signature(Method method) {
		StringBuilder signature = new StringBuilder(method.getName()).append('(');
		for (Class<?> type : method.getParameterTypes()) {
			signature.append(type.getName()).append(',');
		}
		return signature.append(')').toString();
	}

	private static void requireFieldValue(HandlerMethod handler, String attribute, String value) {
		if (value.chars().anyMatch((c) -> c < ' ' || c > '~')) {
			throw new InvalidCacheable304Exception(handler.getShortLogMessage(),
					"'%s' must hold only visible ASCII characters and spaces but was [%s]".formatted(attribute, value),
					"Correct the attribute.");
		}
	}

	private static void requireToken(HandlerMethod handler, String name) {
		if (name.isEmpty() || !name.chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
			throw new InvalidCacheable304Exception(handler.getShortLogMessage(),
					"'vary' must hold names of request header fields but was [%s]".formatted(name),
					"Name header fields, such as \"Accept-Language\".");
		}
	}

}
