package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Identifies the handlers of an application, each of them once. Thread-safe.
 */
public final class HandlerIdentities {

	private final Map<HandlerMethod, HandlerIdentity> identified = new ConcurrentHashMap<>();

	private final Map<String, Class<?>> owners = new ConcurrentHashMap<>();

	private final BeanFactory beans;

	public HandlerIdentities(BeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Returns the identity of a handler.
	 * @param handler the handler
	 * @return its identity, always the same for one mapped handler
	 */
	public HandlerIdentity of(HandlerMethod handler) {
		return this.identified.computeIfAbsent(registered(handler), this::identify);
	}

	/**
	 * Returns the handler as it was mapped, whatever bean it was resolved with.
	 * @param handler a handler
	 * @return the mapped handler
	 */
	public static HandlerMethod registered(HandlerMethod handler) {
		HandlerMethod registered = handler.getResolvedFromHandlerMethod();
		return (registered != null) ? registered : handler;
	}

	private HandlerIdentity identify(HandlerMethod handler) {
		Class<?> type = type(handler);
		Method called = BridgeMethodResolver.findBridgedMethod(handler.getMethod());
		return HandlerIdentity.of(type, AopUtils.getMostSpecificMethod(handler.getMethod(), type), called,
				name(type, called));
	}

	private Class<?> type(HandlerMethod handler) {
		Class<?> type = null;
		if (!(handler.getBean() instanceof String name)) {
			type = AopUtils.getTargetClass(handler.getBean());
		}
		else if (this.beans instanceof ConfigurableListableBeanFactory factory && factory.containsBean(name)) {
			type = AutoProxyUtils.determineTargetClass(factory, name);
		}
		return ClassUtils.getUserClass((type != null) ? type : handler.getBeanType());
	}

	private String name(Class<?> type, Method method) {
		Class<?> owner = this.owners.computeIfAbsent(type.getSimpleName(), (name) -> type);
		String name = ((owner == type) ? type.getSimpleName() : type.getName()) + '.' + method.getName();
		return isOverloaded(type, method) ? name + parameters(method) : name;
	}

	private static boolean isOverloaded(Class<?> type, Method method) {
		return Stream.of(type.getMethods(), type.getDeclaredMethods())
			.anyMatch((methods) -> Arrays.stream(methods)
				.filter((other) -> other.getName().equals(method.getName()) && !other.isBridge())
				.count() > 1);
	}

	private static String parameters(Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(",", "(", ")"));
	}

}
