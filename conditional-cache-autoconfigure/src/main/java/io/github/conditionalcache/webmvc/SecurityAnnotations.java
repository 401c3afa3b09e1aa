package io.github.conditionalcache.webmvc;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * The annotations and types by which Spring Security or Jakarta restrict what a handler
 * does. By name, since neither needs to be there.
 */
final class SecurityAnnotations {

	private static final List<String> PACKAGES = List.of("org.springframework.security.",
			"jakarta.annotation.security.");

	private static final String ON_CONTENT = "org.springframework.security.authorization.method.AuthorizeReturnObject";

	private static final @Nullable Class<?> GUARDED = ClassUtils.isPresent(
			"org.springframework.security.authorization.method.AuthorizationProxy",
			SecurityAnnotations.class.getClassLoader())
					? ClassUtils.resolveClassName(
							"org.springframework.security.authorization.method.AuthorizationProxy",
							SecurityAnnotations.class.getClassLoader())
					: null;

	private SecurityAnnotations() {
	}

	/**
	 * Returns those on a method, its class, and all that these inherit from.
	 * @param method the method
	 * @param type class of the bean
	 * @return names of the annotations' types
	 */
	static Set<String> of(Method method, Class<?> type) {
		Set<String> found = new TreeSet<>();
		Stream
			.of(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY),
					MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY),
					MergedAnnotations.from(method.getDeclaringClass(), SearchStrategy.TYPE_HIERARCHY))
			.flatMap(MergedAnnotations::stream)
			.map(MergedAnnotation<Annotation>::getType)
			.map(Class::getName)
			.filter((name) -> PACKAGES.stream().anyMatch(name::startsWith))
			.forEach(found::add);
		return found;
	}

	/**
	 * Returns whether the properties of what a method returns are authorised one by one,
	 * while the content is written.
	 * @param method the method
	 * @param type class of the bean
	 * @return whether they are
	 */
	static boolean guardContent(Method method, Class<?> type) {
		return of(method, type).contains(ON_CONTENT);
	}

	/**
	 * Returns whether the properties of a value are authorised one by one when read.
	 * @param value a returned value, or one of a model
	 * @return whether they are
	 */
	static boolean isGuarded(@Nullable Object value) {
		if (GUARDED == null || value == null) {
			return false;
		}
		if (value instanceof Collection<?> elements) {
			return elements.stream().anyMatch(GUARDED::isInstance);
		}
		return GUARDED.isInstance((value instanceof Optional<?> optional) ? optional.orElse(null) : value);
	}

}
