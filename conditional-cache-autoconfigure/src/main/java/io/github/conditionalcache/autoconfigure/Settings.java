package io.github.conditionalcache.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.autoconfigure.ConditionalCacheProperties.Algorithm;
import io.github.conditionalcache.autoconfigure.ConditionalCacheProperties.Preconditions.Comparison;
import io.github.conditionalcache.autoconfigure.ConditionalCacheProperties.Preconditions.Match;
import io.github.conditionalcache.precondition.IfMatchComparison;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.selector.handler.SelectorSettings;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.tag.DigestAlgorithm;
import io.github.conditionalcache.webmvc.ReadConditions;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * The properties as the rooms take them.
 *
 * @param properties the properties, which can all work
 */
record Settings(ConditionalCacheProperties properties) {

	Settings {
		PropertyRules.check(properties);
	}

	PreconditionEvaluator evaluator() {
		ConditionalCacheProperties.Preconditions preconditions = this.properties.preconditions();
		return new PreconditionEvaluator(this.properties.lastModified().comparison(), new IfMatchComparison(
				preconditions.match() == Match.STATE, preconditions.comparison() == Comparison.WEAK));
	}

	/**
	 * Returns the algorithm that entity tags are made with.
	 * @param hash4j whether hash4j is on the class path
	 * @return the algorithm
	 * @throws InvalidConditionalCachePropertyException if it needs hash4j, and that is
	 * absent
	 */
	DigestAlgorithm digestAlgorithm(boolean hash4j) {
		Algorithm algorithm = this.properties.etag().algorithm();
		PropertyRules.check(algorithm, hash4j);
		String secret = this.properties.etag().secret();
		byte[] key = (secret != null) ? secret.getBytes(StandardCharsets.UTF_8) : null;
		return (algorithm == Algorithm.XXH3) ? DigestAlgorithm.xxh3(key) : DigestAlgorithm.sha256(key);
	}

	ReadConditions readConditions(Clock clock) {
		return new ReadConditions(clock, this.properties.preconditions().ignoredOnReload());
	}

	DiagnosticSettings diagnostics() {
		ConditionalCacheProperties.Diagnostics diagnostics = this.properties.diagnostics();
		return new DiagnosticSettings(diagnostics.explainHeader(), diagnostics.serverTiming(),
				diagnostics.verifySampleRate());
	}

	/**
	 * Returns which selectors count.
	 * @param deployment the name of the running build, or {@code null} if it does not
	 * count
	 * @return the settings
	 */
	SelectorSettings selectors(@Nullable String deployment) {
		ConditionalCacheProperties.Variant variant = this.properties.variant();
		return new SelectorSettings(variant.principal(), variant.locale(), variant.query(), deployment,
				List.copyOf(variant.headers()), this.properties.vary().auto());
	}

	/**
	 * Returns how answers of handlers that name no policy may be stored.
	 * @return the policy
	 */
	StoringPolicy storing() {
		return StoringPolicy.of(this.properties.cacheControl(), null, List.of(), true);
	}

	Map<String, StoringPolicy> policies() {
		Map<String, StoringPolicy> policies = new LinkedHashMap<>();
		this.properties.policies().forEach((name, policy) -> {
			String own = policy.cacheControl();
			policies.put(name, StoringPolicy.of((own != null) ? own : this.properties.cacheControl(),
					policy.cdnCacheControl(), policy.vary(), policy.locale()));
		});
		return policies;
	}

	/**
	 * Returns a test for the paths where handlers are managed. It is not part of the
	 * chain of interceptors, where every request would pay for it.
	 * @return the test
	 */
	Predicate<HttpServletRequest> paths() {
		List<String> included = this.properties.includePaths();
		return new MappedInterceptor(included.contains("/**") ? null : included.toArray(String[]::new),
				this.properties.excludePaths().toArray(String[]::new), new HandlerInterceptor() {
				})::matches;
	}

	int maxBodySize() {
		return (int) this.properties.maxBodySize().toBytes();
	}

}
