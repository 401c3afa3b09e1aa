package io.github.conditionalcache.webmvc;

import java.io.IOException;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.test.Answer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Code of the application leaves the answer to one request alone.
 */
@SpringBootTest(classes = AbstractSkippedTests.Application.class,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AbstractSkippedTests extends AbstractServerTests {

	AbstractSkippedTests(String server) {
		super(server);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,                 tagged, status
			/early,               true,   304
			/late,                true,   304
			/early?by=filter,     false,  200
			/late?by=filter,      false,  200
			/early?by=interceptor,false,  200
			/late?by=interceptor, false,  200
			/late?by=handler,     false,  200
			/own,                 true,   304
			/own?by=filter,       true,   200
			""")
	void skippedRequestGetsNoTagOfOursAndNo304(String path, boolean tagged, int status) {
		Answer whole = http().get(path);
		assertThat(whole.status()).isEqualTo(200);
		assertThat(whole.field("ETag") != null).isEqualTo(tagged);
		String tag = http().get(path.split("\\?")[0]).field("ETag");
		Answer conditional = http().get(path, "If-None-Match: " + tag);
		assertThat(conditional.status()).isEqualTo(status);
		assertThat(http().send("HEAD", path, "If-None-Match: " + tag).status()).isEqualTo(conditional.status());
	}

	@Test
	void handlerThatRunsAfterItsVersionWasReadCanSkip() {
		String current = http().get("/early").field("ETag");
		Answer stale = http().get("/early?by=handler", "If-None-Match: \"stale\"");
		assertThat(stale.status()).isEqualTo(200);
		assertThat(stale.field("ETag")).isNull();
		assertThat(http().get("/early?by=handler", "If-None-Match: \"stale\"", "If-Match: " + current).status())
			.isEqualTo(200);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	@Import({ Books.class, Skipping.class })
	static class Application {

	}

	/**
	 * Sets the attribute before the handler runs.
	 */
	@Component
	static class Skipping extends OncePerRequestFilter implements WebMvcConfigurer, HandlerInterceptor {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			skip(request, "filter");
			chain.doFilter(request, response);
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(this);
		}

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			skip(request, "interceptor");
			return true;
		}

		static void skip(HttpServletRequest request, String by) {
			if (by.equals(request.getParameter("by"))) {
				request.setAttribute(NotCacheable304.REQUEST_ATTRIBUTE, true);
			}
		}

	}

	@RestController
	static class Books {

		@GetMapping("/early")
		@Cacheable304(version = "'7'")
		String early(HttpServletRequest request) {
			Skipping.skip(request, "handler");
			return "early";
		}

		@GetMapping("/late")
		@Cacheable304
		String late(HttpServletRequest request) {
			Skipping.skip(request, "handler");
			return "late";
		}

		@GetMapping("/own")
		@Cacheable304
		ResponseEntity<String> own() {
			return ResponseEntity.ok().eTag("mine").body("own");
		}

	}

}
