package io.github.conditionalcache.webmvc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.WriteRefusedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.access.prepost.PreFilter;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.annotation.AnnotationTemplateExpressionDefaults;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers whose service authorises, with and without a rule of their own, for
 * {@link AbstractRefusalTagTests}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity(securedEnabled = true)
class RefusalTagApplication {

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
				.permitAll()
				.requestMatchers("/url/**")
				.hasRole("OWNER")
				.requestMatchers(HttpMethod.PUT, "/url-of-write/**")
				.hasRole("OWNER")
				.requestMatchers(HttpMethod.GET, "/url-of-read/**")
				.hasRole("OWNER")
				.requestMatchers(HttpMethod.PUT, "/never-read/**")
				.hasRole("OWNER")
				.requestMatchers("/never-read/**")
				.denyAll()
				.requestMatchers(HttpMethod.GET, "/editor-by-url/**", "/editor-elsewhere/**")
				.hasRole("OWNER")
				.requestMatchers("/logged-in/**")
				.authenticated()
				.anyRequest()
				.permitAll())
			.httpBasic(Customizer.withDefaults())
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(User.withUsername("ann").password("{noop}ann").roles("OWNER").build(),
				User.withUsername("bob").password("{noop}bob").roles("GUEST").build(),
				User.withUsername("eve").password("{noop}eve").roles("EDITOR").build(),
				User.withUsername("joe").password("{noop}joe").roles("EDITOR", "OWNER").build());
	}

	@Bean
	static AnnotationTemplateExpressionDefaults templates() {
		return new AnnotationTemplateExpressionDefaults();
	}

	@Bean
	static Advisor manager() {
		return new AuthorizationManagerBeforeMethodInterceptor(
				AnnotationMatchingPointcut.forMethodAnnotation(RolesAllowed.class),
				(user, call) -> new AuthorizationDecision(call.getArguments()[1] == null));
	}

	@Bean
	static Advisor aspect() {
		NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
		pointcut.setMappedName("getByAspect");
		return new DefaultPointcutAdvisor(pointcut, (MethodBeforeAdvice) (method, arguments, target) -> {
			throw new AccessDeniedException("By the application's own advice");
		});
	}

	@Bean
	Rows rows() {
		return new Rows();
	}

	@Bean
	Service service(Rows rows) {
		return new Service(rows);
	}

	public static class Rows {

		final Map<Integer, Integer> versions = new ConcurrentHashMap<>();

		public @Nullable Integer versionOf(int id) {
			return this.versions.get(id);
		}

	}

	static class Service {

		private final Rows rows;

		Service(Rows rows) {
			this.rows = rows;
		}

		@PreAuthorize("hasRole('OWNER')")
		String read(int id) {
			return "row " + id + " " + this.rows.versionOf(id);
		}

		@PreAuthorize("hasRole('OWNER')")
		String write(int id) {
			return "row " + id + " " + this.rows.versions.merge(id, 1, Integer::sum);
		}

		String edit(int id, WritePrecondition precondition) {
			precondition.check(this.rows.versions.merge(id, 1, Integer::sum));
			return "row " + id;
		}

		@PreAuthorize("hasRole('OWNER')")
		String check(int id, WritePrecondition precondition) {
			precondition.check(this.rows.versions.merge(id, 1, Integer::sum));
			return "row " + id;
		}

	}

	@RestController
	static class Reader {

		private final Service service;

		Reader(Service service) {
			this.service = service;
		}

		@GetMapping({ "/none/{id}", "/url/{id}", "/url-of-write/{id}", "/url-of-read/{id}", "/never-read/{id}",
				"/logged-in/{id}", "/own/{id}", "/secured/{id}", "/permit-all/{id}", "/after/{id}", "/checking/{id}" })
		@Cacheable304("@rows.versionOf(#id)")
		String get(@PathVariable int id) {
			return this.service.read(id);
		}

		@PutMapping({ "/none/{id}", "/url/{id}", "/url-of-write/{id}", "/url-of-read/{id}", "/never-read/{id}",
				"/logged-in/{id}" })
		@ConditionalWrite(required = true)
		String put(@PathVariable int id) {
			return this.service.write(id);
		}

	}

	/**
	 * What editors may write, and only owners read.
	 */
	@RestController
	static class Edited {

		private final Service service;

		Edited(Service service) {
			this.service = service;
		}

		@GetMapping("/editor/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@PreAuthorize("hasRole('OWNER')")
		String get(@PathVariable int id) {
			return this.service.read(id);
		}

		@GetMapping("/editor-secured/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@Secured("ROLE_OWNER")
		String getSecured(@PathVariable int id, Locale locale) {
			return this.service.read(id);
		}

		@GetMapping("/editor-arguments/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@PreAuthorize("hasRole('OWNER') and #id == 1")
		String getByArguments(@PathVariable int id) {
			return this.service.read(id);
		}

		@GetMapping("/editor-unknown/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@PreAuthorize("#filter == null")
		String getByUnknown(@PathVariable int id, @RequestParam(required = false) String filter) {
			return this.service.read(id);
		}

		@GetMapping("/editor-result/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@PostAuthorize("hasRole('OWNER')")
		String getByResult(@PathVariable int id) {
			return this.service.read(id);
		}

		@GetMapping("/editor-plain/{id}")
		@PreAuthorize("hasRole('OWNER')")
		String getPlain(@PathVariable int id) {
			return this.service.read(id);
		}

		@GetMapping("/editor-by-url/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		String getByUrl(@PathVariable int id) {
			return this.service.read(id);
		}

		@PutMapping({ "/editor/{key}", "/editor-secured/{key}", "/editor-arguments/{key}", "/editor-unknown/{key}",
				"/editor-result/{key}", "/editor-by-url/{key}", "/editor-plain/{key}" })
		@ConditionalWrite(value = "@rows.versionOf(#key)", required = true)
		@PreAuthorize("hasRole('EDITOR')")
		String put(@PathVariable int key, WritePrecondition precondition) {
			return this.service.edit(key, precondition);
		}

		@PatchMapping("/editor/{key}")
		@ConditionalWrite
		@PreAuthorize("hasRole('EDITOR')")
		String patch(@PathVariable int key, WritePrecondition precondition) {
			return this.service.edit(key, precondition);
		}

	}

	/**
	 * What others stand before than the rules of Spring Security, and several handlers of
	 * GET at one path.
	 */
	@RestController
	static class EditedOtherwise {

		private final Service service;

		EditedOtherwise(Service service) {
			this.service = service;
		}

		@GetMapping(path = "/editor-formats/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304("@rows.versionOf(#id)")
		@PreAuthorize("hasRole('OWNER')")
		String getJson(@PathVariable int id) {
			return this.service.read(id);
		}

		@GetMapping(path = "/editor-formats/{id}", produces = MediaType.TEXT_HTML_VALUE)
		String getHtml(@PathVariable int id) {
			return "open to all";
		}

		@GetMapping("/editor-params/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@PreAuthorize("hasRole('OWNER')")
		String getAll(@PathVariable int id) {
			return this.service.read(id);
		}

		@GetMapping(path = "/editor-params/{id}", params = "summary")
		String getSummary(@PathVariable int id) {
			return "open to all";
		}

		@GetMapping("/editor-elsewhere/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		String getElsewhere(@PathVariable int id) {
			return this.service.read(id);
		}

		@GetMapping("/editor-aspect/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		String getByAspect(@PathVariable int id) {
			return this.service.read(id);
		}

		@GetMapping("/editor-template/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@If("#filter == null")
		String getByTemplate(@PathVariable int id, @RequestParam(required = false) String filter) {
			return this.service.read(id);
		}

		@GetMapping("/editor-manager/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@RolesAllowed("UNFILTERED")
		String getByManager(@PathVariable int id, @RequestParam(required = false) String filter) {
			return this.service.read(id);
		}

		@GetMapping("/editor-filtered/{id}")
		@Cacheable304("@rows.versionOf(#id)")
		@PreFilter(value = "false", filterTarget = "words")
		String getFiltered(@PathVariable int id, @RequestParam List<String> words) {
			return this.service.read(id);
		}

		@PutMapping({ "/editor-formats/{key}", "/editor-params/{key}", "/editor-aspect/{key}", "/editor-template/{key}",
				"/editor-manager/{key}" })
		@ConditionalWrite(value = "@rows.versionOf(#key)", required = true)
		@PreAuthorize("hasRole('EDITOR')")
		String put(@PathVariable int key, WritePrecondition precondition) {
			return this.service.edit(key, precondition);
		}

		@PutMapping("/editor-filtered/{key}")
		@ConditionalWrite("@rows.versionOf(#key)")
		String putFiltered(@PathVariable int key, @RequestParam List<String> words, WritePrecondition precondition) {
			try {
				return this.service.edit(key, precondition);
			}
			catch (WriteRefusedException ex) {
				return words + " of " + ex.entityTag();
			}
		}

		@PutMapping("/editor-elsewhere/{key}")
		@ConditionalWrite("@rows.versionOf(#key)")
		CompletableFuture<String> putElsewhere(@PathVariable int key, WritePrecondition precondition) {
			return CompletableFuture.supplyAsync(() -> this.service.edit(key, precondition));
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@PreAuthorize("{value}")
	@interface If {

		String value();

	}

	@RestController
	static class Writer {

		private final Service service;

		Writer(Service service) {
			this.service = service;
		}

		@PutMapping("/own/{id}")
		@ConditionalWrite(required = true)
		@PreAuthorize("hasRole('OWNER')")
		String own(@PathVariable int id) {
			return this.service.write(id);
		}

		@PutMapping("/secured/{id}")
		@ConditionalWrite(required = true)
		@Secured("ROLE_OWNER")
		String secured(@PathVariable int id) {
			return this.service.write(id);
		}

		@PutMapping("/permit-all/{id}")
		@ConditionalWrite(required = true)
		@PreAuthorize("permitAll")
		String permitAll(@PathVariable int id) {
			return this.service.write(id);
		}

		@PutMapping("/after/{id}")
		@ConditionalWrite(required = true)
		@PostAuthorize("hasRole('OWNER')")
		String after(@PathVariable int id) {
			return this.service.write(id);
		}

		@PutMapping("/checking/{id}")
		@ConditionalWrite(required = true)
		String checking(@PathVariable int id, WritePrecondition precondition) {
			return this.service.check(id, precondition);
		}

	}

}
