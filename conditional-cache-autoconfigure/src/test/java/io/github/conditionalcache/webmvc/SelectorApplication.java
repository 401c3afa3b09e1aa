package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Handlers whose answers differ with the format, the language, request fields and the
 * user.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SelectorApplication {

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.httpBasic(Customizer.withDefaults())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.addFilterBefore(new SwitchedUserFilter(), AuthorizationFilter.class)
			.build();
	}

	@Bean
	UserDetailsService users() {
		InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(
				User.withUsername("ann").password("{noop}ann").roles("USER").build(),
				User.withUsername("bob").password("{noop}bob").roles("USER").build());
		return users::loadUserByUsername;
	}

	@Bean
	XmlConverter xml() {
		return new XmlConverter();
	}

	@Bean
	Versions versions() {
		return new Versions();
	}

	/**
	 * Versions that never change.
	 */
	public static class Versions {

		public long of(long id) {
			return id;
		}

		public Instant changed() {
			return Instant.parse("2026-02-03T04:05:06Z");
		}

		public long changing(String text) {
			return System.nanoTime();
		}

		public Validators validators() {
			return Validators.untagged(changed());
		}

	}

	record Dated(Instant changed) {

	}

	record Note(String text) {

	}

	record Marked(@EtagVersion int version) {

	}

	/**
	 * Is a value that no other converter writes as XML.
	 */
	record Both(String text) {

	}

	@RestController
	static class Formats {

		@GetMapping(path = "/several", produces = { "application/json", "application/xml" })
		@Cacheable304("@versions.of(1)")
		Both several() {
			return new Both("several");
		}

		@GetMapping(path = "/strong", produces = { "application/json", "application/xml" })
		@Cacheable304(version = "@versions.of(1)", strength = Cacheable304.Strength.STRONG)
		Both strong() {
			return new Both("strong");
		}

		@GetMapping(path = "/result", produces = { "application/json", "application/xml" })
		@Cacheable304("#result.text")
		Both result() {
			return new Both("result");
		}

		@GetMapping(path = "/marked", produces = { "application/json", "application/xml" })
		@Cacheable304
		Marked marked() {
			return new Marked(1);
		}

		@GetMapping("/after-data")
		@Cacheable304("@versions.changing(#result.text)")
		Both afterData() {
			return new Both("after");
		}

		@GetMapping("/text")
		@Cacheable304("@versions.of(1)")
		String text() {
			return "text";
		}

		@GetMapping("/bytes")
		@Cacheable304("@versions.of(1)")
		byte[] bytes() {
			return new byte[] { 1, 2, 3 };
		}

		@GetMapping(path = "/one", produces = "application/json")
		@Cacheable304("@versions.of(1)")
		Both one() {
			return new Both("one");
		}

		@GetMapping(path = "/charset", produces = "text/plain")
		@Cacheable304("@versions.of(1)")
		String charset() {
			return "charset";
		}

		@GetMapping(path = "/range", produces = "application/*")
		@Cacheable304("@versions.of(1)")
		Both range() {
			return new Both("range");
		}

		@GetMapping(path = "/negated", produces = "!text/plain")
		@Cacheable304("@versions.of(1)")
		Note negated() {
			return new Note("negated");
		}

		@GetMapping(path = "/twice", produces = "application/json")
		@Cacheable304("@versions.of(1)")
		Note twiceAsData() {
			return new Note("twice");
		}

		@GetMapping(path = "/twice", produces = "text/plain")
		@Cacheable304("@versions.of(1)")
		String twiceAsText() {
			return "twice";
		}

		@GetMapping(path = "/page-or-data", produces = "application/json")
		@Cacheable304("@versions.of(1)")
		Note data() {
			return new Note("data");
		}

		@GetMapping(path = "/by-header", headers = "X-Version=1")
		@Cacheable304("@versions.of(1)")
		Both first() {
			return new Both("first");
		}

		@GetMapping(path = "/by-header", headers = "!X-Version")
		@Cacheable304("@versions.of(1)")
		Both second() {
			return new Both("second");
		}

		@GetMapping(path = "/dated/several", produces = { "application/json", "application/xml" })
		@Cacheable304(lastModified = "@versions.changed()")
		Both datedSeveral() {
			return new Both("several");
		}

		@GetMapping(path = "/dated/own", produces = { "application/json", "application/xml" })
		@Cacheable304
		ResponseEntity<Both> datedItself() {
			return ResponseEntity.ok().lastModified(Instant.parse("2026-02-03T04:05:06Z")).body(new Both("own"));
		}

		@GetMapping(path = "/dated/validators", produces = { "application/json", "application/xml" })
		@Cacheable304("@versions.validators()")
		Both datedByValidators() {
			return new Both("validators");
		}

		@GetMapping(path = "/dated/result", produces = { "application/json", "application/xml" })
		@Cacheable304(lastModified = "#result.changed")
		Dated datedByResult() {
			return new Dated(Instant.parse("2026-02-03T04:05:06Z"));
		}

		@GetMapping(path = "/dated/page-or-data", produces = "application/json")
		@Cacheable304(lastModified = "@versions.changed()")
		Note datedData() {
			return new Note("data");
		}

		@GetMapping(path = "/dated/one", produces = "application/json")
		@Cacheable304(lastModified = "@versions.changed()")
		Note datedOne() {
			return new Note("one");
		}

		@GetMapping("/dated/values")
		@Cacheable304(lastModified = "@versions.changed()")
		Note datedValues() {
			return new Note("values");
		}

		@GetMapping("/dated/text")
		@Cacheable304(lastModified = "@versions.changed()")
		String datedText() {
			return "text";
		}

		@GetMapping("/values")
		@Cacheable304("@versions.of(1)")
		Note values() {
			return new Note("values");
		}

		@GetMapping("/single-language")
		@Cacheable304(version = "@versions.of(1)", locale = false)
		Note singleLanguage() {
			return new Note("any");
		}

		@GetMapping(path = "/no-locale", produces = "application/json")
		@Cacheable304(version = "@versions.of(1)", cacheControl = "one-language")
		Note noLocale() {
			return new Note("any");
		}

		@GetMapping("/hashed")
		@Cacheable304
		Note hashed() {
			return new Note("hashed");
		}

		@GetMapping(path = "/hashed-header", headers = "X-Version=1")
		@Cacheable304
		Note hashedHeader() {
			return new Note("hashed");
		}

		@GetMapping("/own-vary")
		@Cacheable304("@versions.of(1)")
		ResponseEntity<Note> ownVary() {
			return ResponseEntity.ok().varyBy("X-Own").body(new Note("own"));
		}

		@GetMapping("/star")
		@Cacheable304("@versions.of(1)")
		ResponseEntity<Note> star() {
			return ResponseEntity.ok().header(HttpHeaders.VARY, "*").body(new Note("star"));
		}

		@GetMapping("/shared")
		@Cacheable304(version = "@versions.of(1)", cacheControl = "shared")
		Note shared() {
			return new Note("shared");
		}

		@GetMapping("/max-age")
		@Cacheable304(version = "@versions.of(1)", cacheControl = "max-age=60")
		Note maxAge() {
			return new Note("max-age");
		}

		@GetMapping("/mine")
		@Cacheable304("@versions.of(1)")
		Note mine(HttpServletResponse response) {
			return new Note("mine");
		}

	}

	@Controller
	static class Pages {

		@GetMapping(path = "/page-or-data", produces = "text/html")
		@Cacheable304("@versions.of(1)")
		String page() {
			return "hello";
		}

		@GetMapping(path = "/dated/page-or-data", produces = "text/html")
		@Cacheable304(lastModified = "@versions.changed()")
		String datedPage() {
			return "hello";
		}

		@GetMapping("/view")
		@Cacheable304("@versions.of(1)")
		String view() {
			return "hello";
		}

	}

	/**
	 * Writes XML by hand.
	 */
	static class XmlConverter extends AbstractHttpMessageConverter<Object> {

		XmlConverter() {
			super(MediaType.APPLICATION_XML);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type == Both.class || type == Marked.class || type == Dated.class;
		}

		@Override
		protected Object readInternal(Class<?> type, HttpInputMessage input) {
			throw new UnsupportedOperationException("Reads nothing");
		}

		@Override
		protected void writeInternal(Object value, HttpOutputMessage output) throws IOException {
			output.getBody().write(("<value>" + value + "</value>").getBytes(StandardCharsets.UTF_8));
		}

	}

	/**
	 * Stands for Spring Security's filter that lets administrators switch to a user.
	 */
	static class SwitchedUserFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String switched = request.getHeader("X-Switched");
			if (switched != null) {
				String[] users = switched.split(">");
				SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(users[1], "",
						List.of(new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR",
								new TestingAuthenticationToken(users[0], "", "ADMIN"))))));
			}
			chain.doFilter(request, response);
		}

	}

}
