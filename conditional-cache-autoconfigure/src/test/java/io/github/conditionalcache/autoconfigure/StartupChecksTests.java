package io.github.conditionalcache.autoconfigure;

import java.io.OutputStream;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.SuppressFindings;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.diagnostics.lint.Finding;
import io.github.conditionalcache.diagnostics.lint.Findings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What the checks at startup find, and what they don't.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupChecksTests {

	private static final String COMPRESSION = "server.compression.enabled=true";

	private static final String CLUSTERED = "spring.quartz.properties.org.quartz.jobStore.isClustered=true";

	private static final String NO_USER = "conditional-cache.variant.principal=false";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheChangeTagsAutoConfiguration.class, ConditionalCacheGateAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
				WebMvcAutoConfiguration.class))
		.withPropertyValues("conditional-cache.change-tags.store=memory")
		.withBean("versions", Versions.class);

	static Stream<Arguments> found() {
		return Stream.of(
				// Answers of one user in shared caches
				arguments("CC001", "PublicForUser.get", "Cache-Control [public, max-age=60]", PublicForUser.class),
				arguments("CC001", "UnsaidForUser.get", "Cache-Control [max-age=60]", UnsaidForUser.class),
				arguments("CC001", "QualifiedForUser.get", "Cache-Control [private=\"X\"]", QualifiedForUser.class),
				arguments("CC001", "SharedForSession.get", "Cache-Control [s-maxage=5]", SharedForSession.class),
				arguments("CC001", "PrivateForUser.get", "Cache-Control [no-cache]", PrivateForUser.class,
						"conditional-cache.cache-control=no-cache"),
				arguments("CC001", "NamedForUser.get", "CDN-Cache-Control [max-age=60]", NamedForUser.class,
						"conditional-cache.policies.named.cdn-cache-control=max-age=60"),
				// Answers that nobody keeps
				arguments("CC003", "NoStore.get", "Cache-Control [no-store]", NoStore.class),
				arguments("CC003", "Hashed.get", "Cache-Control [private, NO-STORE]", Hashed.class,
						"conditional-cache.cache-control=private, NO-STORE"),
				// Strong tags that keep Tomcat from compressing
				arguments("CC004", "Strong.get", "strong tags", Strong.class, Tomcat.class, COMPRESSION),
				arguments("CC004", "Versioned.get", "strong tags", Versioned.class, Tomcat.class, COMPRESSION,
						"conditional-cache.etag.strength=strong"),
				// Early answers before services authorise
				arguments("CC023", "Versioned.get", "which can be computed", Versioned.class, MethodSecurityOn.class),
				// Stored answers that are used for what they are not
				arguments("CC030", "Unnamed.get", "Vary does not name Accept, Accept-Language", Unnamed.class,
						"conditional-cache.vary.auto=false"),
				arguments("CC030", "Unnamed.get", "Vary does not name Accept-Language", Unnamed.class,
						"conditional-cache.vary.auto=false", "conditional-cache.variant.headers=Accept"),
				// Never a tag
				arguments("CC005", "Events.get", "returns a stream (SseEmitter)", Events.class),
				arguments("CC005", "Export.get", "returns a stream (StreamingResponseBody)", Export.class),
				arguments("CC005", "Raw.get", "writes its answer itself", Raw.class),
				arguments("CC005", "WrappedExport.entity", "returns a stream (StreamingResponseBody)",
						WrappedExport.class),
				arguments("CC005", "WrappedExport.callable", "returns a stream (StreamingResponseBody)",
						WrappedExport.class),
				arguments("CC005", "WrappedExport.future", "returns a stream (ResponseBodyEmitter)",
						WrappedExport.class),
				arguments("CC005", "WrappedExport.lines", "returns a stream (Flux)", WrappedExport.class),
				arguments("CC005", "WrappedExport.texts", "returns a stream (Flux)", WrappedExport.class),
				arguments("CC005", "WrappedExport.events", "returns a stream (Flux)", WrappedExport.class),
				// Annotations out of reach
				arguments("CC006", "Versioned.get", "[/items/{id}]", Versioned.class,
						"conditional-cache.exclude-paths=/items/**"),
				arguments("CC006", "Versioned.get", "[/items/{id}]", Versioned.class,
						"conditional-cache.include-paths=/books/**,/zones"),
				arguments("CC006", "Tree.get", "[/tree/**]", Tree.class, "conditional-cache.exclude-paths=/tree/**"),
				arguments("CC006", "Annotated.one", "[/annotated/one]", Annotated.class,
						"conditional-cache.exclude-paths=/annotated/**"),
				arguments("CC007", "WrittenOnly.put", "[/items/{id}]", WrittenOnly.class,
						"conditional-cache.exclude-paths=/items/*"),
				arguments("CC007", "TwoPaths.put", "no write is checked at [/internal/items/{id}]", TwoPaths.class,
						"conditional-cache.exclude-paths=/internal/**"),
				// Preconditions that can't be true, or can't be sent
				arguments("CC008", "WeaklyRead.put", "never true", WeaklyRead.class),
				arguments("CC008", "Written.put", "never true", Written.class, "conditional-cache.etag.strength=weak"),
				arguments("CC009", "CrossOriginWrite.put", "send If-Match", CrossOriginWrite.class),
				arguments("CC009", "Written.put", "send If-Match", Written.class, FewHeaders.class),
				arguments("CC009", "Written.put", "send If-Match", Written.class, FewHeadersBySecurity.class),
				arguments("CC009", "CrossOriginRead.get", "send If-None-Match", CrossOriginRead.class),
				// Others that make tags
				arguments("CC010", null, "[filter]", Hashed.class, EtagFilter.class),
				arguments("CC010", null, "[registration]", Hashed.class, EtagRegistration.class, "pattern=/hashed/*"),
				arguments("CC010", null, "[registration]", Hashed.class, EtagRegistration.class, "pattern="),
				arguments("CC010", null, "[filter]", Hashed.class, AnnotatedEtagFilter.class, "enabled=true"),
				// Declared versions that go unused
				arguments("CC011", null, "another adapter than this library's (handlers: 1)", Versioned.class,
						Enabled.class),
				arguments("CC012", null, "No answer is given before its handler runs", Versioned.class,
						UnknownAdvice.class),
				// Annotations without a handler
				arguments("CC020", null,
						"@Cacheable304 is on " + ReadNothing.class.getName() + ", which answers no request of GET",
						ReadNothing.class),
				arguments("CC020", null,
						"@ConditionalWrite is on " + WriteNothing.class.getName()
								+ ", which answers no request of PUT, PATCH, DELETE or POST",
						WriteNothing.class),
				arguments("CC020", null, "@Cacheable304 is on " + Service.class.getName() + ", which is no controller",
						Service.class),
				arguments("CC020", null,
						"@ConditionalWrite is on " + ServiceMethod.class.getName() + ".put, which is no handler",
						ServiceMethod.class),
				arguments("CC020", null,
						"@Cacheable304 is on " + Unmapped.class.getName() + ".helper, which is no handler",
						Unmapped.class),
				// Declared versions that could label the wrong content
				arguments("CC014", "OfRequest.get", "HttpServletRequest request gives access to all of the request",
						OfRequest.class),
				arguments("CC014", "AfterData.get", "so it may be newer than the data", AfterData.class),
				arguments("CC014", "OfAccount.get", "Account account is made by a resolver of the application",
						OfAccount.class),
				arguments("CC014", "OfRequest.put", "so it is never true", OfRequest.class),
				// Fields that no two requests share
				arguments("CC015", "OfRequestId.get", "X-Request-Id, User-Agent", OfRequestId.class),
				// Settings against what parameters take
				arguments("CC016", "VersionForUser.get", "the user, although 'conditional-cache.variant.principal'",
						VersionForUser.class, NO_USER),
				arguments("CC016", "VersionOfUser.get", "the user, although", VersionOfUser.class, NO_USER),
				arguments("CC016", "OfQuery.get", "the query, although", OfQuery.class,
						"conditional-cache.variant.query=false"),
				arguments("CC016", "OfQuery.get", "the language, although 'conditional-cache.variant.locale'",
						OfQuery.class, "conditional-cache.variant.locale=false"),
				// Change tags that other nodes do not see
				arguments("CC040", null, "there is a sign of others: this is instance 2", Tagged.class,
						"CF_INSTANCE_INDEX=2"),
				arguments("CC040", null, "this is instance web.12", Tagged.class, "DYNO=web.12"),
				arguments("CC040", null, "Quartz is clustered", Tagged.class, CLUSTERED),
				arguments("CC040", null, "Spring Session keeps sessions", Tagged.class, SharedSessions.class),
				// Suppressions of nothing
				arguments("CC013", "Misspelt.get", "suppresses the finding [CC0003]", Misspelt.class),
				arguments("CC013", null, "names the finding [cc001]", Hashed.class,
						"conditional-cache.diagnostics.suppress-findings=cc001"));
	}

	@ParameterizedTest
	@MethodSource("found")
	void findingIsThereWhenItShould(String code, @Nullable String handler, String problem, Class<?>[] configurations,
			String[] properties) {
		this.runner.withUserConfiguration(configurations).withPropertyValues(properties).run((context) -> {
			assertThat(context).hasNotFailed();
			List<Finding> findings = context.getBean(Findings.class).all();
			assertThat(findings).filteredOn((finding) -> finding.code().equals(code)).anySatisfy((finding) -> {
				assertThat(finding.handler()).isEqualTo(handler);
				assertThat(finding.problem()).contains(problem);
			});
			assertThat(findings).extracting(Finding::code).containsOnly(code);
		});
	}

	static Stream<Arguments> fine() {
		return Stream.of(arguments(PrivateForUser.class), arguments(VersionForUser.class),
				arguments(NamedForUser.class, "conditional-cache.policies.named.cdn-cache-control=private"),
				arguments(HashForUser.class, NO_USER), arguments(Versioned.class, NO_USER),
				arguments(Versioned.class, MethodSecurityOn.class, "conditional-cache.etag.secret=known to nobody"),
				arguments(Hashed.class, MethodSecurityOn.class), arguments(OfNamedFields.class),
				arguments(OfQuery.class), arguments(NoStoreWritten.class), arguments(Strong.class, Tomcat.class),
				arguments(Strong.class, Jetty.class, COMPRESSION), arguments(Strong.class, COMPRESSION),
				arguments(Written.class, Tomcat.class, COMPRESSION),
				arguments(StrongFile.class, Tomcat.class, COMPRESSION),
				arguments(StrongImage.class, Tomcat.class, COMPRESSION),
				arguments(Hashed.class, Tomcat.class, COMPRESSION), arguments(RawWithOwnTag.class),
				arguments(Annotated.class), arguments(StreamsByTheWay.class), arguments(VersionedExport.class),
				arguments(Annotated.class, "conditional-cache.exclude-paths=/annotated/one"),
				arguments(Versioned.class, "conditional-cache.exclude-paths=/items/1"),
				arguments(Tree.class, "conditional-cache.exclude-paths=/tree/*"),
				arguments(Versioned.class, "conditional-cache.include-paths=/{any}/7"),
				arguments(Versioned.class, "conditional-cache.include-paths=/items/**"),
				arguments(Written.class, "conditional-cache.exclude-paths=/books/**"),
				arguments(WeaklyRead.class, "conditional-cache.preconditions.comparison=weak"),
				arguments(SameVersion.class), arguments(CrossOriginDefaults.class),
				arguments(Written.class, AnyHeader.class), arguments(Written.class, ReadOnlyOrigins.class),
				arguments(CrossOriginReadUnexposed.class), arguments(Written.class, FewHeadersUnused.class),
				arguments(Hashed.class, EtagRegistration.class, "pattern=/other/*"),
				arguments(Hashed.class, EtagRegistration.class, "pattern=/hash/*"),
				arguments(Hashed.class, AnnotatedEtagFilter.class, "enabled=false"),
				arguments(Hashed.class, Enabled.class), arguments(OfResult.class, Enabled.class),
				arguments(Hashed.class, UnknownAdvice.class), arguments(CollectedFlux.class), arguments(Tagged.class),
				arguments(Tagged.class, "CF_INSTANCE_INDEX=0"), arguments(Tagged.class, "DYNO=web.1"),
				arguments(Tagged.class, "DYNO=worker.2"), arguments(Tagged.class, LocalSessions.class),
				arguments(Tagged.class, OtherStore.class, CLUSTERED), arguments(Hashed.class, CLUSTERED),
				arguments(InheritsAnnotation.class), arguments(SuppressedService.class),
				arguments(SuppressedServiceMethod.class),
				arguments(Misspelt.class, "conditional-cache.diagnostics.suppress-findings=CC003,CC013"));
	}

	@ParameterizedTest
	@MethodSource("fine")
	void nothingIsFoundWhereNothingIsWrong(Class<?>[] configurations, String[] properties, CapturedOutput output) {
		this.runner.withUserConfiguration(configurations)
			.withPropertyValues(properties)
			.withPropertyValues("conditional-cache.diagnostics.lint=fail")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Findings.class).all()).isEmpty();
				assertThat(output).doesNotContain("WARN");
			});
	}

	@Test
	void securedApplicationHasNoFindings() {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
							SecurityFilterAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class))
			.withUserConfiguration(Secured.class, Tomcat.class, MethodSecurityOn.class)
			.withPropertyValues(COMPRESSION, "conditional-cache.diagnostics.lint=fail")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).hasBean("springSecurityFilterChain");
				assertThat(context.getBean(Findings.class).all()).isEmpty();
			});
	}

	@Test
	void findingIsOneWarningWithItsRemedy(CapturedOutput output) {
		this.runner.withUserConfiguration(NoStore.class, PublicForUser.class).run((context) -> {
			assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).hasSize(2)
				.anyMatch((line) -> line
					.endsWith("CC003 NoStore.get has the Cache-Control [no-store], so nobody keeps the "
							+ "answer that a 304 would be about. Use 'no-cache', as the default 'private, no-cache, "
							+ "max-age=0' does, or take the handler out with @NotCacheable304."))
				.anyMatch((line) -> line.contains("CC001 PublicForUser.get "));
			assertThat(context.getBean(Findings.class).of("NoStore.get")).extracting(Finding::code)
				.containsExactly("CC003");
			assertThat(context.getBean(Findings.class).of("Other.get")).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { SuppressedOnMethod.class, SuppressedOnClass.class })
	void suppressedFindingIsNotFatal(Class<?> controller, CapturedOutput output) {
		this.runner.withUserConfiguration(controller)
			.withPropertyValues("conditional-cache.diagnostics.lint=fail")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("WARN");
			});
	}

	@Test
	void suppressedFindingLeavesOthersOfTheHandler() {
		this.runner.withUserConfiguration(SuppressedInPart.class)
			.run((context) -> assertThat(context.getBean(Findings.class).all()).extracting(Finding::message)
				.containsExactly(
						"CC003 SuppressedInPart.get has the Cache-Control [public, no-store], so nobody keeps the answer that a 304 would be about."));
	}

	@Test
	void findingIsSuppressedByProperty() {
		this.runner.withUserConfiguration(NoStore.class, Hashed.class, EtagFilter.class)
			.withPropertyValues("conditional-cache.diagnostics.suppress-findings=CC010,CC003",
					"conditional-cache.diagnostics.lint=fail")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "false" })
	void offLooksForNothing(String off, CapturedOutput output) {
		this.runner.withUserConfiguration(NoStore.class)
			.withPropertyValues("conditional-cache.diagnostics.lint=" + off)
			.run((context) -> {
				assertThat(context.getBean(Findings.class).all()).isEmpty();
				assertThat(output).doesNotContain("WARN");
			});
	}

	@Test
	void applicationWithoutManagedHandlersIsLeftAlone(CapturedOutput output) {
		this.runner.withUserConfiguration(EtagFilter.class)
			.withPropertyValues("conditional-cache.diagnostics.suppress-findings=none")
			.run((context) -> {
				assertThat(context.getBean(Findings.class).all()).isEmpty();
				assertThat(output).isEmpty();
			});
	}

	@Test
	void failListsAllFindingsAndRemedies() {
		this.runner.withUserConfiguration(NoStore.class, Events.class, EtagFilter.class)
			.withPropertyValues("conditional-cache.diagnostics.lint=fail")
			.run((context) -> {
				FailureAnalysis analysis = new ConditionalCacheFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains("'conditional-cache.diagnostics.lint' is 'fail'",
						"CC003 NoStore.get has ", "CC005 Events.get has ",
						"CC010 The ShallowEtagHeaderFilter [filter]");
				assertThat(analysis.getAction()).contains("CC003 Use 'no-cache'", "CC005 Remove @Cacheable304",
						"CC010 Remove it", "docs/lint.md", "@SuppressFindings");
			});
	}

	// Configurations first, then properties
	private static Arguments arguments(@Nullable Object... all) {
		List<@Nullable Object> given = Arrays.asList(all);
		Class<?>[] configurations = given.stream().filter(Class.class::isInstance).toArray(Class<?>[]::new);
		int first = given.indexOf(configurations[0]);
		String[] properties = given.stream()
			.skip(first + configurations.length)
			.map(String::valueOf)
			.toArray(String[]::new);
		return (first == 0) ? Arguments.of(configurations, properties)
				: Arguments.of(all[0], all[1], all[2], configurations, properties);
	}

	/**
	 * Knows versions.
	 */
	public static class Versions {

		/**
		 * The version of an item.
		 * @param id the item
		 * @return the version
		 */
		public long of(Object id) {
			return id.hashCode();
		}

		/**
		 * Another version.
		 * @param id the item
		 * @return the version
		 */
		public long ofAnother(Object id) {
			return -id.hashCode();
		}

	}

	@RestController
	static class PublicForUser {

		@GetMapping("/me")
		@Cacheable304(cacheControl = "public, max-age=60")
		String get(Principal user) {
			return user.getName();
		}

	}

	@RestController
	static class UnsaidForUser {

		@GetMapping("/me")
		@Cacheable304(cacheControl = "max-age=60")
		String get(Authentication user) {
			return user.getName();
		}

	}

	@RestController
	static class QualifiedForUser {

		@GetMapping("/me")
		@Cacheable304(cacheControl = "private=\"X\"")
		String get(@AuthenticationPrincipal String user) {
			return user;
		}

	}

	@RestController
	static class SharedForSession {

		@GetMapping("/basket")
		@Cacheable304(cacheControl = "s-maxage=5")
		String get(HttpSession session) {
			return session.getId();
		}

	}

	@RestController
	static class PrivateForUser {

		@GetMapping("/me")
		@Cacheable304
		String get(Principal user) {
			return user.getName();
		}

	}

	@RestController
	static class NamedForUser {

		@GetMapping("/me")
		@Cacheable304(cacheControl = "named")
		String get(Principal user) {
			return user.getName();
		}

	}

	@RestController
	static class VersionForUser {

		@GetMapping("/me/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable("id") long id, Principal user) {
			return user.getName() + id;
		}

	}

	@RestController
	static class VersionOfUser {

		@GetMapping("/me")
		@Cacheable304("@versions.of(#user.name)")
		String get(Principal user) {
			return user.getName();
		}

	}

	@RestController
	static class HashForUser {

		@GetMapping("/me")
		@Cacheable304
		String get(Principal user) {
			return user.getName();
		}

	}

	@RestController
	static class OfRequest {

		@GetMapping("/items/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable("id") long id, HttpServletRequest request) {
			return request.getRequestURI();
		}

		@PutMapping("/items/{id}")
		@ConditionalWrite
		void put(@PathVariable("id") long id) {
		}

	}

	@RestController
	static class OfAccount implements WebMvcConfigurer {

		@GetMapping("/account/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable("id") long id, Account account) {
			return account.toString();
		}

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new AccountResolver());
		}

	}

	static class Account {

	}

	static class AccountResolver implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == Account.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
				NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
			return new Account();
		}

	}

	@RestController
	static class OfRequestId {

		@GetMapping("/traced/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable("id") long id, @RequestHeader("X-Request-Id") String request,
				@SelectedBy("User-Agent") WebRequest agent) {
			return request;
		}

	}

	@RestController
	static class OfNamedFields {

		@GetMapping("/named/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable("id") long id, @SelectedBy("X-Tenant") HttpServletRequest request) {
			return request.getRequestURI();
		}

	}

	@RestController
	static class OfQuery {

		@GetMapping("/query/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable("id") long id, @RequestParam(name = "page", required = false) String page,
				Locale locale) {
			return page + locale;
		}

	}

	@RestController
	static class Unnamed {

		@GetMapping("/unnamed")
		@Cacheable304(cacheControl = "private, max-age=60")
		Object get() {
			return "x";
		}

	}

	@RestController
	static class AfterData {

		@GetMapping("/after-data")
		@Cacheable304("@versions.of(#result)")
		Object get() {
			return "x";
		}

	}

	@RestController
	static class NoStore {

		@GetMapping("/secret")
		@Cacheable304(cacheControl = "no-store")
		String get() {
			return "secret";
		}

	}

	@RestController
	static class NoStoreWritten {

		@GetMapping("/items/{id}")
		@Cacheable304(version = "@versions.of(#id)", cacheControl = "no-store")
		String get(@PathVariable("id") long id) {
			return "item " + id;
		}

		@PutMapping("/items/{id}")
		@ConditionalWrite
		void put(@PathVariable("id") long id) {
		}

	}

	@RestController
	static class Tagged {

		@GetMapping("/tagged")
		@Cacheable304(tags = "books")
		String get() {
			return "tagged";
		}

	}

	static class SharedSessions {

		@Bean
		SessionRepository<?> sessions() {
			return mock(SessionRepository.class);
		}

	}

	static class LocalSessions {

		@Bean
		MapSessionRepository sessions() {
			return new MapSessionRepository(new HashMap<>());
		}

	}

	static class OtherStore {

		@Bean
		ChangeTagStore store() {
			return (buckets) -> new long[] { 1 };
		}

	}

	@RestController
	static class Hashed {

		@GetMapping("/hashed")
		@Cacheable304
		String get() {
			return "hashed";
		}

	}

	@RestController
	static class Versioned {

		@GetMapping("/items/{id}")
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable("id") long id) {
			return "item " + id;
		}

	}

	@RestController
	static class OfResult {

		@GetMapping("/items/{id}")
		@Cacheable304("#result.length()")
		String get(@PathVariable("id") long id) {
			return "item " + id;
		}

	}

	@RestController
	static class Strong {

		@GetMapping("/strong")
		@Cacheable304(strength = Strength.STRONG)
		String get() {
			return "strong";
		}

	}

	@RestController
	static class StrongFile {

		@GetMapping("/file")
		@Cacheable304(strength = Strength.STRONG)
		ResponseEntity<Resource> get() {
			return ResponseEntity.ok(new ByteArrayResource(new byte[0]));
		}

	}

	@RestController
	static class StrongImage {

		@GetMapping(path = "/image", produces = "image/png")
		@Cacheable304(strength = Strength.STRONG)
		byte[] get() {
			return new byte[0];
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tomcat {

		@Bean
		TomcatServletWebServerFactory server() {
			return new TomcatServletWebServerFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Jetty {

		@Bean
		JettyServletWebServerFactory server() {
			return new JettyServletWebServerFactory();
		}

	}

	@RestController
	static class Events {

		@GetMapping("/events")
		@Cacheable304
		SseEmitter get() {
			return new SseEmitter();
		}

	}

	@RestController
	static class Export {

		@GetMapping("/export")
		@Cacheable304
		StreamingResponseBody get() {
			return (stream) -> stream.write('1');
		}

	}

	@RestController
	static class WrappedExport {

		@GetMapping("/entity")
		@Cacheable304
		ResponseEntity<StreamingResponseBody> entity() {
			return ResponseEntity.ok((stream) -> stream.write('1'));
		}

		@GetMapping("/callable")
		@Cacheable304
		Callable<ResponseEntity<StreamingResponseBody>> callable() {
			return () -> entity();
		}

		@GetMapping("/future")
		@Cacheable304
		CompletableFuture<ResponseBodyEmitter> future() {
			return CompletableFuture.completedFuture(new ResponseBodyEmitter());
		}

		@GetMapping(path = "/lines", produces = MediaType.APPLICATION_NDJSON_VALUE)
		@Cacheable304
		Flux<String> lines() {
			return Flux.just("1");
		}

		@GetMapping("/texts")
		@Cacheable304
		Flux<String> texts() {
			return Flux.just("1");
		}

		@GetMapping("/flux")
		@Cacheable304
		ResponseEntity<Flux<ServerSentEvent<String>>> events() {
			return ResponseEntity.ok(Flux.empty());
		}

	}

	@RestController
	static class CollectedFlux {

		@GetMapping("/flux")
		@Cacheable304
		Flux<Integer> get() {
			return Flux.just(1);
		}

	}

	@RestController
	@Cacheable304
	static class ReadNothing {

		@DeleteMapping("/nothing")
		void delete() {
		}

	}

	@RestController
	@ConditionalWrite("'1'")
	static class WriteNothing {

		@GetMapping("/nothing")
		String get() {
			return "nothing";
		}

	}

	@Cacheable304
	static class Service {

		String get() {
			return "service";
		}

	}

	@SuppressFindings("CC020")
	static class SuppressedService extends Service {

	}

	static class ServiceMethod {

		@ConditionalWrite("'1'")
		void put() {
		}

	}

	static class SuppressedServiceMethod {

		@ConditionalWrite("'1'")
		@SuppressFindings("CC020")
		void put() {
		}

	}

	@RestController
	static class Unmapped {

		@GetMapping("/unmapped")
		String get() {
			return helper();
		}

		@Cacheable304
		String helper() {
			return "helper";
		}

	}

	@RestController
	static class InheritsAnnotation extends Service {

		@DeleteMapping("/nothing")
		void delete() {
		}

	}

	@RestController
	static class VersionedExport {

		@GetMapping("/export/{id}")
		@Cacheable304("@versions.of(#id)")
		StreamingResponseBody get(@PathVariable("id") long id) {
			return (stream) -> stream.write((int) id);
		}

	}

	@RestController
	static class Raw {

		@GetMapping("/raw")
		@Cacheable304
		void get(OutputStream stream) {
		}

	}

	@RestController
	static class RawWithOwnTag {

		@GetMapping("/raw")
		@Cacheable304
		void get(HttpServletResponse response) {
			response.setHeader("ETag", "\"own\"");
		}

	}

	@RestController
	@Cacheable304
	static class StreamsByTheWay {

		@GetMapping("/events")
		SseEmitter events() {
			return new SseEmitter();
		}

		@GetMapping("/list")
		String list() {
			return "list";
		}

	}

	@RestController
	@Cacheable304
	static class Annotated {

		@GetMapping("/annotated/one")
		String one() {
			return "one";
		}

		@GetMapping("/annotated/two")
		String two() {
			return "two";
		}

	}

	@RestController
	static class Tree {

		@GetMapping("/tree/**")
		@Cacheable304
		String get() {
			return "tree";
		}

	}

	@RestController
	static class Written extends Versioned {

		@PutMapping("/items/{id}")
		@ConditionalWrite
		void put(@PathVariable("id") long id) {
		}

	}

	@RestController
	static class WrittenOnly {

		@PutMapping("/items/{id}")
		@ConditionalWrite("@versions.of(#id)")
		void put(@PathVariable("id") long id) {
		}

	}

	@RestController
	static class TwoPaths {

		@GetMapping({ "/items/{id}", "/internal/items/{id}" })
		@Cacheable304("@versions.of(#id)")
		String get(@PathVariable("id") long id) {
			return "item " + id;
		}

		@PutMapping({ "/items/{id}", "/internal/items/{id}" })
		@ConditionalWrite
		void put(@PathVariable("id") long id) {
		}

	}

	@RestController
	static class WeaklyRead {

		@GetMapping("/items/{id}")
		@Cacheable304(version = "@versions.of(#id)", strength = Strength.WEAK)
		String get(@PathVariable("id") long id) {
			return "item " + id;
		}

		@PutMapping("/items/{id}")
		@ConditionalWrite
		void put(@PathVariable("id") long id) {
		}

	}

	@RestController
	static class SameVersion extends Versioned {

		@PutMapping("/items/{item}")
		@ConditionalWrite("@versions.of( #item )")
		void put(@PathVariable("item") long item) {
		}

		@DeleteMapping("/items/{id}")
		@ConditionalWrite("@versions.of(#item)")
		void delete(@PathVariable("id") long item) {
		}

	}

	@RestController
	@CrossOrigin(allowedHeaders = "Content-Type")
	static class CrossOriginWrite extends Versioned {

		@PutMapping("/items/{id}")
		@ConditionalWrite
		void put(@PathVariable("id") long id) {
		}

	}

	@RestController
	@CrossOrigin
	static class CrossOriginDefaults extends Versioned {

		@PutMapping("/items/{id}")
		@ConditionalWrite
		void put(@PathVariable("id") long id) {
		}

	}

	@RestController
	static class CrossOriginRead {

		@GetMapping("/items/{id}")
		@Cacheable304("@versions.of(#id)")
		@CrossOrigin(allowedHeaders = "X-Key", exposedHeaders = "etag")
		String get(@PathVariable("id") long id) {
			return "item " + id;
		}

	}

	@RestController
	static class CrossOriginReadUnexposed {

		@GetMapping("/items/{id}")
		@Cacheable304("@versions.of(#id)")
		@CrossOrigin(allowedHeaders = "X-Key")
		String get(@PathVariable("id") long id) {
			return "item " + id;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FewHeaders implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/items/**").allowedMethods("*").allowedHeaders("Content-Type");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyHeader implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/books/**").allowedMethods("*").allowedHeaders("Content-Type");
			registry.addMapping("/**").allowedMethods("*").allowedHeaders("content-type", "if-match");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReadOnlyOrigins implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedHeaders("Content-Type");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FewHeadersUnused {

		@Bean
		UrlBasedCorsConfigurationSource corsConfigurationSource() {
			CorsConfiguration cors = new CorsConfiguration();
			cors.addAllowedOrigin("https://example.org");
			cors.addAllowedMethod("*");
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", cors);
			return source;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FewHeadersBySecurity extends FewHeadersUnused {

		@Bean
		Object springSecurityFilterChain() {
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EtagFilter {

		@Bean
		ShallowEtagHeaderFilter filter() {
			return new ShallowEtagHeaderFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EtagRegistration {

		@Bean
		ShallowEtagHeaderFilter filter() {
			return new ShallowEtagHeaderFilter();
		}

		@Bean
		FilterRegistrationBean<ShallowEtagHeaderFilter> registration(ShallowEtagHeaderFilter filter,
				Environment environment) {
			FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(filter);
			String pattern = environment.getProperty("pattern", "");
			if (!pattern.isEmpty()) {
				registration.addUrlPatterns(pattern);
			}
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnnotatedEtagFilter {

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnBooleanProperty("enabled")
		static class On {

			@Bean
			@FilterRegistration(urlPatterns = "/hashed")
			ShallowEtagHeaderFilter filter() {
				return new ShallowEtagHeaderFilter();
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnBooleanProperty(name = "enabled", havingValue = false)
		static class Off {

			@Bean
			@FilterRegistration(enabled = false)
			ShallowEtagHeaderFilter filter() {
				return new ShallowEtagHeaderFilter();
			}

		}

	}

	@EnableWebMvc
	@Configuration(proxyBeanMethods = false)
	static class Enabled {

	}

	/**
	 * Advice that seems to decide before the call and after it, as one of another version
	 * may.
	 */
	static class OfBothKinds extends DefaultPointcutAdvisor implements AuthorizationAdvisor {

		private static final long serialVersionUID = 1L;

		OfBothKinds() {
			setAdvice(this);
		}

		@Override
		public @Nullable Object invoke(MethodInvocation call) throws Throwable {
			return call.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnknownAdvice {

		@Bean
		AuthorizationAdvisor advice() {
			return new OfBothKinds();
		}

	}

	@RestController
	static class Misspelt {

		@GetMapping("/secret")
		@Cacheable304
		@SuppressFindings("CC0003")
		String get() {
			return "secret";
		}

	}

	@RestController
	static class SuppressedOnMethod {

		@GetMapping("/secret")
		@Cacheable304(cacheControl = "no-store")
		@SuppressFindings("CC003")
		String get() {
			return "secret";
		}

	}

	@RestController
	@SuppressFindings({ "CC003", "CC001" })
	static class SuppressedOnClass {

		@GetMapping("/secret")
		@Cacheable304(cacheControl = "public, no-store")
		String get(Principal user) {
			return "secret";
		}

	}

	@RestController
	static class SuppressedInPart {

		@GetMapping("/secret")
		@Cacheable304(cacheControl = "public, no-store")
		@SuppressFindings("CC001")
		String get(Principal user) {
			return "secret";
		}

	}

	@EnableMethodSecurity
	@Configuration(proxyBeanMethods = false)
	static class MethodSecurityOn {

	}

	@RestController
	static class Secured {

		@GetMapping("/accounts/{id}")
		@Cacheable304("@versions.of(#id)")
		@PreAuthorize("isAuthenticated()")
		String get(@PathVariable("id") long id, @AuthenticationPrincipal UserDetails user, Principal principal,
				@SelectedBy({}) HttpSession session) {
			return "account " + id;
		}

		@GetMapping("/accounts")
		@Cacheable304
		String list(Authentication user) {
			return "accounts";
		}

		@PutMapping("/accounts/{id}")
		@ConditionalWrite(required = true)
		@PreAuthorize("isAuthenticated()")
		void put(@PathVariable("id") long id, Principal principal) {
		}

	}

}
