package io.github.conditionalcache.placement;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.SecurityAnnotations;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.AfterAdvice;
import org.springframework.aop.BeforeAdvice;
import org.springframework.aop.IntroductionAdvisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.MethodMatchers;
import org.springframework.util.ClassUtils;

/**
 * What stands between Spring MVC and a handler's code, and where in it the gate may
 * decide: inside all that might refuse the call, outside of what must not see a call that
 * is not made.
 */
public final class AdvisorChain {

	/** They change nothing for a caller who is answered outside of them. */
	private static final Set<String> INNER = Set.of("org.springframework.cache.interceptor.CacheInterceptor",
			"org.springframework.cache.jcache.interceptor.JCacheInterceptor",
			"org.springframework.transaction.interceptor.TransactionInterceptor");

	private static final Set<String> CACHES = Set.of("org.springframework.cache.interceptor.CacheInterceptor",
			"org.springframework.cache.jcache.interceptor.JCacheInterceptor");

	private static final String CONFIGURATION = "org.springframework.security.config.";

	private static final Barrier UNREACHABLE = new Barrier(
			"a proxy can't see calls of methods that are final, private, or of another package", false);

	private static final Set<String> ASYNCHRONOUS = Set
		.of("org.springframework.aop.interceptor.AsyncExecutionInterceptor");

	/** They are done with the arguments once they proceed, and judge no caller. */
	private static final Set<String> HARMLESS = Set.of(
			"org.springframework.aop.interceptor.ExposeInvocationInterceptor",
			"org.springframework.validation.beanvalidation.MethodValidationInterceptor");

	private final Method method;

	private final int position;

	private final @Nullable String obstacle;

	private final @Nullable Barrier barrier;

	private final boolean authorized;

	private final boolean cached;

	private final boolean ruled;

	private AdvisorChain(Method method, int position, @Nullable String obstacle, @Nullable Barrier barrier,
			boolean authorized, boolean cached, boolean ruled) {
		this.method = method;
		this.position = position;
		this.obstacle = obstacle;
		this.barrier = barrier;
		this.authorized = authorized;
		this.cached = cached;
		this.ruled = ruled;
	}

	/**
	 * Looks at a handler.
	 * @param bean its bean, proxied or not
	 * @param mapped the method that Spring MVC calls
	 * @param authorization tells which advice authorises
	 * @return what stands before it
	 */
	static AdvisorChain of(Object bean, Method mapped, MethodAuthorization authorization) {
		Class<?> type = AopUtils.getTargetClass(bean);
		Method method = AopUtils.getMostSpecificMethod(mapped, type);
		Set<String> annotations = SecurityAnnotations.of(method, type);
		Barrier barrier = barrier(bean, type, method);
		if (barrier != null) {
			return new AdvisorChain(method, 0, barrier.reason(), barrier, !annotations.isEmpty(), false, false);
		}
		if (bean instanceof Advised proxy) {
			return new Chain(proxy.getAdvisors(), method, mapped, type, authorization).place(annotations);
		}
		return new AdvisorChain(method, 0, annotations.isEmpty() ? null : notEnforced(annotations.iterator().next()),
				null, !annotations.isEmpty(), false, false);
	}

	/**
	 * Finds what decides who may call a handler.
	 * @param bean its bean, proxied or not
	 * @param mapped the method that Spring MVC calls
	 * @param authorization tells which advice authorises
	 * @return the rules
	 */
	static HandlerRules rules(Object bean, Method mapped, MethodAuthorization authorization) {
		Class<?> type = AopUtils.getTargetClass(bean);
		Method method = AopUtils.getMostSpecificMethod(mapped, type);
		boolean unseen = barrier(bean, type, method) != null;
		Object target = (bean instanceof Advised proxy) ? target(proxy) : null;
		if (unseen || !(bean instanceof Advised proxy) || target == null) {
			return (unseen && !SecurityAnnotations.of(method, type).isEmpty()) ? HandlerRules.UNKNOWN
					: HandlerRules.NONE;
		}
		return new Chain(proxy.getAdvisors(), method, mapped, type, authorization).rules(target);
	}

	/**
	 * Returns the handler method of the class itself.
	 * @return the method
	 */
	Method method() {
		return this.method;
	}

	/**
	 * Returns where the gate belongs.
	 * @return index in the proxy's advisors
	 */
	int position() {
		return this.position;
	}

	/**
	 * Returns why the gate may not decide before the handler runs.
	 * @return the reason, or {@code null} if it may
	 */
	@Nullable String obstacle() {
		return this.obstacle;
	}

	/**
	 * Returns why the gate can't be put into the bean's proxy at all.
	 * @return the reason, or {@code null} if it can, or if there is no proxy
	 */
	@Nullable String barrier() {
		return (this.barrier != null) ? this.barrier.reason() : null;
	}

