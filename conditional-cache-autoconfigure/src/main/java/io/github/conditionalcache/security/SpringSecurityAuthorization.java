package io.github.conditionalcache.security;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PostFilter;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.access.prepost.PreFilter;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.authorization.method.AuthorizationManagerAfterMethodInterceptor;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.authorization.method.AuthorizeReturnObject;
import org.springframework.security.authorization.method.AuthorizeReturnObjectMethodInterceptor;
import org.springframework.security.authorization.method.PostFilterAuthorizationMethodInterceptor;
import org.springframework.security.authorization.method.PreFilterAuthorizationMethodInterceptor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Spring Security's method security. Its configuration hides each advice behind a private
 * type, so an advisor is known by its matches: by the methods of a probe that carry one
 * annotation each. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SpringSecurityAuthorization implements MethodAuthorization {

	private static final Set<String> AFTER = Set.of(PostAuthorize.class.getName(), PostFilter.class.getName(),
			AuthorizeReturnObject.class.getName());

	private static final Map<String, Method> PROBES = Arrays.stream(Probe.class.getDeclaredMethods())
		.filter((method) -> method.getAnnotations().length == 1)
		.collect(Collectors.toUnmodifiableMap((method) -> method.getAnnotations()[0].annotationType().getName(),
				Function.identity()));

	private final Supplier<List<AuthorizationAdvisor>> advisors;

	/**
	 * Creates the description.
	 * @param advisors finds all advisors of the application that authorise; asked when
	 * one is first needed
	 */
	public SpringSecurityAuthorization(Supplier<List<AuthorizationAdvisor>> advisors) {
		this.advisors = SingletonSupplier.of(advisors);
	}

	@Override
	public boolean isPresent() {
		return !this.advisors.get().isEmpty();
	}

	/**
	 * Tests the assumption that every advisor is known to decide before the call, or
	 * after it. Where one for an annotation is missing, the handler is late.
	 */
	@Override
	public boolean isUnderstood() {
		return this.advisors.get().stream().allMatch(SpringSecurityAuthorization::isOfOneKind);
	}

	private static boolean isOfOneKind(Advisor advisor) {
		return isBefore(advisor) != isAfter(advisor);
	}

	@Override
	public boolean authorizes(Advisor advisor) {
		return advisor instanceof AuthorizationAdvisor || advisor.getAdvice() instanceof AuthorizationAdvisor
				|| advisor.getAdvice().getClass().getName().startsWith("org.springframework.security.");
	}

	@Override
	public boolean decidesBeforeCall(Advisor advisor) {
		return isBefore(advisor) && !isAfter(advisor);
	}

	@Override
	public boolean enforces(Advisor advisor, String annotation) {
		Method probe = PROBES.get(annotation);
		return probe != null && matches(advisor, probe);
	}

	private static boolean isBefore(Advisor advisor) {
		return advisor.getAdvice() instanceof AuthorizationManagerBeforeMethodInterceptor
				|| advisor.getAdvice() instanceof PreFilterAuthorizationMethodInterceptor
				|| PROBES.entrySet()
					.stream()
					.anyMatch((probe) -> !AFTER.contains(probe.getKey()) && matches(advisor, probe.getValue()));
	}

	private static boolean isAfter(Advisor advisor) {
		return advisor.getAdvice() instanceof AuthorizationManagerAfterMethodInterceptor
				|| advisor.getAdvice() instanceof PostFilterAuthorizationMethodInterceptor
				|| advisor.getAdvice() instanceof AuthorizeReturnObjectMethodInterceptor
				|| AFTER.stream().anyMatch((annotation) -> matches(advisor, PROBES.get(annotation)));
	}

	private static boolean matches(Advisor advisor, @Nullable Method probe) {
		if (probe == null || !(advisor instanceof PointcutAdvisor pointcutAdvisor)) {
			return false;
		}
		Pointcut pointcut = pointcutAdvisor.getPointcut();
		return pointcut.getClassFilter().matches(Probe.class)
				&& pointcut.getMethodMatcher().matches(probe, Probe.class);
	}

	/**
	 * One method for each annotation. Never called.
	 */
	@SuppressWarnings("unused")
	private static final class Probe {

		@PreAuthorize("denyAll")
		Object preAuthorize() {
			return this;
		}

		@PreFilter("false")
		Object preFilter(List<String> values) {
			return this;
		}

		@Secured("NOBODY")
		Object secured() {
			return this;
		}

		@RolesAllowed("NOBODY")
		Object rolesAllowed() {
			return this;
		}

		@PermitAll
		Object permitAll() {
			return this;
		}

		@DenyAll
		Object denyAll() {
			return this;
		}

		@PostAuthorize("denyAll")
		Object postAuthorize() {
			return this;
		}

		@PostFilter("false")
		List<String> postFilter() {
			return List.of();
		}

		@AuthorizeReturnObject
		Object authorizeReturnObject() {
			return this;
		}

	}

}
