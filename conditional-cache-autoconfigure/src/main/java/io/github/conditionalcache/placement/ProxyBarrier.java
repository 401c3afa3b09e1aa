package io.github.conditionalcache.placement;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.github.conditionalcache.placement.Lateness.Cause;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;

/**
 * Why the gate can't be put into a bean's proxy.
 *
 * @param lateness why the handlers are not decided before they run
 * @param hidesAdvice whether advice may stand before the handler unseen
 */
public record ProxyBarrier(Lateness lateness, boolean hidesAdvice) {

	private static final ProxyBarrier UNREACHABLE = new ProxyBarrier(Lateness.of(Cause.UNREACHABLE), false);

	private static ProxyBarrier hiding(Cause cause) {
		return new ProxyBarrier(Lateness.of(cause), true);
	}

	/**
	 * Finds the barrier before a handler.
	 * @param bean its bean, proxied or not
	 * @param call its method
	 * @return the barrier, or {@code null} if there is none
	 */
	static @Nullable ProxyBarrier of(Object bean, AdvisedMethod call) {
		if (isWoven(call.type())) {
			return hiding(Cause.WOVEN);
		}
		if (!(bean instanceof Advised proxy)) {
			return isProxy(bean) ? hiding(Cause.UNKNOWN_PROXY) : null;
		}
		if (proxy.isFrozen() || !proxy.getTargetSource().isStatic()) {
			return hiding(Cause.FROZEN_PROXY);
		}
		Object target = AopUtils.isAopProxy(bean) ? target(proxy) : null;
		if (target == null || target instanceof Advised || Proxy.isProxyClass(target.getClass())) {
			return hiding(Cause.NESTED_PROXY);
		}
		return (AopUtils.isCglibProxy(bean) && !isSeen(bean, call.method())) ? UNREACHABLE : null;
	}

	/**
	 * Finds the one advice that no gate in the proxy can stand inside of.
	 * @param advisors the advice before a handler
	 * @return the barrier, or {@code null} if there is none
	 */
	static @Nullable ProxyBarrier among(List<Advisor> advisors) {
		return advisors.stream()
			.filter(KnownAdvice.ASYNCHRONOUS::is)
			.map((advisor) -> new ProxyBarrier(
					new Lateness(Cause.OTHER_THREAD, advisor.getAdvice().getClass().getName()), true))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns whether a bean is a proxy of any kind.
	 * @param bean the bean
	 * @return {@code false} only if it is certainly none
	 */
	public static boolean isProxy(Object bean) {
		return bean instanceof Advised || Proxy.isProxyClass(bean.getClass())
				|| bean.getClass().getName().contains("$$");
	}

	static @Nullable Object target(Advised proxy) {
		try {
			return proxy.getTargetSource().getTarget();
		}
		catch (Exception ex) {
			return null;
		}
	}

	private static boolean isSeen(Object proxy, Method method) {
		int modifiers = method.getModifiers();
		return !Modifier.isFinal(modifiers) && !Modifier.isPrivate(modifiers) && isReachable(proxy, method);
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

}