	/**
	 * Returns whether something may stand before the handler that can't be looked into.
	 * No advice stands before a method that the proxy can't see.
	 * @return whether it may
	 */
	boolean isOpaque() {
		return this.barrier != null && this.barrier.hidesAdvice();
	}

	/**
	 * Returns whether the handler's answer may come from a cache, and so be older than
	 * the version that is read before.
	 * @return whether it may
	 */
	boolean isCached() {
		return this.cached;
	}

	/**
	 * Returns whether calls of the method are authorised, or are meant to be.
	 * @return whether they are
	 */
	boolean isAuthorized() {
		return this.authorized;
	}

	/**
	 * Returns whether advice decides who may call the method, before it is called.
	 * @return {@code false} also if everybody may
	 */
	boolean isRuled() {
		return this.ruled;
	}

	private static @Nullable Barrier barrier(Object bean, Class<?> type, Method method) {
		if (isWoven(type)) {
			return Barrier.hiding("their class was woven by AspectJ");
		}
		if (!(bean instanceof Advised proxy)) {
			return isProxy(bean) ? Barrier.hiding("their bean is a proxy that can't be looked into") : null;
		}
		if (proxy.isFrozen() || !proxy.getTargetSource().isStatic()) {
			return Barrier.hiding("their bean's proxy is frozen or has changing targets");
		}
		Object target = AopUtils.isAopProxy(bean) ? target(proxy) : null;
		if (target == null || target instanceof Advised || Proxy.isProxyClass(target.getClass())) {
			return Barrier.hiding("their bean is a proxy of a proxy");
		}
		if (AopUtils.isCglibProxy(bean) && (Modifier.isFinal(method.getModifiers())
				|| Modifier.isPrivate(method.getModifiers()) || !isReachable(bean, method))) {
			return UNREACHABLE;
		}
		return null;
	}

	public static boolean isProxy(Object bean) {
		return bean instanceof Advised || Proxy.isProxyClass(bean.getClass())
				|| bean.getClass().getName().contains("$$");
	}

	private static boolean isReachable(Object proxy, Method method) {
		int modifiers = method.getModifiers();
		if (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) {
			return true;
		}
		Class<?> declaring = method.getDeclaringClass();
		Class<?> type = proxy.getClass();
		return Objects.equals(declaring.getClassLoader(), type.getClassLoader())
				&& declaring.getPackageName().equals(type.getPackageName());
	}

	private static @Nullable Object target(Advised proxy) {
		try {
			return proxy.getTargetSource().getTarget();
		}
		catch (Exception ex) {
			return null;
		}
	}

