package io.github.conditionalcache.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.validator.DigestAlgorithm;
import io.github.conditionalcache.validator.FileValidators;
import io.github.conditionalcache.validator.OpaqueTags;
import io.github.conditionalcache.validator.ValueVersions;
import io.github.conditionalcache.webmvc.AuthorityParts;
import io.github.conditionalcache.webmvc.ConditionRevealingAdvice;
import io.github.conditionalcache.webmvc.ConditionalCacheFilter;
import io.github.conditionalcache.webmvc.ConditionalCacheInterceptor;
import io.github.conditionalcache.webmvc.HandlerPolicies;
import io.github.conditionalcache.webmvc.LateDecision;
import io.github.conditionalcache.webmvc.RangeSelection;
import io.github.conditionalcache.webmvc.ResponseCompression;
import io.github.conditionalcache.webmvc.ResponseFields;
import io.github.conditionalcache.webmvc.ReturnValueHandlerPostProcessor;
import io.github.conditionalcache.webmvc.ValidatorResponseBodyAdvice;
import io.github.conditionalcache.webmvc.ValueTags;
import io.github.conditionalcache.webmvc.Variants;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Auto-configuration of conditional requests for Spring MVC. Backs off bean by bean, and
 * as a whole with {@code conditional-cache.enabled=false}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WebMvcAutoConfiguration.class)
