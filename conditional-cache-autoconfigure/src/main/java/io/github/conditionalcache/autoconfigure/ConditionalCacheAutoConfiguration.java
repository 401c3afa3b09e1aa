package io.github.conditionalcache.autoconfigure;

import java.time.Clock;

import io.github.conditionalcache.Deployment;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.autoconfigure.facts.DeployedBuild;
import io.github.conditionalcache.autoconfigure.libraries.OptionalLibraries;
import io.github.conditionalcache.diagnostics.flapping.FlappingCheck;
import io.github.conditionalcache.diagnostics.lint.Findings;
import io.github.conditionalcache.handler.ManagedHandlers;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.servlet.LateFieldsFilter;
import io.github.conditionalcache.webmvc.ConditionRevealingAdvice;
import io.github.conditionalcache.webmvc.ConditionalCacheConfigurer;
import io.github.conditionalcache.webmvc.ReturnValueHandlerPostProcessor;
import io.github.conditionalcache.webmvc.ValidatorResponseBodyAdvice;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Auto-configuration of conditional requests for Spring MVC. Those parts are beans that
 * applications may replace, or that Spring or another auto-configuration has to find; all
 * else is put together by {@link AnswerAssembly} and {@link HandlerAssembly}. Backs off
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

	private final Settings settings;

	private final OptionalLibraries libraries;

	ConditionalCacheAutoConfiguration(ResourceLoader resourceLoader, ConditionalCacheProperties properties) {
		this.settings = new Settings(properties);
		this.libraries = new OptionalLibraries(resourceLoader.getClassLoader());
	}

	@Bean
	@ConditionalOnMissingBean
	PreconditionEvaluator preconditionEvaluator() {
		return this.settings.evaluator();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "conditional-cache.variant.deployment", matchIfMissing = true)
	Deployment conditionalCacheDeployment(ObjectProvider<GitProperties> git, ObjectProvider<BuildProperties> build,
			ObjectProvider<ServletContext> servletContext) {
		return DeployedBuild.identify(git.getIfAvailable(), build.getIfAvailable(), this.libraries.classLoader(),
				servletContext.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	ManagedHandlers conditionalCacheManagedHandlers() {
		return new ManagedHandlers();
	}

	@Bean
	@ConditionalOnMissingBean
	DiagnosticSettings conditionalCacheDiagnosticSettings() {
		return this.settings.diagnostics();
	}

	@Bean
	@ConditionalOnMissingBean
	Findings conditionalCacheFindings() {
		return new Findings();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("conditional-cache.diagnostics.flapping-check")
	FlappingCheck conditionalCacheFlappingCheck() {
		return new FlappingCheck(Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	AnswerAssembly conditionalCacheAnswers(ApplicationContext context) {
		return new AnswerAssembly(this.settings, this.libraries, context);
	}

	@Bean
	@ConditionalOnMissingBean
	HandlerAssembly conditionalCacheHandlers(AnswerAssembly answers, ListableBeanFactory beans) {
		return new HandlerAssembly(answers, this.settings, this.libraries, beans);
	}

	@Bean
	OtherContexts conditionalCacheOtherContexts(ApplicationContext context, AnswerAssembly answers) {
		return new OtherContexts(context, answers.otherServlets());
	}

	@Bean
	Startup conditionalCacheStartup(HandlerAssembly handlers, OtherContexts others, ListableBeanFactory beans,
			ApplicationContext context) {
		return new Startup(handlers, others, new StartupChecks(beans, context, this.settings, handlers),
				new StartupLog(this.libraries, context), context);
	}

	@Bean
	WebMvcConfigurer conditionalCacheWebMvcConfigurer(HandlerAssembly handlers, ApplicationContext context) {
		return new ConditionalCacheConfigurer(handlers.interceptor(), handlers.argumentResolver(), context);
	}

	@Bean
	@ConditionalOnMissingBean
	ValidatorResponseBodyAdvice conditionalCacheResponseBodyAdvice(HandlerAssembly handlers) {
		return handlers.bodyAdvice();
	}

	@Bean
	ConditionRevealingAdvice conditionalCacheRevealingAdvice() {
		return new ConditionRevealingAdvice();
	}

	@Bean
	static ReturnValueHandlerPostProcessor conditionalCacheReturnValueHandlerPostProcessor() {
		return new ReturnValueHandlerPostProcessor();
	}

	@Bean
	@ConditionalOnMissingBean(name = "conditionalCacheFilter")
	FilterRegistrationBean<Filter> conditionalCacheFilter(AnswerAssembly answers) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				answers.filter(this.settings.maxBodySize()));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.FORWARD);
		registration.setOrder(FILTER_ORDER);
		return registration;
	}

	@Bean
	@ConditionalOnMissingBean(name = "conditionalCacheLateFieldsFilter")
	FilterRegistrationBean<Filter> conditionalCacheLateFieldsFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new LateFieldsFilter());
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		registration.setOrder(LATE_FIELDS_ORDER);
		return registration;
	}

}
