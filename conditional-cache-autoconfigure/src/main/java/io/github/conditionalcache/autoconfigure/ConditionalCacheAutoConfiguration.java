package io.github.conditionalcache.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.WriteRefusalHandler;
import io.github.conditionalcache.answer.AnswerFields;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.answer.ResponseCompression;
import io.github.conditionalcache.autoconfigure.facts.CsrfTokenCarriers;
import io.github.conditionalcache.autoconfigure.facts.DeployedBuild;
import io.github.conditionalcache.autoconfigure.facts.DispatcherPath;
import io.github.conditionalcache.autoconfigure.facts.SecurityFilterRules;
import io.github.conditionalcache.autoconfigure.facts.ServerCompression;
import io.github.conditionalcache.deployment.Deployment;
import io.github.conditionalcache.diagnostics.StartupReport;
import io.github.conditionalcache.diagnostics.flapping.FlappingCheck;
import io.github.conditionalcache.diagnostics.lint.Findings;
import io.github.conditionalcache.exchange.ContentObserver;
import io.github.conditionalcache.exchange.OutcomeObserver;
import io.github.conditionalcache.exchange.OutcomePublisher;
import io.github.conditionalcache.exchange.TimedValidationCalls;
import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.exchange.read.ContentValidators;
import io.github.conditionalcache.exchange.read.DeclaredVersions;
import io.github.conditionalcache.exchange.read.ReadDecider;
import io.github.conditionalcache.exchange.read.ReadGate;
import io.github.conditionalcache.exchange.read.ReadReports;
import io.github.conditionalcache.exchange.read.ReadWarnings;
import io.github.conditionalcache.exchange.read.Verification;
import io.github.conditionalcache.exchange.write.ReaderAccess;
import io.github.conditionalcache.exchange.write.RefusalTags;
import io.github.conditionalcache.exchange.write.WriteDecider;
import io.github.conditionalcache.exchange.write.WriteGate;
import io.github.conditionalcache.exchange.write.WrittenTag;
import io.github.conditionalcache.handler.DeclarationReader;
import io.github.conditionalcache.handler.ManagedHandlers;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.write.WritePolicies;
import io.github.conditionalcache.placement.EarlierReads;
import io.github.conditionalcache.placement.FreshReads;
import io.github.conditionalcache.placement.Placements;
import io.github.conditionalcache.precondition.IfMatchComparison;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.range.RangeSelection;
import io.github.conditionalcache.registry.HandlerCatalog;
import io.github.conditionalcache.registry.HandlerRegistry;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.security.AuthorityParts;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.UrlRules;
import io.github.conditionalcache.selector.PrincipalParts;
import io.github.conditionalcache.selector.TokenCarriers;
import io.github.conditionalcache.selector.handler.SelectorSettings;
import io.github.conditionalcache.selector.handler.Selectors;
import io.github.conditionalcache.servlet.ConditionalCacheFilter;
import io.github.conditionalcache.servlet.LateFieldsFilter;
import io.github.conditionalcache.servlet.OtherServlets;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.tag.DigestAlgorithm;
import io.github.conditionalcache.tag.EntityTags;
import io.github.conditionalcache.version.marked.FileVersions;
import io.github.conditionalcache.version.marked.MarkedVersions;
import io.github.conditionalcache.webmvc.ConditionRevealingAdvice;
import io.github.conditionalcache.webmvc.ConditionalCacheInterceptor;
import io.github.conditionalcache.webmvc.ReturnValueHandlerPostProcessor;
import io.github.conditionalcache.webmvc.ValidatorResponseBodyAdvice;
import io.github.conditionalcache.webmvc.WriteArgumentResolver;
import io.github.conditionalcache.webmvc.WriteRefusalResolver;
import io.github.conditionalcache.webmvc.gate.Gate;
import io.github.conditionalcache.webmvc.gate.ProxyGates;
import io.github.conditionalcache.webmvc.gate.WriteExchanges;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
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
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
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

	/** Outside Spring Session's filter, which stands next to it. */
	private static final int LATE_FIELDS_ORDER = Ordered.HIGHEST_PRECEDENCE;

	/** Inside the security filters (-100), outside the application's own. */
	private static final int FILTER_ORDER = Ordered.LOWEST_PRECEDENCE - 100;

	private final Clock clock = Clock.systemUTC();

	private final @Nullable ClassLoader classLoader;

	ConditionalCacheAutoConfiguration(ResourceLoader resourceLoader, ConditionalCacheProperties properties) {
		PropertyRules.check(properties);
		this.classLoader = resourceLoader.getClassLoader();
	}

	@Bean
	@ConditionalOnMissingBean
	PreconditionEvaluator preconditionEvaluator(ConditionalCacheProperties properties) {
		ConditionalCacheProperties.Preconditions preconditions = properties.preconditions();
		return new PreconditionEvaluator(properties.lastModified().comparison(),
				new IfMatchComparison(preconditions.match() == ConditionalCacheProperties.Preconditions.Match.STATE,
						preconditions.comparison() == ConditionalCacheProperties.Preconditions.Comparison.WEAK));
	}

	@Bean
	@ConditionalOnMissingBean
	DigestAlgorithm conditionalCacheDigestAlgorithm(ConditionalCacheProperties properties) {
		String secret = properties.etag().secret();
		byte[] key = (secret != null) ? secret.getBytes(StandardCharsets.UTF_8) : null;
		return switch (properties.etag().algorithm()) {
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
	EntityTags conditionalCacheEntityTags(DigestAlgorithm algorithm) {
		return new EntityTags(algorithm);
	}

	@Bean
	@ConditionalOnMissingBean
	DeclarationReader conditionalCacheDeclarationReader(BeanFactory beans, ObjectProvider<ValidatorSource> sources) {
		return new DeclarationReader(beans, sources);
	}

	@Bean
	@ConditionalOnMissingBean
	ReadPolicies conditionalCacheReadPolicies(ConditionalCacheProperties properties, DeclarationReader declarations,
			Selectors selectors) {
		return new ReadPolicies(StoringPolicy.of(properties.cacheControl(), null, List.of(), true),
				policies(properties), properties.etag().strength(), declarations, selectors,
				properties.mode() == ConditionalCacheProperties.Mode.ALL);
	}

	private static Map<String, StoringPolicy> policies(ConditionalCacheProperties properties) {
		Map<String, StoringPolicy> policies = new LinkedHashMap<>();
		properties.policies().forEach((name, policy) -> {
			String own = policy.cacheControl();
			policies.put(name, StoringPolicy.of((own != null) ? own : properties.cacheControl(),
					policy.cdnCacheControl(), policy.vary(), policy.locale()));
		});
		return policies;
	}

	@Bean
	@ConditionalOnMissingBean
	MethodAuthorization conditionalCacheMethodAuthorization(ListableBeanFactory beans) {
		return isPresent("org.springframework.security.authorization.method.AuthorizationAdvisor")
				? MethodSecurity.advice(beans) : MethodAuthorization.NONE;
	}

	@Bean
	@ConditionalOnMissingBean
	HandlerRegistry conditionalCacheHandlerRegistry(ReadPolicies reads, WritePolicies writes, BeanFactory beans,
			MethodAuthorization authorization, ReadGate readGate, WriteGate writeGate) {
		return new HandlerRegistry(reads, writes,
				new Placements(beans, authorization, new ProxyGates(readGate, writeGate)));
	}

	@Bean
	@ConditionalOnMissingBean
	ValidationCalls conditionalCacheValidationCalls(ConditionalCacheProperties properties) {
		Duration timeout = properties.validation().timeout();
		if (timeout == null) {
			return ValidationCalls.DIRECT;
		}
		return new TimedValidationCalls(timeout,
				isPresent("org.springframework.security.concurrent.DelegatingSecurityContextCallable")
						? MethodSecurity::withSecurityContext : UnaryOperator.identity());
	}

	@Bean
	@ConditionalOnMissingBean
	WritePolicies conditionalCacheWritePolicies(ConditionalCacheProperties properties, ReadPolicies reads,
			DeclarationReader declarations) {
		return new WritePolicies(reads, declarations, properties.preconditions().required(),
				managed(properties)::matches);
	}

	@Bean
	@ConditionalOnMissingBean
	OtherServlets conditionalCacheOtherServlets(ApplicationContext context) {
		return new OtherServlets(context, this.clock);
	}

	@Bean
	OtherContexts conditionalCacheOtherContexts(ApplicationContext context, OtherServlets servlets) {
		return new OtherContexts(context, servlets);
	}

	@Bean
	@ConditionalOnMissingBean
	WriteExchanges conditionalCacheWriteExchanges(ConditionalCacheProperties properties, HandlerRegistry handlers,
			OtherServlets others, DiagnosticSettings settings) {
		return new WriteExchanges(handlers, others, managed(properties)::matches, settings, this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	RefusalTags conditionalCacheRefusalTags(ConditionalCacheProperties properties, WritePolicies writes,
			BeanFactory beans) {
		return switch (properties.preconditions().refusalTag()) {
			case AUTO -> RefusalTags
				.whereAuthorized(isPresent("org.springframework.security.web.access.intercept.AuthorizationFilter")
						? SecurityFilterRules.of(beans) : UrlRules.NONE, new ReaderAccess(writes));
			case ALWAYS -> RefusalTags.always();
			case NEVER -> RefusalTags.never();
		};
	}

	@Bean
	@ConditionalOnMissingBean
	WriteDecider conditionalCacheWriteDecider(PreconditionEvaluator evaluator, RepresentationValidators tags,
			ValidationCalls calls, RefusalTags refusalTags) {
		return new WriteDecider(evaluator, tags, calls,
				isPresent("org.springframework.transaction.support.TransactionSynchronizationManager")
						? FreshTransactionalReads.of(this.classLoader) : FreshReads.ALWAYS,
				refusalTags, this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	DeclaredVersions conditionalCacheDeclaredVersions(RepresentationValidators validators, ValidationCalls calls,
			EarlierReads earlier, ReadWarnings warnings) {
		return new DeclaredVersions(validators, calls, earlier, warnings);
	}

	@Bean
	@ConditionalOnMissingBean
	ReadWarnings conditionalCacheReadWarnings() {
		return new ReadWarnings(this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	ReadGate conditionalCacheReadGate(DeclaredVersions versions, ReadDecider decider, Verification verification) {
		return new ReadGate(versions, decider, verification);
	}

	@Bean
	@ConditionalOnMissingBean
	WriteGate conditionalCacheWriteGate(WriteDecider decider) {
		return new WriteGate(decider);
	}

	@Bean
	@ConditionalOnMissingBean
	WrittenTag conditionalCacheWrittenTag(WritePolicies writes, WriteDecider decider) {
		return new WrittenTag(writes, decider);
	}

	@Bean
	@ConditionalOnMissingBean
	Gate conditionalCacheGate(HandlerRegistry handlers, ReadGate reads, WriteExchanges exchanges, WriteGate writes,
			WriteDecider decider, WrittenTag written) {
		return new Gate(handlers, reads, exchanges, writes, decider, written);
	}

	@Bean
	@ConditionalOnMissingBean
	EarlierReads conditionalCacheEarlierReads() {
		if (!isPresent("org.springframework.transaction.support.TransactionSynchronizationManager")) {
			return EarlierReads.NONE;
		}
		boolean jpa = isPresent("org.springframework.orm.jpa.EntityManagerHolder")
				&& isPresent("jakarta.persistence.EntityManager");
		return jpa ? new TransactionalReads(PersistenceContexts.holdingEntities(isPresent("org.hibernate.Session")),
				PersistenceContexts::clear) : new TransactionalReads((resource) -> false, (resource) -> {
				});
	}

	@Bean
	@ConditionalOnMissingBean
	ManagedHandlers conditionalCacheManagedHandlers() {
		return new ManagedHandlers();
	}

	@Bean
	@ConditionalOnMissingBean
	DiagnosticSettings conditionalCacheDiagnosticSettings(ConditionalCacheProperties properties) {
		ConditionalCacheProperties.Diagnostics diagnostics = properties.diagnostics();
		return new DiagnosticSettings(diagnostics.explainHeader(), diagnostics.serverTiming(),
				diagnostics.verifySampleRate());
	}

	@Bean
	@ConditionalOnMissingBean
	Findings conditionalCacheFindings() {
		return new Findings();
	}

	@Bean
	StartupChecks conditionalCacheStartupChecks(ListableBeanFactory beans, Environment environment,
			ConditionalCacheProperties properties, MethodAuthorization authorization, HandlerRegistry handlers,
			WritePolicies writes, Findings findings) {
		return new StartupChecks(beans, environment, properties, authorization, handlers, writes, findings);
	}

	@Bean
	SmartInitializingSingleton conditionalCacheStartup(ReadPolicies policies, HandlerRegistry handlers,
			ManagedHandlers managed, DeclarationReader declarations, StartupChecks checks,
			ObjectProvider<Deployment> deployment, ObjectProvider<RequestMappingHandlerMapping> mappings,
			OtherContexts others, ApplicationContext context) {
		return () -> {
			others.checkRefreshed();
			List<Map<RequestMappingInfo, HandlerMethod>> mapped = mappings.stream()
				.map(RequestMappingHandlerMapping::getHandlerMethods)
				.toList();
			handlers.settle(mapped, HandlerAdapters.of(context)::haveGateFor);
			HandlerCatalog catalog = new HandlerCatalog(handlers, policies);
			managed.settle(mapped.stream().flatMap((mapping) -> catalog.describe(mapping).stream()).toList());
			Map<String, String> reservations = new LinkedHashMap<>();
			mapped.forEach((mapping) -> reservations.putAll(catalog.reservations(mapping)));
			String prefix = pathPrefix(context);
			Deployment deployed = deployment.getIfAvailable();
			new StartupReport(managed.all().stream().map((handler) -> handler.under(prefix)).toList(), reservations,
					(deployed != null) ? deployed.description() : null)
				.log();
			if (declarations.areOfSlice()) {
				declarations.logLeftOut();
			}
			else {
				checks.run(managed.all(),
						mapped.stream()
							.flatMap((mapping) -> catalog.open(mapping).stream())
							.collect(Collectors.toUnmodifiableSet()),
						this.classLoader);
			}
		};
	}

	@Bean
	@ConditionalOnMissingBean
	AnswerFields conditionalCacheAnswerFields(ConditionalCacheProperties properties, Environment environment) {
		return new AnswerFields(isPresent("org.springframework.boot.web.server.Compression")
				? ServerCompression.from(environment) : ResponseCompression.NONE, this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "conditional-cache.variant.deployment", matchIfMissing = true)
	Deployment conditionalCacheDeployment(ObjectProvider<GitProperties> git, ObjectProvider<BuildProperties> build,
			ObjectProvider<ServletContext> servletContext) {
		return DeployedBuild.identify(git.getIfAvailable(), build.getIfAvailable(), this.classLoader,
				servletContext.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	Selectors conditionalCacheSelectors(ConditionalCacheProperties properties, ObjectProvider<Deployment> deployment,
			ListableBeanFactory beans) {
		ConditionalCacheProperties.Variant variant = properties.variant();
		Deployment deployed = deployment.getIfAvailable();
		return new Selectors(
				new SelectorSettings(variant.principal(), variant.locale(), variant.query(),
						(deployed != null) ? deployed.identity() : null, List.copyOf(variant.headers()),
						properties.vary().auto()),
				isPresent("org.springframework.security.core.Authentication") ? new AuthorityParts()
						: PrincipalParts.NAME,
				isPresent("org.springframework.security.web.csrf.CsrfFilter") ? CsrfTokenCarriers.of(beans)
						: TokenCarriers.NONE,
				beans);
	}

	@Bean
	@ConditionalOnMissingBean
	RepresentationValidators conditionalCacheRepresentationValidators(ConditionalCacheProperties properties,
			EntityTags tags, ObjectProvider<Deployment> deployment) {
		Deployment deployed = deployment.getIfAvailable();
		return new RepresentationValidators(new MarkedVersions(), new FileVersions(properties.files().notBefore()),
				tags, this.clock, (deployed != null) ? deployed.builtAt() : null);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("conditional-cache.diagnostics.flapping-check")
	FlappingCheck conditionalCacheFlappingCheck() {
		return new FlappingCheck(this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	Verification conditionalCacheVerification(DiagnosticSettings settings, EntityTags tags, OutcomePublisher outcomes) {
		return new Verification(settings, tags, outcomes, this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	ReadDecider conditionalCacheReadDecider(PreconditionEvaluator evaluator, DeclaredVersions declared,
			RepresentationValidators marked, ContentValidators content, AnswerFields fields, ReadWarnings warnings) {
		return new ReadDecider(evaluator, declared, marked, content, fields, warnings, this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	ContentValidators conditionalCacheContentValidators(EntityTags tags, Verification verification,
			ObjectProvider<ContentObserver> observer) {
		return new ContentValidators(tags, verification, observer.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	ValidatorResponseBodyAdvice conditionalCacheResponseBodyAdvice(ReadDecider decider, RangeSelection ranges,
			WrittenTag written) {
		return new ValidatorResponseBodyAdvice(decider, ranges, written);
	}

	@Bean
	ConditionRevealingAdvice conditionalCacheRevealingAdvice() {
		return new ConditionRevealingAdvice();
	}

	@Bean
	@ConditionalOnMissingBean
	RangeSelection conditionalCacheRangeSelection(PreconditionEvaluator evaluator) {
		return new RangeSelection(evaluator);
	}

	@Bean
	static ReturnValueHandlerPostProcessor conditionalCacheReturnValueHandlerPostProcessor() {
		return new ReturnValueHandlerPostProcessor();
	}

	@Bean
	@ConditionalOnMissingBean
	OutcomePublisher conditionalCacheOutcomePublisher(ObjectProvider<ConditionalRequestListener> listeners,
			ObjectProvider<OutcomeObserver> observers) {
		return new OutcomePublisher(SingletonSupplier.of(() -> listeners.orderedStream().toList()),
				SingletonSupplier.of(() -> observers.orderedStream().toList()));
	}

	@Bean
	WebMvcConfigurer conditionalCacheWebMvcConfigurer(ConditionalCacheProperties properties, HandlerRegistry handlers,
			ReadDecider decision, WriteExchanges writes, OtherServlets others,
			ObjectProvider<WriteDecider> writeDecision, OutcomePublisher outcomes,
			ObjectProvider<WriteRefusalHandler> refusals, DiagnosticSettings settings, ApplicationContext context) {
		Predicate<HttpServletRequest> paths = managed(properties)::matches;
		// Other servlets of Spring MVC may find this configurer, too
		ConditionalCacheInterceptor interceptor = new ConditionalCacheInterceptor(
				(request) -> !others.serve(request) && paths.test(request), handlers, decision, writes, outcomes,
				settings, this.clock);
		return new WebMvcConfigurer() {

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(new WriteArgumentResolver(writeDecision, paths));
			}

			@Override
			public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
				WriteRefusalResolver resolver = new WriteRefusalResolver(
						() -> refusals.getIfAvailable(() -> WriteRefusalResolver.PROBLEM_DETAILS));
				resolver.writeLike(resolvers);
				resolver.setApplicationContext(context);
				resolver.afterPropertiesSet();
				resolvers.add(0, resolver);
			}

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(interceptor);
			}

		};
	}

	// Not part of the chain, where every request would pay for it
	private static MappedInterceptor managed(ConditionalCacheProperties properties) {
		List<String> included = properties.includePaths();
		return new MappedInterceptor(included.contains("/**") ? null : included.toArray(String[]::new),
				properties.excludePaths().toArray(String[]::new), new HandlerInterceptor() {
				});
	}

	@Bean
	@ConditionalOnMissingBean(name = "conditionalCacheFilter")
	FilterRegistrationBean<Filter> conditionalCacheFilter(ConditionalCacheProperties properties, ReadDecider decision,
			RangeSelection ranges, OutcomePublisher outcomes, OtherServlets others) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new ConditionalCacheFilter(decision,
				ranges, (int) properties.maxBodySize().toBytes(), new ReadReports(outcomes), others));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.FORWARD);
		registration.setOrder(FILTER_ORDER);
		return registration;
	}

	private String pathPrefix(ApplicationContext context) {
		ServletContext servletContext = (context instanceof WebApplicationContext web) ? web.getServletContext() : null;
		String ofContext = (servletContext != null) ? servletContext.getContextPath() : "";
		return isPresent("org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath")
				? ofContext + DispatcherPath.prefix(context) : ofContext;
	}

	@Bean
	@ConditionalOnMissingBean(name = "conditionalCacheLateFieldsFilter")
	FilterRegistrationBean<Filter> conditionalCacheLateFieldsFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new LateFieldsFilter());
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		registration.setOrder(LATE_FIELDS_ORDER);
		return registration;
	}

	private boolean isPresent(String type) {
		return ClassUtils.isPresent(type, this.classLoader);
	}

}
