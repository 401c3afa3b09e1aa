package io.github.conditionalcache.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.storing.FieldSyntax;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Rules for properties that may be bound to values that can't work. Most such values
 * would otherwise have no effect, and nobody would notice.
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
		requireSize(properties.maxBodySize());
		requireSecret(properties.etag().secret());
		requirePositive(properties.validation().timeout());
		requireLease(properties.changeTags().lease());
		requireShare(properties.diagnostics().verifySampleRate());
		requireDirectives("cache-control", properties.cacheControl());
		properties.policies().forEach((name, policy) -> check("policies." + name, policy));
		requireNames("variant.headers", properties.variant().headers());
		requirePaths("include-paths", properties.includePaths());
		requirePaths("exclude-paths", properties.excludePaths());
	}

	/**
	 * Checks the algorithm of entity tags.
	 * @param algorithm the algorithm
	 * @param hash4j whether hash4j is on the class path
	 * @throws InvalidConditionalCachePropertyException if it needs hash4j, and that is
	 * absent
	 */
	static void check(ConditionalCacheProperties.Algorithm algorithm, boolean hash4j) {
		boolean available = hash4j || algorithm != ConditionalCacheProperties.Algorithm.XXH3;
		require("etag.algorithm", available ? null : "needs hash4j on the class path", "xxh3",
				"Add com.dynatrace.hash4j:hash4j, or use sha-256.");
	}

	/**
	 * Checks the store of change tags where no other was found.
	 * @param store the store that is set, or {@code null}
	 * @throws InvalidConditionalCachePropertyException if it is another than the memory
	 */
	static void checkInMemory(ConditionalCacheProperties.ChangeTags.@Nullable Store store) {
		boolean memory = store == null || store == ConditionalCacheProperties.ChangeTags.Store.MEMORY;
		require("change-tags.store", memory ? null : "needs Spring Boot's support for JDBC on the class path", store,
				"Add org.springframework.boot:spring-boot-starter-jdbc or spring-boot-starter-data-jpa, or use memory.");
	}

	/**
	 * Checks the way in which changes are noted automatically.
	 * @param automatic the way in which they are noted
	 * @param hibernate whether Hibernate and Spring's support for it are on the class
	 * path
	 * @param jdbc whether spring-jdbc is on the class path
	 * @throws InvalidConditionalCachePropertyException if that can't work
	 */
	static void checkAutomatic(ConditionalCacheProperties.ChangeTags.Automatic automatic, boolean hibernate,
			boolean jdbc) {
		switch (automatic) {
			case OFF -> {
			}
			case ENTITIES ->
				require("change-tags.automatic", hibernate ? null : "needs Hibernate and spring-orm on the class path",
						"entities", "Add org.springframework.boot:spring-boot-starter-data-jpa, or use off.");
			case STATEMENTS -> require("change-tags.automatic", jdbc ? null : "needs spring-jdbc on the class path",
					"statements", "Add org.springframework.boot:spring-boot-starter-jdbc, or use off.");
		}
	}

	private static void check(String prefix, ConditionalCacheProperties.Policy policy) {
		if (policy.cacheControl() != null) {
			requireDirectives(prefix + ".cache-control", policy.cacheControl());
		}
		String targeted = policy.cdnCacheControl();
		if (targeted != null) {
			require(prefix + ".cdn-cache-control", FieldSyntax.ruleForTargeted(targeted), targeted,
					"Use directives such as 'max-age=60', in lower case: CDNs ignore a field that they can't read.");
		}
		requireNames(prefix + ".vary", policy.vary());
	}

	private static void requireSize(DataSize maxBodySize) {
		boolean fits = maxBodySize.toBytes() >= 0 && maxBodySize.toBytes() <= Integer.MAX_VALUE;
		require("max-body-size", fits ? null : "must be between 0B and 2147483647B", maxBodySize,
				"Use a size such as 1MB; 0B never holds content back.");
	}

	private static void requireSecret(@Nullable String secret) {
		require("etag.secret", (secret == null || !secret.isBlank()) ? null : "must not be blank", secret,
				"Set a random secret, the same on every node, or remove the property.");
	}

	private static void requirePositive(@Nullable Duration timeout) {
		boolean positive = timeout == null || timeout.compareTo(Duration.ZERO) > 0;
		require("validation.timeout", positive ? null : "must be positive", timeout,
				"Use a duration such as 200ms, or remove the property to wait without limit.");
	}

	/**
	 * Checks how long replicas may lag.
	 * @param settle the time
	 * @throws InvalidConditionalCachePropertyException if it is negative
	 */
	static void checkSettle(Duration settle) {
		require("change-tags.settle", settle.isNegative() ? "must not be negative" : null, settle,
				"Use a duration longer than your replicas lag, such as 2s, or 0 if the handlers read the primary.");
	}

	private static void requireLease(Duration lease) {
		require("change-tags.lease", (lease.compareTo(Duration.ZERO) > 0) ? null : "must be positive", lease,
				"Use a duration longer than any commit takes, such as 60s.");
	}

	private static void requireShare(double verifySampleRate) {
		require("diagnostics.verify-sample-rate",
				DiagnosticSettings.isShare(verifySampleRate) ? null : "must be between 0 and 1", verifySampleRate,
				"Use a share such as 0.01 for one GET in a hundred.");
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

	private static void require(String property, @Nullable String brokenRule, @Nullable Object value, String remedy) {
		if (brokenRule != null) {
			throw new InvalidConditionalCachePropertyException(property, brokenRule, value, remedy);
		}
	}

}