	private static boolean isWoven(Class<?> type) {
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			if (Arrays.stream(c.getDeclaredMethods())
				.anyMatch((method) -> method.getName().contains("ajc$") || method.getName().contains("_aroundBody"))
					|| Arrays.stream(c.getDeclaredFields()).anyMatch((field) -> field.getName().contains("ajc$"))) {
				return true;
			}
		}
		return false;
	}

	private static String notEnforced(String annotation) {
		return "no advice was found that enforces @" + ClassUtils.getShortName(annotation);
	}

	/**
	 * Why the gate can't be put into a bean's proxy.
	 *
	 * @param reason the reason, a clause about the handlers
	 * @param hidesAdvice whether advice may stand before the handler unseen
	 */
	private record Barrier(String reason, boolean hidesAdvice) {

		static Barrier hiding(String reason) {
			return new Barrier(reason, true);
		}

	}

	/**
	 * The advisors of one proxy, seen from one method.
	 */
	private static final class Chain {

		private final Advisor[] advisors;

		private final Method method;

		private final Method mapped;

		private final Class<?> type;

		private final MethodAuthorization authorization;

		Chain(Advisor[] advisors, Method method, Method mapped, Class<?> type, MethodAuthorization authorization) {
			this.advisors = advisors;
			this.method = method;
			this.mapped = mapped;
			this.type = type;
			this.authorization = authorization;
		}

		AdvisorChain place(Set<String> annotations) {
			int position = this.advisors.length;
			String obstacle = null;
			for (int i = 0; i < this.advisors.length && obstacle == null; i++) {
				Advisor advisor = this.advisors[i];
				if (!applies(advisor)) {
					continue;
				}
				if (isOf(advisor.getAdvice(), INNER)) {
					position = Math.min(position, i);
				}
				else if (position < i) {
					obstacle = "%s stands inside of a transaction or a cache".formatted(name(advisor));
				}
				else {
					obstacle = obstacle(advisor);
				}
			}
			for (String annotation : annotations) {
				if (obstacle == null && !isEnforcedBefore(annotation)) {
					obstacle = notEnforced(annotation);
				}
			}
			return new AdvisorChain(this.method, position, obstacle, barrier(),
					!annotations.isEmpty() || any(this.authorization::authorizes),
					any((advisor) -> isOf(advisor.getAdvice(), CACHES)), isRuled());
		}

		HandlerRules rules(Object target) {
			List<Advisor> authorizing = Arrays.stream(this.advisors)
				.filter((advisor) -> applies(advisor) && this.authorization.authorizes(advisor)
						&& !onlyFilters(advisor))
				.toList();
			boolean known = !any(this::mayJudge) && authorizing.stream()
				.allMatch((advisor) -> this.authorization.decidesBeforeCall(advisor)
						&& advisor.getAdvice() instanceof MethodInterceptor);
			if (!known) {
				return HandlerRules.UNKNOWN;
			}
			boolean ofArguments = SecurityAnnotations.nameArguments(this.method, this.type)
					|| !authorizing.stream().allMatch(this::looksAtExpressionsOnly);
			return HandlerRules.of(
					authorizing.stream().map((advisor) -> (MethodInterceptor) advisor.getAdvice()).toList(),
					this.method, target, ofArguments);
		}

		private boolean isRuled() {
			return SecurityAnnotations.restricting(this.method, this.type).stream().anyMatch(this::isEnforcedBefore)
					|| any((advisor) -> this.authorization.authorizes(advisor)
							&& this.authorization.decidesBeforeCall(advisor) && !isOfAnnotations(advisor));
		}

		// It judges no caller, and filters the very objects that it is asked with
		private boolean onlyFilters(Advisor advisor) {
			return SecurityAnnotations.ALL.stream()
				.filter((annotation) -> this.authorization.enforces(advisor, annotation))
				.allMatch(SecurityAnnotations.PRE_FILTER::equals)
					&& this.authorization.enforces(advisor, SecurityAnnotations.PRE_FILTER);
		}

		// Advice of the application may deny a call by any means
		private boolean mayJudge(Advisor advisor) {
			return !this.authorization.authorizes(advisor) && !isOf(advisor.getAdvice(), INNER)
					&& !isOf(advisor.getAdvice(), HARMLESS) && !(advisor instanceof OwnAdvisor);
		}

		// The application may have put a manager of its own behind the annotations
		private boolean looksAtExpressionsOnly(Advisor advisor) {
			return isOfAnnotations(advisor) && advisor.getAdvice().getClass().getName().startsWith(CONFIGURATION);
		}

		private boolean isOfAnnotations(Advisor advisor) {
			return SecurityAnnotations.ALL.stream()
				.anyMatch((annotation) -> this.authorization.enforces(advisor, annotation));
		}

		private boolean any(Predicate<Advisor> kind) {
			return Arrays.stream(this.advisors).anyMatch((advisor) -> applies(advisor) && kind.test(advisor));
		}

		private @Nullable Barrier barrier() {
			return Arrays.stream(this.advisors)
				.filter((advisor) -> applies(advisor) && isOf(advisor.getAdvice(), ASYNCHRONOUS))
				.map((advisor) -> Barrier.hiding("%s calls them on another thread".formatted(name(advisor))))
				.findFirst()
				.orElse(null);
		}

		private @Nullable String obstacle(Advisor advisor) {
			if (this.authorization.authorizes(advisor)) {
				return this.authorization.decidesBeforeCall(advisor) ? null
						: "%s authorises what they return".formatted(name(advisor));
			}
			Advice advice = advisor.getAdvice();
			return (isBeforeOnly(advice) || isOf(advice, HARMLESS) || advisor instanceof OwnAdvisor) ? null
					: "%s may judge what they return".formatted(name(advisor));
		}

		private boolean isEnforcedBefore(String annotation) {
			return Arrays.stream(this.advisors)
				.anyMatch((advisor) -> applies(advisor) && this.authorization.authorizes(advisor)
						&& this.authorization.decidesBeforeCall(advisor)
						&& this.authorization.enforces(advisor, annotation));
		}

		private boolean applies(Advisor advisor) {
			if (advisor instanceof PointcutAdvisor pointcutAdvisor) {
				Pointcut pointcut = pointcutAdvisor.getPointcut();
				return pointcut.getClassFilter().matches(this.type)
						&& (matches(pointcut, this.method) || matches(pointcut, this.mapped));
			}
			return !(advisor instanceof IntroductionAdvisor introduction)
					|| introduction.getClassFilter().matches(this.type);
		}

		// A proxy of interfaces asks about the interface's method
		private boolean matches(Pointcut pointcut, Method asked) {
			return MethodMatchers.matches(pointcut.getMethodMatcher(), asked, this.type, true)
					|| MethodMatchers.matches(pointcut.getMethodMatcher(), asked, this.type, false);
		}

		// Subclasses may refuse
		private static boolean isOf(Advice advice, Set<String> types) {
			return types.contains(advice.getClass().getName());
		}

		private static boolean isBeforeOnly(Advice advice) {
			return advice instanceof BeforeAdvice && !(advice instanceof AfterAdvice)
					&& !(advice instanceof MethodInterceptor);
		}

		private static String name(Advisor advisor) {
			return advisor.getAdvice().getClass().getName();
		}

	}

}