@ConditionalOnClass({ DispatcherServlet.class, WebMvcConfigurer.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "conditional-cache.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConditionalCacheProperties.class)
public final class ConditionalCacheAutoConfiguration {

	/** Inside the security filters (-100), outside the application's own. */
	private static final int FILTER_ORDER = Ordered.LOWEST_PRECEDENCE - 100;

	private final Clock clock = Clock.systemUTC();

	private final @Nullable ClassLoader classLoader;

	ConditionalCacheAutoConfiguration(ResourceLoader resourceLoader) {
		this.classLoader = resourceLoader.getClassLoader();
	}

	@Bean
	@ConditionalOnMissingBean
	PreconditionEvaluator preconditionEvaluator(ConditionalCacheProperties properties) {
		return new PreconditionEvaluator(properties.getLastModified().getComparison());
	}

	@Bean
	@ConditionalOnMissingBean
	DigestAlgorithm conditionalCacheDigestAlgorithm(ConditionalCacheProperties properties) {
		String secret = properties.getEtag().getSecret();
		if (secret != null && secret.isBlank()) {
			throw new InvalidConditionalCachePropertyException("etag.secret", "must not be blank", secret,
					"Set a random secret, the same on every node, or remove the property.");
		}
		byte[] key = (secret != null) ? secret.getBytes(StandardCharsets.UTF_8) : null;
		return switch (properties.getEtag().getAlgorithm()) {
			case SHA_256 -> DigestAlgorithm.sha256(key);
			case XXH3 -> xxh3(key);
		};
	}

	private DigestAlgorithm xxh3(byte @Nullable [] key) {
		if (!isPresent("com.dynatrace.hash4j.hashing.Hashing")) {
			throw new InvalidConditionalCachePropertyException("etag.algorithm", "needs hash4j on the class path",
					"xxh3", "Add com.dynatrace.hash4j:hash4j, or use sha-256.");
		}
		return DigestAlgorithm.xxh3(key);
	}

	@Bean
	@ConditionalOnMissingBean
	OpaqueTags conditionalCacheOpaqueTags(DigestAlgorithm algorithm) {
		return new OpaqueTags(algorithm);
	}

	@Bean
	@ConditionalOnMissingBean
	HandlerPolicies conditionalCacheHandlerPolicies(ConditionalCacheProperties properties) {
		String cacheControl = properties.getCacheControl();
		if (cacheControl.isBlank() || cacheControl.chars().anyMatch((c) -> c < ' ' || c > '~')) {
			throw new InvalidConditionalCachePropertyException("cache-control",
					"must be a field value of visible ASCII characters", cacheControl,
					"Use directives such as 'private, no-cache, max-age=0'.");
		}
		return new HandlerPolicies(cacheControl, properties.getEtag().getStrength());
	}

	@Bean
	SmartInitializingSingleton conditionalCacheAnnotationCheck(HandlerPolicies policies,
			ObjectProvider<RequestMappingHandlerMapping> mappings) {
		return () -> mappings.forEach((mapping) -> mapping.getHandlerMethods()
			.forEach((info, handler) -> policies.check(handler, info.getMethodsCondition().getMethods())));
	}

	@Bean
	@ConditionalOnMissingBean
	ResponseFields conditionalCacheResponseFields(ConditionalCacheProperties properties, Environment environment) {
		return new ResponseFields(isPresent("org.springframework.boot.web.server.Compression")
				? ServerCompression.from(environment) : ResponseCompression.NONE, properties.getVariant().getHeaders(),
				this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	Variants conditionalCacheVariants(ConditionalCacheProperties properties, ObjectProvider<GitProperties> git,
			ObjectProvider<BuildProperties> build, ObjectProvider<LocaleResolver> localeResolver) {
		LocaleResolver resolver = localeResolver.getIfAvailable();
		ConditionalCacheProperties.Variant variant = properties.getVariant();
		Variants.VariantSettings settings = new Variants.VariantSettings(variant.isPrincipal(),
				variant.isLocale() && !(resolver instanceof FixedLocaleResolver),
				resolver == null || resolver instanceof AcceptHeaderLocaleResolver, variant.isQuery(),
				variant.isDeployment(), List.copyOf(variant.getHeaders()));
		return new Variants(settings, deployment(git.getIfAvailable(), build.getIfAvailable()),
				isPresent("org.springframework.security.core.Authentication") ? new AuthorityParts()
						: Variants.PrincipalParts.NAME);
	}

	private static @Nullable String deployment(@Nullable GitProperties git, @Nullable BuildProperties build) {
		if (git != null && git.getCommitId() != null) {
			return git.getCommitId();
		}
		return (build != null) ? build.getVersion() + "@" + build.getTime() : null;
	}

	@Bean
	@ConditionalOnMissingBean
	ValueTags conditionalCacheValueTags(ConditionalCacheProperties properties, OpaqueTags tags, Variants variants,
			ResponseFields fields) {
		return new ValueTags(new ValueVersions(), new FileValidators(properties.getFiles().getNotBefore()), tags,
				variants, fields);
	}

	@Bean
	@ConditionalOnMissingBean
	LateDecision conditionalCacheLateDecision(PreconditionEvaluator evaluator, OpaqueTags tags, ResponseFields fields) {
		return new LateDecision(evaluator, tags, fields, this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	ValidatorResponseBodyAdvice conditionalCacheResponseBodyAdvice(LateDecision decision, ValueTags valueTags) {
		return new ValidatorResponseBodyAdvice(decision, valueTags);
	}

	@Bean
	ConditionRevealingAdvice conditionalCacheRevealingAdvice() {
		return new ConditionRevealingAdvice();
	}

	@Bean
	@ConditionalOnMissingBean
	RangeSelection conditionalCacheRangeSelection(PreconditionEvaluator evaluator, LateDecision decision,
			ValueTags valueTags) {
		return new RangeSelection(evaluator, decision, valueTags);
	}

	@Bean
	static ReturnValueHandlerPostProcessor conditionalCacheReturnValueHandlerPostProcessor(
			ObjectProvider<RangeSelection> ranges) {
		return new ReturnValueHandlerPostProcessor(ranges);
	}

	@Bean
	WebMvcConfigurer conditionalCacheWebMvcConfigurer(ConditionalCacheProperties properties, HandlerPolicies policies,
			LateDecision decision) {
		ConditionalCacheInterceptor interceptor = new ConditionalCacheInterceptor(policies, decision, this.clock);
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(interceptor)
					.addPathPatterns(properties.getIncludePaths())
					.excludePathPatterns(properties.getExcludePaths());
			}

		};
	}

	@Bean
	@ConditionalOnMissingBean(name = "conditionalCacheFilter")
	FilterRegistrationBean<Filter> conditionalCacheFilter(ConditionalCacheProperties properties, LateDecision decision,
			ObjectProvider<ConditionalRequestListener> listeners) {
		long limit = properties.getMaxBodySize().toBytes();
		if (limit < 0 || limit > Integer.MAX_VALUE) {
			throw new InvalidConditionalCachePropertyException("max-body-size", "must be between 0B and 2147483647B",
					properties.getMaxBodySize(), "Use a size such as 1MB; 0B never holds content back.");
		}
		List<ConditionalRequestListener> all = listeners.orderedStream().toList();
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				new ConditionalCacheFilter(decision, (int) limit, ConditionalRequestListener.all(all)));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.FORWARD);
		registration.setOrder(FILTER_ORDER);
		return registration;
	}

	private boolean isPresent(String type) {
		return ClassUtils.isPresent(type, this.classLoader);
	}

}
