package io.github.conditionalcache.handler;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.github.conditionalcache.storing.StoringDirective;
import io.github.conditionalcache.storing.StoringPolicy;

import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * How answers may be stored: where an annotation doesn't say, and by the names that
 * annotations may use.
 *
 * @param otherwise the policy where the annotation doesn't say
 * @param named policies that annotations may name
 */
public record StoringPolicies(StoringPolicy otherwise, Map<String, StoringPolicy> named) {

	private static final Pattern NAME = Pattern.compile("[\\w-]+");

	public StoringPolicies {
		named = Map.copyOf(named);
	}

	/**
	 * Finds the policy that a handler declares.
	 * @param handler the handler
	 * @param cacheControl directives, a name, or nothing
	 * @return the policy
	 * @throws InvalidHandlerException if there is none of that name
	 */
	StoringPolicy of(HandlerMethod handler, String cacheControl) {
		if (!StringUtils.hasText(cacheControl)) {
			return this.otherwise;
		}
		StoringPolicy policy = this.named.get(cacheControl);
		if (policy != null) {
			return policy;
		}
		if (NAME.matcher(cacheControl).matches() && !StoringDirective.isComplete(cacheControl)) {
			throw new InvalidHandlerException(handler.getShortLogMessage(),
					"'cacheControl' is [%s], which is neither a directive nor one of the policies %s"
						.formatted(cacheControl, new TreeSet<>(this.named.keySet())),
					"Define it as 'conditional-cache.policies.%s.cache-control', or correct it."
						.formatted(cacheControl));
		}
		return StoringPolicy.of(cacheControl, null, List.of(), true);
	}

}
