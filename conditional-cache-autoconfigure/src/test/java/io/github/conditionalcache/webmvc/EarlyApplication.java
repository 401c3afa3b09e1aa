package io.github.conditionalcache.webmvc;

import java.beans.PropertyEditorSupport;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.HandlerCall;
import io.github.conditionalcache.RequestView;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.VariantContributor;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.AfterReturning;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PostFilter;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizeReturnObject;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Handlers that declare versions, in every position between Spring MVC and the code that
 * may refuse their calls.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity(securedEnabled = true, jsr250Enabled = true)
@EnableAspectJAutoProxy(proxyTargetClass = true)
@EnableCaching(proxyTargetClass = true)
@Import(GuardedHandlers.class)
class EarlyApplication {

	static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06.789Z");

	// The field stands for access that is granted and revoked while user and roles stay
	static boolean mayRead(HttpServletRequest request) {
		return request.isUserInRole("READER") || request.getHeader("X-Granted") != null;
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/url-rule").hasRole("READER").anyRequest().permitAll())
			.httpBasic(Customizer.withDefaults())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

	@Bean
	UserDetailsService users() {
		InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(
				User.withUsername("ann").password("{noop}ann").roles("READER").build(),
				User.withUsername("eve").password("{noop}eve").roles("READER").build(),
				User.withUsername("bob").password("{noop}bob").roles("GUEST").build());
		// Hides the manager, which would have each password encoded, and take its time
		return users::loadUserByUsername;
	}

	@Bean
	WebMvcConfigurer mvc() {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new HandlerInterceptor() {

					@Override
					public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
							throws Exception {
						if (!mayRead(request)) {
							response.sendError(403);
							return false;
						}
						return true;
					}

				}).addPathPatterns("/interceptor").order(1000);
			}

