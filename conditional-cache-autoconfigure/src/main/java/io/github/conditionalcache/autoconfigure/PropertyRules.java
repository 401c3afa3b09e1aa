package io.github.conditionalcache.autoconfigure;

import java.util.List;

import io.github.conditionalcache.storing.FieldSyntax;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Rules for properties that any text can be bound to. What breaks one would otherwise
 * have no effect, and nobody would notice.
 */
final class PropertyRules {

	private PropertyRules() {
	}

	/**
	 * Checks the properties.
	 * @param properties the properties
	 * @throws InvalidConditionalCachePropertyException if one can't work
	 */
	static void check(ConditionalCacheProperties properties) {
		requireDirectives("cache-control", properties.getCacheControl());
		properties.getPolicies().forEach((name, policy) -> check("policies." + name, policy));
		requireNames("variant.headers", properties.getVariant().getHeaders());
		requirePaths("include-paths", properties.getIncludePaths());
		requirePaths("exclude-paths", properties.getExcludePaths());
	}

	private static void check(String prefix, ConditionalCacheProperties.Policy policy) {
		if (policy.getCacheControl() != null) {
			requireDirectives(prefix + ".cache-control", policy.getCacheControl());
		}
		String targeted = policy.getCdnCacheControl();
		if (targeted != null) {
			require(prefix + ".cdn-cache-control", FieldSyntax.ruleForTargeted(targeted), targeted,
					"Use directives such as 'max-age=60', in lower case: CDNs ignore a field that they can't read.");
		}
		requireNames(prefix + ".vary", policy.getVary());
	}

	private static void requireDirectives(String property, String value) {
		require(property, FieldSyntax.ruleForCacheControl(value), value,
				"Use directives such as 'private, no-cache, max-age=0'.");
	}

	private static void requireNames(String property, List<String> names) {
		names.forEach((name) -> require(property,
				FieldSyntax.isName(name) ? null : "must hold names of request header fields", name,
				"Name header fields, such as 'Accept-Language'."));
	}

	private static void requirePaths(String property, List<String> patterns) {
		patterns.forEach((pattern) -> require(property, ruleForPath(pattern), pattern,
				"Use patterns of paths below the context path, such as '/api/**'."));
	}

	private static @Nullable String ruleForPath(String pattern) {
		if (!pattern.startsWith("/")) {
			return "must hold path patterns that begin with '/'";
		}
		try {
			PathPatternParser.defaultInstance.parse(pattern);
			return null;
		}
		catch (PatternParseException ex) {
			return "must hold path patterns (%s)".formatted(ex.getMessage());
		}
	}

	private static void require(String property, @Nullable String rule, String value, String remedy) {
		if (rule != null) {
			throw new InvalidConditionalCachePropertyException(property, rule, value, remedy);
		}
	}

}
