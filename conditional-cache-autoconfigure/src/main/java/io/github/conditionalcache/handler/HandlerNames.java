package io.github.conditionalcache.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Short names of handlers, unique in the application. Thread-safe.
 */
final class HandlerNames {

	private final Map<String, Class<?>> owners = new ConcurrentHashMap<>();

	String of(Class<?> type, Method method) {
		Class<?> owner = this.owners.computeIfAbsent(type.getSimpleName(), (name) -> type);
		String name = ((owner == type) ? type.getSimpleName() : type.getName()) + '.' + method.getName();
		return isOverloaded(type, method) ? name + parameters(method) : name;
	}

	private static boolean isOverloaded(Class<?> type, Method method) {
		return Arrays.stream(type.getMethods())
			.filter((other) -> other.getName().equals(method.getName()) && !other.isBridge())
			.count() > 1
				|| Arrays.stream(type.getDeclaredMethods())
					.filter((other) -> other.getName().equals(method.getName()) && !other.isBridge())
					.count() > 1;
	}

	private static String parameters(Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(",", "(", ")"));
	}

}
