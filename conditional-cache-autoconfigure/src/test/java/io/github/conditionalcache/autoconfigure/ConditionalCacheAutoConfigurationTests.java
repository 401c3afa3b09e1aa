package io.github.conditionalcache.autoconfigure;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Deployment;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.diagnostics.lint.Findings;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ManagedHandlers;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.webmvc.ReturnValueHandlerPostProcessor;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConditionalCacheAutoConfiguration} and
 * {@link ConditionalCacheFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConditionalCacheAutoConfigurationTests {

	static final List<Class<?>> REPLACEABLE = List.of(PreconditionEvaluator.class, Deployment.class,
			ManagedHandlers.class, DiagnosticSettings.class, Findings.class);

	private static final AutoConfigurations WIRING = AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
			ConditionalCacheDisabledAutoConfiguration.class, ConditionalCacheGateAutoConfiguration.class,
			ConditionalCacheMetricsAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(WIRING);

	@Test
	void beansWhenNothingIsConfiguredArePresent() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ReturnValueHandlerPostProcessor.class);
			REPLACEABLE.forEach((type) -> assertThat(context).hasSingleBean(type));
			assertThat(context).hasBean("conditionalCacheFilter").hasBean("conditionalCacheWebMvcConfigurer");
		});
	}

	// Whatever nobody replaces and nothing has to find is no bean
	@Test
	void beansAreTheReplaceableOnesTheAssembliesAndHooks() {
		this.runner.run((context) -> assertThat(Stream.of(context.getBeanDefinitionNames())
			.filter((name) -> !name.equals("requestMappingHandlerAdapter"))
			.filter((name) -> !context.getBeansWithAnnotation(AutoConfiguration.class).containsKey(name))
			.filter((name) -> isOurs(context.getType(name)) || name.startsWith("conditionalCache"))
			.filter((name) -> REPLACEABLE.stream().noneMatch((type) -> context.isTypeMatch(name, type))))
			.containsExactlyInAnyOrder("conditionalCacheAnswers", "conditionalCacheHandlers",
					"conditionalCacheOtherContexts", "conditionalCacheStartup", "conditionalCacheWebMvcConfigurer",
					"conditionalCacheResponseBodyAdvice", "conditionalCacheRevealingAdvice",
					"conditionalCacheReturnValueHandlerPostProcessor", "conditionalCacheFilter",
					"conditionalCacheLateFieldsFilter", "conditionalCacheWebMvcRegistrations",
					"conditionalCachePrimaryRegistrations",
					"conditional-cache-" + ConditionalCacheProperties.class.getName()));
	}

	private static boolean isOurs(@Nullable Class<?> type) {
		return type != null && type.getName().startsWith("io.github.conditionalcache.");
	}

	@ParameterizedTest
	@FieldSource("REPLACEABLE")
	<T> void beanWhenUserDefinesOneIsTheUsers(Class<T> type) {
		this.runner.run((donor) -> {
			T own = donor.getBean(type);
			this.runner.withBean("own", type, () -> own)
				.run((context) -> assertThat(context).hasNotFailed().getBean(type).isSameAs(own));
		});
	}

	@Test
	void filterWhenUserDefinesOneOfThatNameIsTheUsers() {
		FilterRegistrationBean<?> own = new FilterRegistrationBean<>((request, response, chain) -> {
		});
		own.setEnabled(false);
		this.runner.withBean("conditionalCacheFilter", FilterRegistrationBean.class, () -> own)
			.run((context) -> assertThat(context).hasNotFailed().getBean("conditionalCacheFilter").isSameAs(own));
	}

	@Test
	void startupReportWhenPathsHaveAPrefixShowsIt(CapturedOutput output) {
		this.runner.withPropertyValues("spring.mvc.servlet.path=/api").withBean(Prefixed.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("GET  /api/prefixed/{id}  ");
		});
	}

	@Test
	void beansWhenDisabledAreAbsent() {
		this.runner.withPropertyValues("conditional-cache.enabled=false")
			.run((context) -> assertThat(ownBeans(context.getBeanDefinitionNames())).containsExactlyInAnyOrder(
					ConditionalCacheDisabledAutoConfiguration.class.getName(), "conditionalCacheUncheckedWrites"));
	}

	@Test
	void beansWhenNotAWebApplicationAreAbsent() {
		new ApplicationContextRunner().withConfiguration(WIRING)
			.run((context) -> assertThat(ownBeans(context.getBeanDefinitionNames())).isEmpty());
	}

	@Test
	void filterSeesRequestAsyncAndForwardDispatches() {
		this.runner.run((context) -> {
			FilterRegistrationBean<?> filter = context.getBean("conditionalCacheFilter", FilterRegistrationBean.class);
			assertThat(filter.isEnabled()).isTrue();
			assertThat(ReflectionTestUtils.getField(filter, "dispatcherTypes"))
				.isEqualTo(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.FORWARD));
		});
	}

	@Test
	void filterStandsInsideTheSecurityFilters() {
		this.runner.run((context) -> {
			FilterRegistrationBean<?> filter = context.getBean("conditionalCacheFilter", FilterRegistrationBean.class);
			assertThat(filter.getOrder()).isGreaterThan(SecurityFilterProperties.DEFAULT_FILTER_ORDER)
				.isLessThan(Ordered.LOWEST_PRECEDENCE);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "0B", "2147483647B" })
	void startWhenMaxBodySizeIsAtItsLimitSucceeds(String size) {
		this.runner.withPropertyValues("conditional-cache.max-body-size=" + size)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|',
			textBlock = """
					property       | value          | rule                                        | shown
					max-body-size  | -1B            | must be between 0B and 2147483647B          | -1B
					max-body-size  | 2147483648B    | must be between 0B and 2147483647B          | 2147483648B
					max-body-size  | 3GB            | must be between 0B and 2147483647B          | 3221225472B
					cache-control  | ''             | must be a field value of visible ASCII char | ''
					cache-control  | '  '           | must be a field value of visible ASCII char |
					cache-control  | 'no-\tcache'   | must be a field value of visible ASCII char | 'no-\tcache'
					cache-control  | 'no-\u007F'    | must be a field value of visible ASCII char | 'no-\u007F'
					cache-control  | 'no-caché'     | must be a field value of visible ASCII char | 'no-caché'
					policies.slow.cache-control     | ' '    | must be a field value of visible ASCII char |
					policies.slow.cdn-cache-control | 'ü'    | must be a field value of visible ASCII char | 'ü'
					cache-control  | nonsense       | must hold directives of Cache-Control ('nonsense' is none) | nonsense
					policies.slow.cache-control | 'private; no-cache' | must hold directives of Cache-Control ([; no-cache] can't be read) | 'private; no-cache'
					policies.slow.cdn-cache-control | Max-Age=60 | must hold directives of CDN-Cache-Control ([Max-Age=60] can't be read) | Max-Age=60
					policies.slow.vary | Na me      | must hold names of request header fields    | Na me
					policies.slow.vary | '*'        | must hold names of request header fields    | '*'
					variant.headers | Na me         | must hold names of request header fields    | Na me
					variant.headers | 'X-A,Na:me'   | must hold names of request header fields    | Na:me
					variant.headers | Größe         | must hold names of request header fields    | Größe
					exclude-paths  | 'api/**'       | must hold path patterns that begin with '/' | api/**
					exclude-paths  | '/a,https://example.org/b' | must hold path patterns that begin with '/' | https://example.org/b
					include-paths  | '/api/{'       | must hold path patterns (                   | /api/{
					include-paths  | '/a/**/b/**'   | must hold path patterns (                   | /a/**/b/**
					validation.timeout | 0ms        | must be positive                            | PT0S
					validation.timeout | -1s        | must be positive                            | PT-1S
					etag.secret    | ''             | must not be blank                           | ''
					etag.secret    | '  '           | must not be blank                           |
					""")
	void startWhenPropertyCannotWorkFails(String property, String value, String rule, @Nullable String shown) {
		this.runner.withPropertyValues("conditional-cache." + property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(ownAnalysis(context.getStartupFailure()).getDescription())
				.startsWith("'conditional-cache.%s' %s".formatted(property, rule))
				.endsWith((shown != null) ? "but was [%s]".formatted(shown) : "]");
			assertThat(ownAnalysis(context.getStartupFailure()).getAction()).endsWith(".");
		});
	}

	@Test
	void startWhenXxh3AndHash4jIsAbsentFails() {
		this.runner.withClassLoader(new FilteredClassLoader("com.dynatrace"))
			.withPropertyValues("conditional-cache.etag.algorithm=xxh3")
			.run((context) -> {
				FailureAnalysis analysis = ownAnalysis(context.getStartupFailure());
				assertThat(analysis.getDescription())
					.isEqualTo("'conditional-cache.etag.algorithm' needs hash4j on the class path but was [xxh3]");
				assertThat(analysis.getAction()).contains("com.dynatrace.hash4j:hash4j");
			});
	}

	@Test
	void startWhenXxh3AndHash4jIsPresentSucceeds() {
		this.runner.withPropertyValues("conditional-cache.etag.algorithm=xxh3", "conditional-cache.etag.secret=s3cret")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "etag.algorithm, md5", "etag.strength, firm", "last-modified.comparison, around",
			"max-body-size, much", "files.not-before, yesterday", "variant.query, perhaps" })
	void startWhenValueIsUnknownIsAnalyzedBySpringBoot(String property, String value) {
		this.runner.withPropertyValues("conditional-cache." + property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = context.getStartupFailure();
			assertThat(new ConditionalCacheFailureAnalyzer().analyze(failure)).isNull();
			assertThat(registeredAnalysis(failure).getDescription()).contains("conditional-cache." + property)
				.contains(value);
		});
	}

	@Test
	void startWhenAnnotationStandsOnPostFails() {
		this.runner.withBean(PostController.class).run((context) -> {
			FailureAnalysis analysis = ownAnalysis(context.getStartupFailure());
			assertThat(analysis.getCause()).isInstanceOf(InvalidHandlerException.class);
			assertThat(analysis.getDescription()).contains("PostController#create")
				.contains("stands on a handler of [POST]");
			assertThat(analysis.getAction())
				.isEqualTo("Remove the annotation from this method, or map the method to GET.");
		});
	}

	@Test
	void startWhenVaryIsNoFieldNameFails() {
		this.runner.withBean(VaryController.class).run((context) -> {
			FailureAnalysis analysis = ownAnalysis(context.getStartupFailure());
			assertThat(analysis.getCause()).isInstanceOf(InvalidHandlerException.class);
			assertThat(analysis.getDescription()).contains("VaryController#read")
				.endsWith("'vary' must hold names of request header fields but was [Accept Language]");
			assertThat(analysis.getAction()).contains("Accept-Language");
		});
	}

	@Test
	void startWhenExpressionIsWrongFails() {
		this.runner.withBean(WrongExpressionController.class).run((context) -> {
			FailureAnalysis analysis = ownAnalysis(context.getStartupFailure());
			assertThat(analysis.getCause()).isInstanceOf(InvalidHandlerException.class);
			assertThat(analysis.getDescription()).contains("WrongExpressionController#read")
				.contains("'version' [#idd] names the variable 'idd'");
			assertThat(analysis.getAction()).isEqualTo("Correct the name, or add the parameter to read.");
		});
	}

	@Test
	void startWhenPolicyIsUnknownFails() {
		this.runner.withBean(PolicyController.class).run((context) -> {
			FailureAnalysis analysis = ownAnalysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("PolicyController#read").contains("[slow]");
			assertThat(analysis.getAction()).contains("conditional-cache.policies.slow.cache-control");
		});
		this.runner.withBean(PolicyController.class)
			.withPropertyValues("conditional-cache.policies.slow.cache-control=max-age=60")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenAnnotationStandsOnClassWithPostSucceeds() {
		this.runner.withBean(MixedController.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void analysisWhenFailureIsAnothersIsNull() {
		assertThat(new ConditionalCacheFailureAnalyzer().analyze(new IllegalStateException("other"))).isNull();
	}

	@Test
	void analyzerIsRegistered() {
		this.runner.withPropertyValues("conditional-cache.etag.secret=")
			.run((context) -> assertThat(registeredAnalysis(context.getStartupFailure()).getCause())
				.isInstanceOf(InvalidConditionalCachePropertyException.class));
	}

	private static List<String> ownBeans(String[] names) {
		return List.of(names).stream().filter((name) -> name.toLowerCase().contains("conditionalcache")).toList();
	}

	private static FailureAnalysis ownAnalysis(@Nullable Throwable failure) {
		assertThat(failure).isNotNull();
		FailureAnalysis analysis = new ConditionalCacheFailureAnalyzer().analyze(failure);
		assertThat(analysis).isNotNull();
		return analysis;
	}

	private static FailureAnalysis registeredAnalysis(@Nullable Throwable failure) {
		ArgumentResolver arguments = ArgumentResolver
			.ofSupplied(BeanFactory.class, (Supplier<BeanFactory>) DefaultListableBeanFactory::new)
			.andSupplied(Environment.class, StandardEnvironment::new);
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, cause) -> {
			}))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

	@RestController
	static class PostController {

		@Cacheable304
		@PostMapping("/things")
		String create() {
			return "";
		}

	}

	@RestController
	static class VaryController {

		@Cacheable304(vary = "Accept Language")
		@GetMapping("/things")
		String read() {
			return "";
		}

	}

	@RestController
	static class WrongExpressionController {

		@Cacheable304("#idd")
		@GetMapping("/things/{id}")
		String read(@PathVariable int id) {
			return "";
		}

	}

	@RestController
	static class PolicyController {

		@Cacheable304(cacheControl = "slow")
		@GetMapping("/things")
		String read() {
			return "";
		}

	}

	@RestController
	@Cacheable304
	static class MixedController {

		@GetMapping("/things")
		String read() {
			return "";
		}

		@PostMapping("/things")
		String create() {
			return "";
		}

	}

	@RestController
	static class Prefixed {

		@GetMapping("/prefixed/{id}")
		@Cacheable304("#id")
		String get(@PathVariable String id) {
			return id;
		}

	}

}
