package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.Cacheable304;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Pages that depend on what a cookie carries, and filters that add cookies and nonces,
 * each with a chain of security filters of its own.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CarrierApplication {

	static final String PUBLIC = "public, max-age=60";

	// What is not flushed can still be followed by fields
	private static final View TEXT = (model, request, response) -> {
		response.setContentType("text/plain");
		response.getWriter().write("text");
	};

	@Bean
	@Order(1)
	SecurityFilterChain cookieTokens(HttpSecurity http) {
		return http.securityMatcher("/cookie/**")
			.csrf((csrf) -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
				.csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain namedTokens(HttpSecurity http) {
		CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
		repository.setCookieName("MYTOKEN");
		return http.securityMatcher("/named/**").csrf((csrf) -> csrf.csrfTokenRepository(repository)).build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain nonces(HttpSecurity http) {
		return http.securityMatcher("/nonce/**")
			.headers((headers) -> headers
				.addHeaderWriter((request, response) -> response.setHeader("Content-Security-Policy", nonce())))
			.build();
	}

	@Bean
	@Order(4)
	SecurityFilterChain policies(HttpSecurity http) {
		return http.securityMatcher("/policy/**")
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives("script-src 'self'")))
			.build();
	}

	@Bean
	@Order(5)
	SecurityFilterChain others(HttpSecurity http) {
		return http.build();
	}

	private static String nonce() {
		return "script-src 'Nonce-" + UUID.randomUUID() + "'";
	}

	@Bean
	FilterRegistrationBean<SessionRepositoryFilter<MapSession>> springSession() {
		return springSession(new SessionRepositoryFilter<>(new MapSessionRepository(new ConcurrentHashMap<>())),
				"spring");
	}

	@Bean
	FilterRegistrationBean<SessionRepositoryFilter<MapSession>> springSessionInHeader() {
		SessionRepositoryFilter<MapSession> filter = new SessionRepositoryFilter<>(
				new MapSessionRepository(new ConcurrentHashMap<>()));
		filter.setHttpSessionIdResolver(HeaderHttpSessionIdResolver.xAuthToken());
		return springSession(filter, "header");
	}

	private static FilterRegistrationBean<SessionRepositoryFilter<MapSession>> springSession(
			SessionRepositoryFilter<MapSession> filter, String path) {
		FilterRegistrationBean<SessionRepositoryFilter<MapSession>> registration = new FilterRegistrationBean<>(filter);
		registration.setName("session-" + path);
		registration.addUrlPatterns("/" + path + "/*");
		registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
		return registration;
	}

	@Bean
	FilterRegistrationBean<Adding> outside() {
		FilterRegistrationBean<Adding> registration = new FilterRegistrationBean<>(new Adding());
		registration.addUrlPatterns("/outside/*");
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
		return registration;
	}

	@Bean
	FilterRegistrationBean<Adding> inside() {
		FilterRegistrationBean<Adding> registration = new FilterRegistrationBean<>(new Adding());
		registration.addUrlPatterns("/inside/*");
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		return registration;
	}

	@Bean
	WebMvcConfigurer interceptors() {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new HandlerInterceptor() {

					@Override
					public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
							@Nullable ModelAndView modelAndView) {
						response.addCookie(new Cookie("visited", "1"));
					}

				}).addPathPatterns("/open/post-handle", "/open/post-handle-page");
				registry.addInterceptor(new HandlerInterceptor() {

					@Override
					public void afterCompletion(HttpServletRequest request, HttpServletResponse response,
							Object handler, @Nullable Exception failure) {
						response.addCookie(new Cookie("visited", "1"));
					}

				}).addPathPatterns("/open/after-completion");
			}

		};
	}

	/**
	 * Adds to the answer what the path says, before or after everything else.
	 */
	static class Adding extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String path = request.getRequestURI();
			if (path.endsWith("nonce-before")) {
				response.setHeader("Content-Security-Policy", nonce());
			}
			chain.doFilter(request, response);
			if (path.endsWith("nonce-after")) {
				response.addHeader("Content-Security-Policy", nonce());
			}
			else if (path.endsWith("report-after")) {
				response.setHeader("content-security-policy-report-only", nonce());
			}
			else if (path.endsWith("cookie-after")) {
				response.addCookie(new Cookie("visited", "1"));
			}
			else if (path.endsWith("field-after")) {
				response.addHeader("set-cookie", "visited=1");
			}
			else if (path.endsWith("session-after")) {
				request.getSession().setAttribute("visited", true);
			}
		}

	}

	@Controller
	static class Pages {

		@GetMapping("/{chain}/form")
		@Cacheable304("1")
		String form() {
			return "form";
		}

		@GetMapping("/{chain}/hashed-form")
		@Cacheable304
		String hashedForm() {
			return "form";
		}

		@GetMapping("/{chain}/public-form")
		@Cacheable304(value = "1", cacheControl = PUBLIC)
		String publicForm() {
			return "form";
		}

		@GetMapping("/{chain}/dated-form")
		@Cacheable304(lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06Z')")
		String datedForm() {
			return "form";
		}

		@GetMapping({ "/{chain}/page", "/open/post-handle-page" })
		@Cacheable304(value = "1", cacheControl = PUBLIC)
		String page(Model model) {
			model.addAttribute("name", "Emma");
			return "hello";
		}

		@GetMapping("/{chain}/session/{size}")
		@Cacheable304(value = "1", cacheControl = PUBLIC)
		View session(@PathVariable int size) {
			return (model, request, response) -> {
				response.setContentType("text/plain");
				request.getSession().setAttribute("visited", true);
				response.getWriter().write("x".repeat(size));
			};
		}

		@GetMapping("/{chain}/token")
		@ResponseBody
		@Cacheable304
		CsrfToken token(CsrfToken token) {
			return token;
		}

		@GetMapping({ "/open/post-handle", "/open/after-completion", "/{chain}/nonce-before", "/{chain}/nonce-after",
				"/{chain}/report-after", "/{chain}/cookie-after", "/{chain}/field-after", "/{chain}/session-after" })
		@Cacheable304(value = "1", cacheControl = PUBLIC)
		View text() {
			return TEXT;
		}

		@GetMapping({ "/{chain}/hashed/cookie-after", "/{chain}/hashed/nonce-after" })
		@Cacheable304(cacheControl = PUBLIC)
		View hashed() {
			return TEXT;
		}

		@GetMapping("/open/entity")
		@Cacheable304(value = "1", cacheControl = PUBLIC)
		ResponseEntity<String> entity() {
			return ResponseEntity.ok().header("Set-Cookie", "visited=1").body("entity");
		}

	}

}
