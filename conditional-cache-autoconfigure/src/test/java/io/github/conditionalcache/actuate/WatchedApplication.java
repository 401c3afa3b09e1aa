package io.github.conditionalcache.actuate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.NotCacheable304;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Handlers whose exchanges end with every result and for every reason. Nothing in it
 * changes, so requests may be mixed at will.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class WatchedApplication {

	static final int LIMIT = 10_000;

	static final int HASHED_LENGTH = 6;

	static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06Z");

	static final String CHANGED_FIELD = "Tue, 03 Feb 2026 04:05:06 GMT";

	// With both servers on the class path Spring Boot starts Jetty
	@Bean
	TomcatServletWebServerFactory tomcatServletWebServerFactory() {
		return new TomcatServletWebServerFactory();
	}

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.csrf(AbstractHttpConfigurer::disable)
			.build();
	}

	@Bean
	FilterRegistrationBean<Filter> users() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				(request, response, chain) -> chain.doFilter(withUser((HttpServletRequest) request), response));
		registration.setOrder(Ordered.LOWEST_PRECEDENCE - 200);
		return registration;
	}

	private static HttpServletRequest withUser(HttpServletRequest request) {
		String user = request.getHeader("X-User");
		if (user == null) {
			return request;
		}
		return new HttpServletRequestWrapper(request) {

			@Override
			public Principal getUserPrincipal() {
				return () -> user;
			}

		};
	}

	@Bean
	Shelf shelf() {
		return new Shelf();
	}

	/**
	 * Knows versions.
	 */
	public static class Shelf {

		/**
		 * The version of a book.
		 * @param id the book
		 * @return the version, or {@code null} if there is no such book
		 */
		public @Nullable Long versionOf(long id) {
			return (id != 0) ? id : null;
		}

		/**
		 * When the book was changed.
		 * @return the time
		 */
		public Instant changed() {
			return CHANGED;
		}

		/**
		 * Fails.
		 * @return nothing
		 */
		public long broken() {
			throw new IllegalStateException("no versions");
		}

	}

	record Book(@EtagVersion long version, String title) {

	}

	@RestController
	static class BookController {

		@GetMapping("/books/{id}")
		@Cacheable304("@shelf.versionOf(#id)")
		String get(@PathVariable("id") long id) {
			return "book " + id;
		}

		@PutMapping("/books/{id}")
		@ConditionalWrite(required = true)
		String put(@PathVariable("id") long id) {
			return "book " + id;
		}

		@DeleteMapping("/books/{id}")
		@ConditionalWrite
		void delete(@PathVariable("id") long id) {
		}

		@GetMapping("/dated")
		@Cacheable304(lastModified = "@shelf.changed()")
		String dated() {
			return "dated";
		}

		@PutMapping("/dated")
		@ConditionalWrite
		String putDated() {
			return "dated";
		}

		@GetMapping("/locked")
		@Cacheable304("@shelf.versionOf(1)")
		CompletableFuture<String> locked() {
			return CompletableFuture.supplyAsync(() -> "locked");
		}

		@PutMapping("/locked")
		@ConditionalWrite
		String putLocked() {
			throw new OptimisticLockException();
		}

		@GetMapping("/broken")
		@Cacheable304("@shelf.broken()")
		String broken() {
			return "broken";
		}

		@PutMapping("/broken")
		@ConditionalWrite
		String putBroken() {
			return "broken";
		}

		@GetMapping("/lying")
		@Cacheable304("@shelf.versionOf(1)")
		String lying() {
			return "it is " + System.nanoTime();
		}

		@GetMapping("/hashed")
		@Cacheable304
		String hashed() {
			return "hashed";
		}

		@GetMapping("/callable")
		@Cacheable304
		Callable<String> callable() {
			return () -> "called";
		}

		@GetMapping("/valued")
		@Cacheable304
		Book valued() {
			return new Book(1, "valued");
		}

		@GetMapping("/file")
		@Cacheable304
		Resource file() {
			return new ClassPathResource("junit-platform.properties");
		}

		@GetMapping("/labelled")
		@Cacheable304
		ResponseEntity<String> labelled() {
			return ResponseEntity.ok().eTag("v1").body("labelled");
		}

		@GetMapping("/skipped")
		@Cacheable304
		String skipped(HttpServletRequest request) {
			request.setAttribute(NotCacheable304.REQUEST_ATTRIBUTE, true);
			return "skipped";
		}

		@GetMapping("/secret")
		@Cacheable304
		ResponseEntity<String> secret() {
			return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body("secret");
		}

		@GetMapping("/welcome")
		@Cacheable304
		String welcome(HttpServletResponse response) {
			response.addCookie(new Cookie("seen", "yes"));
			return "welcome";
		}

		@GetMapping("/scripted")
		@Cacheable304
		String scripted(HttpServletResponse response) {
			response.setHeader("Content-Security-Policy", "script-src 'nonce-1'");
			return "scripted";
		}

		@GetMapping("/missing")
		@Cacheable304
		ResponseEntity<String> missing() {
			return ResponseEntity.status(HttpStatus.NOT_FOUND).body("missing");
		}

		@GetMapping("/large")
		@Cacheable304
		String large() {
			return "x".repeat(LIMIT + 1);
		}

		@GetMapping("/stream")
		@Cacheable304
		StreamingResponseBody stream() {
			return (out) -> out.write("streamed".getBytes(StandardCharsets.US_ASCII));
		}

		@GetMapping("/raw")
		@Cacheable304
		void raw(HttpServletResponse response) throws IOException {
			response.getOutputStream().write("raw".getBytes(StandardCharsets.US_ASCII));
		}

		@GetMapping("/failing")
		@Cacheable304
		Callable<String> failing() {
			return () -> {
				throw new IllegalStateException("no answer");
			};
		}

	}

	@RestController
	static class PlainController {

		@GetMapping("/plain")
		ResponseEntity<String> plain() {
			return ResponseEntity.ok().eTag("v1").body("plain");
		}

	}

}
