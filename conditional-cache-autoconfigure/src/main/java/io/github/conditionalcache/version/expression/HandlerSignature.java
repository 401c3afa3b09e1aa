package io.github.conditionalcache.version.expression;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterNameDiscoverer;

/**
 * A handler method and the names of its parameters.
 *
 * @param method the method
 * @param names names of its parameters, each {@code null} if it is not known, or none at
 * all if the class was compiled without names
 * @param positions positions of the parameters by name, from 0; {@code a0} and {@code p0}
 * always name the first one
 */
public record HandlerSignature(Method method, List<@Nullable String> names, Map<String, Integer> positions) {

	/**
	 * Returns the signature of a handler.
	 * @param method the handler method
	 * @param names finds the names of its parameters
	 * @return the signature
	 */
	public static HandlerSignature of(Method method, ParameterNameDiscoverer names) {
		@Nullable String[] found = names.getParameterNames(method);
		List<@Nullable String> known = (found != null) ? Arrays.asList(found) : List.of();
		return new HandlerSignature(method, known, positions(method, known));
	}

	private static Map<String, Integer> positions(Method method, List<@Nullable String> names) {
		Map<String, Integer> positions = new HashMap<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			positions.put("a" + i, i);
			positions.put("p" + i, i);
		}
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			if (name != null) {
				positions.put(name, i);
			}
		}
		return Map.copyOf(positions);
	}

}
