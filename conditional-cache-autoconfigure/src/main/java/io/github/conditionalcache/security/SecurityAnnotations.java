package io.github.conditionalcache.security;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
public final class SecurityAnnotations {

	private static final List<String> PACKAGES = List.of("org.springframework.security.",
			"jakarta.annotation.security.");

	private static final String ON_CONTENT = "org.springframework.security.authorization.method.AuthorizeReturnObject";

	private static final String EXPRESSIONS = "org.springframework.security.access.prepost.";

	/**
	 * The annotation that filters a collection before the call, in place.
	 */
	public static final String PRE_FILTER = "org.springframework.security.access.prepost.PreFilter";

	private static final String PRE_AUTHORIZE = "org.springframework.security.access.prepost.PreAuthorize";

	private static final String ROLES_ALLOWED = "jakarta.annotation.security.RolesAllowed";

	private static final String PERMIT_ALL = "jakarta.annotation.security.PermitAll";

	/** By these, a call is refused before it is made. */
	private static final Set<String> RESTRICTING = Set.of(PRE_AUTHORIZE,
			"org.springframework.security.access.annotation.Secured", ROLES_ALLOWED,
			"jakarta.annotation.security.DenyAll");

	private static final Set<String> OPEN = Set.of("permitAll", "permitAll()", "true");

	/** All that method security enforces. */
	public static final Set<String> ALL = Stream
		.concat(RESTRICTING.stream(),
				Stream.of(PERMIT_ALL, ON_CONTENT, PRE_FILTER,
						"org.springframework.security.access.prepost.PostAuthorize",
						"org.springframework.security.access.prepost.PostFilter"))
		.collect(Collectors.toUnmodifiableSet());

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
	public static Set<String> of(Method method, Class<?> type) {
		return all(method, type).map(SecurityAnnotations::nameOf).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Returns those by which not everybody may call a method. One that lets everybody in
	 * may stand on a method to overrule that of the class.
	 * @param method the method
	 * @param type class of the bean
	 * @return names of the annotations' types
	 */
	public static Set<String> restricting(Method method, Class<?> type) {
		Set<String> found = of(method, type);
		if (found.contains(PERMIT_ALL)) {
			found.remove(ROLES_ALLOWED);
		}
		if (all(method, type).anyMatch((annotation) -> nameOf(annotation).equals(PRE_AUTHORIZE)
				&& OPEN.contains(annotation.getString("value").trim()))) {
			found.remove(PRE_AUTHORIZE);
		}
		found.retainAll(RESTRICTING);
		return found;
	}

	/**
	 * Returns whether a rule may look at the arguments of a call.
	 * @param method the method
	 * @param type class of the bean
	 * @return {@code false} only if none of the expressions names a variable, or is a
	 * template, which may come to name one
	 */
	public static boolean nameArguments(Method method, Class<?> type) {
		return all(method, type).filter((annotation) -> nameOf(annotation).startsWith(EXPRESSIONS))
			.map((annotation) -> annotation.getString("value"))
			.anyMatch((expression) -> expression.contains("#") || expression.contains("{"));
	}

	private static Stream<MergedAnnotation<Annotation>> all(Method method, Class<?> type) {
		return Stream
			.of(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY),
					MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY),
					MergedAnnotations.from(method.getDeclaringClass(), SearchStrategy.TYPE_HIERARCHY))
			.flatMap(MergedAnnotations::stream)
			.filter((annotation) -> PACKAGES.stream().anyMatch(nameOf(annotation)::startsWith));
	}

	private static String nameOf(MergedAnnotation<Annotation> annotation) {
		return annotation.getType().getName();
	}

	/**
	 * Returns whether the properties of the value that a method returns are authorised
	 * one by one, while the content is written.
	 * @param method the method
	 * @param type class of the bean
	 * @return whether they are
	 */
	public static boolean guardContent(Method method, Class<?> type) {
		return of(method, type).contains(ON_CONTENT);
	}

	/**
	 * Returns whether the properties of a value are authorised one by one when read.
	 * @param value a returned value, or one of a model
	 * @return whether they are
	 */
	public static boolean isGuarded(@Nullable Object value) {
		if (GUARDED == null || value == null) {
			return false;
		}
		if (value instanceof Collection<?> elements) {
			return elements.stream().anyMatch(GUARDED::isInstance);
		}
		return GUARDED.isInstance((value instanceof Optional<?> optional) ? optional.orElse(null) : value);
	}

}