			@Override
			public void configureApiVersioning(ApiVersionConfigurer configurer) {
				configurer.useRequestHeader("X-API-Version")
					.setVersionRequired(false)
					.addSupportedVersions("1.0", "2.0");
			}

		};
	}

	@Bean
	CacheManager cacheManager() {
		return new ConcurrentMapCacheManager();
	}

	@Bean
	Books books() {
		return new Books();
	}

	@Bean
	VariantContributor tenant() {
		return new VariantContributor() {

			@Override
			public Object variantOf(RequestView request) {
				return request.header("X-Tenant");
			}

			@Override
			public Collection<String> requestFields() {
				return List.of("X-Tenant");
			}

		};
	}

	@Bean
	ValidatorSource source(Books books) {
		return new ValidatorSource() {

			@Override
			public boolean supports(Method handler, ResolvableType returned) {
				return returned.toClass().equals(Sourced.class);
			}

			@Override
			public @Nullable Object version(HandlerCall call) {
				return books.versionOf((Integer) call.argument("id"));
			}

		};
	}

	@Bean
	Tags tags() {
		return new Tags();
	}

	@Bean
	Refusals refusals() {
		return new Refusals();
	}

	@Bean
	OutcomePublisher outcomes() {
		return new OutcomePublisher();
	}

	/**
	 * The data, and what was asked of it.
	 */
	public static class Books {

		final AtomicInteger version = new AtomicInteger(1);

		final AtomicInteger lookups = new AtomicInteger();

		final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

		volatile @Nullable Callable<@Nullable Object> next;

		volatile Runnable onRead = () -> {
		};

		public @Nullable Object versionOf(@Nullable Object id) {
			this.lookups.incrementAndGet();
			Callable<@Nullable Object> fault = this.next;
			if (fault != null) {
				try {
					return fault.call();
				}
				catch (RuntimeException ex) {
					throw ex;
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}
			return (id instanceof Integer number && number == 404) ? null : this.version.get();
		}

		public Instant changed() {
			return CHANGED.plusSeconds(this.version.get());
		}

		Book read(String handler) {
			this.calls.computeIfAbsent(handler, (name) -> new AtomicInteger()).incrementAndGet();
			this.onRead.run();
			return new Book(1, this.version.get());
		}

		int calls(String handler) {
			AtomicInteger count = this.calls.get(handler);
			return (count != null) ? count.get() : 0;
		}

	}

	static class OutcomePublisher implements ConditionalRequestListener {

		final List<ConditionalRequestOutcome> all = Collections.synchronizedList(new ArrayList<>());

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.all.add(outcome);
		}

	}

	record Book(int id, int version) {

	}

	record Sourced(int id, int version) {

	}

	@ResponseStatus(HttpStatus.NOT_FOUND)
	static class NoBook extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@RestController
	static class Plain {

		private final Books books;

		Plain(Books books) {
			this.books = books;
		}

		@InitBinder
		void dates(WebDataBinder binder) {
			binder.registerCustomEditor(LocalDate.class, new PropertyEditorSupport() {

				@Override
				public void setAsText(String text) {
					setValue(LocalDate.parse(text.replace('_', '-')));
				}

			});
		}

		@GetMapping("/books/{id}")
		@Cacheable304("@books.versionOf(#id)")
		Book book(@PathVariable @Min(1) int id) {
			Book book = this.books.read("book");
			if (id == 404) {
				throw new NoBook();
			}
			return book;
		}

		@GetMapping("/days/{day}")
		@Cacheable304("@books.versionOf(#day.dayOfYear)")
		Book day(@PathVariable LocalDate day) {
			return this.books.read("day");
		}

		@GetMapping("/dated")
		@Cacheable304(lastModified = "@books.changed()")
		Book dated() {
			return this.books.read("dated");
		}

		@GetMapping("/primitive")
		@Cacheable304("@books.versionOf(1)")
		int primitive() {
			return this.books.read("primitive").version();
		}

		@GetMapping("/located")
		@Cacheable304("@books.versionOf(1)")
		ResponseEntity<Book> located() {
			return ResponseEntity.ok()
				.header("Content-Location", "/books/1")
				.header("Expires", "0")
				.body(this.books.read("located"));
		}

		@GetMapping("/located-file")
		@Cacheable304(value = "@books.versionOf(1)", strength = Strength.STRONG)
		ResponseEntity<Resource> locatedFile() {
			this.books.read("located-file");
			return ResponseEntity.ok()
				.header("Cache-Control", "max-age=60")
				.header("Content-Location", "/books/1")
				.body(new ByteArrayResource("0123456789".getBytes(StandardCharsets.UTF_8)));
		}

		@GetMapping("/cors-file")
		@CrossOrigin("https://other.example")
		@Cacheable304(value = "@books.versionOf(1)", strength = Strength.STRONG)
		ResponseEntity<Resource> corsFile() {
			this.books.read("cors-file");
			return ResponseEntity.ok()
				.varyBy("origin")
				.body(new ByteArrayResource("0123456789".getBytes(StandardCharsets.UTF_8)));
		}

		@GetMapping("/cors")
		@CrossOrigin("https://other.example")
		@Cacheable304("@books.versionOf(1)")
		Book cors() {
			return this.books.read("cors");
		}

		@GetMapping("/composed")
		@Composed
		Book composed() {
			return this.books.read("composed");
		}

		@GetMapping("/void")
		@Cacheable304("@books.versionOf(1)")
		void nothing(HttpServletResponse response) throws Exception {
			response.getWriter().write("version " + this.books.read("void").version());
		}

		@GetMapping("/callable")
		@Cacheable304("@books.versionOf(1)")
		Callable<Book> callable() {
			this.books.read("callable");
			return () -> new Book(1, this.books.version.get());
		}

		@GetMapping("/future")
		@Cacheable304("@books.versionOf(1)")
		CompletableFuture<Book> future() {
			return CompletableFuture.completedFuture(this.books.read("future"));
		}

		@GetMapping("/status")
		@ResponseStatus(HttpStatus.OK)
		@Cacheable304("@books.versionOf(1)")
		final @NonNull Book status() {
			return this.books.read("status");
		}

		@GetMapping("/entity")
		@Cacheable304("@books.versionOf(1)")
		ResponseEntity<Book> entity() {
			return ResponseEntity.ok().header("X-Own", "yes").body(this.books.read("entity"));
		}

		@GetMapping("/result")
		@Cacheable304("#result.version")
		Book result() {
			return this.books.read("result");
		}

		@GetMapping("/mixed/{id}")
		@Cacheable304(version = "@books.versionOf(#id)", lastModified = "#result['changed']")
		Map<String, Object> mixed(@PathVariable int id) {
			this.books.read("mixed");
			return Map.of("changed", this.books.changed());
		}

		@GetMapping("/tag")
		@Cacheable304("@tags.tag()")
		Book tag() {
			return this.books.read("tag");
		}

		@GetMapping("/validators/{state}")
		@Cacheable304("@tags.validators(#state)")
		Book validators(@PathVariable String state) {
			Book book = this.books.read("validators");
			if (state.equals("absent")) {
				throw new NoBook();
			}
			return book;
		}

		@GetMapping("/sourced/{id}")
		@Cacheable304
		Optional<Sourced> sourced(@PathVariable int id) {
			return Optional.of(new Sourced(id, this.books.read("sourced").version()));
		}

		@GetMapping("/varied")
		@Cacheable304(value = "@books.versionOf(1)", vary = "X-Mode", cacheControl = "shared")
		Book varied(@RequestParam(required = false) @Nullable String q, Locale locale) {
			return this.books.read("varied");
		}

		@GetMapping("/own-tag")
		@Cacheable304("@books.versionOf(1)")
		ResponseEntity<Book> ownTag() {
			return ResponseEntity.ok().eTag("\"mine\"").body(this.books.read("own-tag"));
		}

		@GetMapping("/no-store")
		@Cacheable304("@books.versionOf(1)")
		ResponseEntity<Book> noStore() {
			return ResponseEntity.ok().header("Cache-Control", "no-store").body(this.books.read("no-store"));
		}

		@GetMapping("/url-rule")
		@Cacheable304("@books.versionOf(1)")
		Book urlRule() {
			return this.books.read("url-rule");
		}

		@GetMapping("/interceptor")
		@Cacheable304("@books.versionOf(1)")
		Book interceptor() {
			return this.books.read("interceptor");
		}

	}

	/**
	 * Gives verbatim validators.
	 */
	public static class Tags {

		public EntityTag tag() {
			return EntityTag.strong("my-tag");
		}

		public Validators validators(String state) {
			return switch (state) {
				case "absent" -> Validators.absent();
				case "untagged" -> Validators.untagged(CHANGED);
				default -> Validators.of(EntityTag.weak("whole"), CHANGED);
			};
		}

	}

	@Controller
	static class Pages {

		private final Books books;

		Pages(Books books) {
			this.books = books;
		}

		@GetMapping("/page")
		@Cacheable304("@books.versionOf(1)")
		String page(Model model) {
			model.addAttribute("title", "version " + this.books.read("page").version());
			return "book";
		}

	}

	@RestController
	static class Cached {

		private final Books books;

		Cached(Books books) {
			this.books = books;
		}

		@GetMapping("/cached-mixed")
		@Cacheable("mixed")
		@Cacheable304(version = "@books.versionOf(1)", lastModified = "#result['changed']")
		Map<String, Object> cachedMixed() {
			return Map.of("changed", CHANGED, "version", this.books.read("cached-mixed").version());
		}

		@GetMapping("/cached")
		@Cacheable("books")
		@Cacheable304("@books.versionOf(1)")
		Book cached() {
			return this.books.read("cached");
		}

	}

	@RestController
	static class OnMethods {

		private final Books books;

		OnMethods(Books books) {
			this.books = books;
		}

		@GetMapping("/pre-authorize")
		@PreAuthorize("hasRole('READER')")
		@Cacheable304("@books.versionOf(1)")
		Book preAuthorize() {
			return this.books.read("pre-authorize");
		}

		@GetMapping("/meta")
		@ReadersOnly
		@Cacheable304("@books.versionOf(1)")
		Book meta() {
			return this.books.read("meta");
		}

		@GetMapping("/secured")
		@Secured("ROLE_READER")
		@Cacheable304("@books.versionOf(1)")
		Book secured() {
			return this.books.read("secured");
		}

		@GetMapping("/roles-allowed")
		@RolesAllowed("READER")
		@Cacheable304("@books.versionOf(1)")
		Book rolesAllowed() {
			return this.books.read("roles-allowed");
		}

		@GetMapping("/post-authorize")
		@PostAuthorize("hasRole('READER')")
		@Cacheable304("@books.versionOf(1)")
		Book postAuthorize() {
			return this.books.read("post-authorize");
		}

		@GetMapping("/post-filter")
		@PostFilter("hasRole('READER')")
		@Cacheable304("@books.versionOf(1)")
		List<String> postFilter() {
			this.books.read("post-filter");
			return new ArrayList<>(List.of("secret"));
		}

		@GetMapping("/return-object")
		@AuthorizeReturnObject
		@Cacheable304("@books.versionOf(1)")
		Secret returnObject() {
			this.books.read("return-object");
			return new Secret();
		}

		@GetMapping("/final")
		@PreAuthorize("permitAll()")
		@Cacheable304("@tags.tag()")
		final String finalMethod() {
			return "final";
		}

	}

	public static class Secret {

		@PreAuthorize("hasRole('READER')")
		public String getText() {
			return "secret";
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@PreAuthorize("hasRole('READER')")
	@interface ReadersOnly {

	}

	@RestController
	@PreAuthorize("hasRole('READER')")
	static class OnClass {

		private final Books books;

		OnClass(Books books) {
			this.books = books;
		}

		@GetMapping("/on-class")
		@Cacheable304("@books.versionOf(1)")
		Book onClass() {
			return this.books.read("on-class");
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Cacheable304("@books.versionOf(1)")
	@interface Composed {

	}

	interface Readable {

		@GetMapping("/on-interface")
		@PreAuthorize("hasRole('READER')")
		@Cacheable304("@books.versionOf(1)")
		Book onInterface();

	}

	@RestController
	static class OnInterface implements Readable {

		private final Books books;

		OnInterface(Books books) {
			this.books = books;
		}

		@Override
		public Book onInterface() {
			return this.books.read("on-interface");
		}

	}

	abstract static class Generic<T> {

		@GetMapping("/on-superclass")
		@PreAuthorize("hasRole('READER')")
		@Cacheable304("@books.versionOf(1)")
		abstract T onSuperclass();

	}

	@RestController
	static class OnSuperclass extends Generic<Book> {

		private final Books books;

		OnSuperclass(Books books) {
			this.books = books;
		}

		@Override
		Book onSuperclass() {
			return this.books.read("on-superclass");
		}

	}

	/**
	 * An application's own way to refuse.
	 */
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Refused {

		String value();

	}

	@Aspect
	static class Refusals {

		@Before("@annotation(refused) && execution(* *..Aspected.before())")
		void before(Refused refused) {
			refuse();
		}

		@Around("@annotation(refused) && execution(* *..Aspected.around*())")
		@Nullable Object around(ProceedingJoinPoint call, Refused refused) throws Throwable {
			if (refused.value().equals("first")) {
				refuse();
				return call.proceed();
			}
			Object result = call.proceed();
			refuse();
			return result;
		}

		@AfterReturning("@annotation(refused) && execution(* *..Aspected.after())")
		void after(Refused refused) {
			refuse();
		}

		private static void refuse() {
			HttpServletRequest request = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
				.getRequest();
			if (!mayRead(request)) {
				throw new AccessDeniedException("not you");
			}
		}

	}

	@RestController
	static class Aspected {

		private final Books books;

		Aspected(Books books) {
			this.books = books;
		}

		@GetMapping("/aspect-before")
		@Refused("first")
		@Cacheable304("@books.versionOf(1)")
		Book before() {
			return this.books.read("aspect-before");
		}

		@GetMapping("/aspect-around")
		@Refused("first")
		@Cacheable304("@books.versionOf(1)")
		Book around() {
			return this.books.read("aspect-around");
		}

		@GetMapping("/aspect-around-after")
		@Refused("last")
		@Cacheable304("@books.versionOf(1)")
		Book aroundAfter() {
			return this.books.read("aspect-around-after");
		}

		@GetMapping("/aspect-after")
		@Refused("last")
		@Cacheable304("@books.versionOf(1)")
		Book after() {
			return this.books.read("aspect-after");
		}

	}

	@Controller
	static class Versions {

		private final Books books;

		Versions(Books books) {
			this.books = books;
		}

		@GetMapping(path = "/api", version = "1.0+")
		@ResponseBody
		@Cacheable304("@books.versionOf(1)")
		Book api() {
			return this.books.read("api");
		}

	}

}
