package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.HandlerCall;
import io.github.conditionalcache.RequestView;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.VariantContributor;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.WebUtils;

/**
 * Handlers that declare a version and whose answers are not always of that version.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching(proxyTargetClass = true)
class GateApplication {

	// Its fields are left out, so that ours can be told from them
	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.headers(HeadersConfigurer::disable)
			.build();
	}

	@Bean
	FilterRegistrationBean<Filter> principals() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new Principals());
		registration.setOrder(Ordered.LOWEST_PRECEDENCE - 200);
		return registration;
	}

	@Bean
	CacheManager cacheManager() {
		return new ConcurrentMapCacheManager();
	}

	@Bean
	LocaleResolver localeResolver() {
		return new AcceptHeaderLocaleResolver() {

			@Override
			public Locale resolveLocale(HttpServletRequest request) {
				Cookie cookie = WebUtils.getCookie(request, "language");
				return (cookie != null) ? Locale.forLanguageTag(cookie.getValue()) : super.resolveLocale(request);
			}

		};
	}

	@Bean
	VariantContributor contributor() {
		return new VariantContributor() {

			@Override
			public Object variantOf(RequestView request) {
				if (request.header("X-Variant-Fails") != null) {
					throw new AssertionError("no variant");
				}
				return null;
			}

			@Override
			public Collection<String> requestFields() {
				return List.of("X-Variant-Fails");
			}

		};
	}

	@Bean
	ValidatorSource source() {
		return new ValidatorSource() {

			@Override
			public boolean supports(Method handler, ResolvableType returned) {
				return handler.getName().equals("source");
			}

			@Override
			public @Nullable Object version(HandlerCall call) {
				throw new AssertionError("no source");
			}

		};
	}

	@Bean
	State state() {
		return new State();
	}

	/**
	 * The state whose version is declared.
	 */
	public static class State {

		final AtomicInteger version = new AtomicInteger(1);

		final AtomicInteger calls = new AtomicInteger();

		final Semaphore done = new Semaphore(0);

		volatile boolean slow;

		volatile Runnable onRead = () -> {
		};

		public int version() {
			return this.version.get();
		}

		String read() {
			this.calls.incrementAndGet();
			String text = "version " + this.version.get();
			this.onRead.run();
			return text;
		}

	}

	/**
	 * Lets the look-up of the user fail, or take long.
	 */
	static class Principals extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String fault = request.getHeader("X-Principal");
			chain.doFilter((fault != null) ? new FailingRequest(request, fault) : request, response);
		}

	}

	static class FailingRequest extends HttpServletRequestWrapper {

		private final String fault;

		FailingRequest(HttpServletRequest request, String fault) {
			super(request);
			this.fault = fault;
		}

		@Override
		public Principal getUserPrincipal() {
			if (this.fault.equals("slow")) {
				try {
					TimeUnit.SECONDS.sleep(5);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			throw new IllegalStateException("no directory");
		}

	}

	@RestController
	static class Values {

		private final State state;

		Values(State state) {
			this.state = state;
		}

		@GetMapping("/plain")
		@Cacheable304("@state.version()")
		String plain() {
			return this.state.read();
		}

		@GetMapping("/user-fails")
		@Cacheable304("@state.version()")
		String userFails() {
			return this.state.read();
		}

		@GetMapping("/user-slow")
		@Cacheable304("@state.version()")
		String userSlow() {
			return this.state.read();
		}

		@GetMapping("/body")
		@Cacheable304
		String body() {
			return this.state.read();
		}

		@GetMapping("/value")
		@Cacheable304
		Loaded value() {
			return new Loaded(1, this.state.read());
		}

		@GetMapping("/localized")
		@Cacheable304("@state.version()")
		String localized(Locale locale) {
			return this.state.read() + " " + locale;
		}

		@GetMapping("/converted/{loaded}")
		@Cacheable304("@state.version()")
		String converted(@PathVariable Loaded loaded) {
			return loaded.text();
		}

		@GetMapping("/writer-404")
		@Cacheable304("@state.version()")
		void writer(HttpServletResponse response) throws IOException {
			PrintWriter writer = response.getWriter();
			response.setStatus(404);
			writer.write("nothing here");
		}

		@GetMapping("/fields")
		@Cacheable304(value = "@state.version()", vary = "X-Ours")
		ResponseEntity<String> fields() {
			return ResponseEntity.ok()
				.header("Cache-Control", "max-age=3600")
				.header("Expires", "Thu, 01 Jan 2099 00:00:00 GMT")
				.header("Content-Location", "/fields.json")
				.header("Vary", "X-Own")
				.body(this.state.read());
		}

		@GetMapping("/task")
		@Cacheable304("@state.version()")
		WebAsyncTask<String> task() {
			WebAsyncTask<String> task = new WebAsyncTask<>(100L, () -> {
				if (this.state.slow) {
					// What it throws when interrupted would race with the fallback
					this.state.done.acquireUninterruptibly();
				}
				return this.state.read();
			});
			task.onTimeout(() -> "fallback");
			return task;
		}

		@GetMapping("/deferred")
		@Cacheable304("@state.version()")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>(100L, "fallback");
			if (!this.state.slow) {
				result.setResult(this.state.read());
			}
			return result;
		}

		@GetMapping("/source")
		@Cacheable304
		String source() {
			return this.state.read();
		}

		@GetMapping("/getter")
		@Cacheable304
		Failing getter() {
			return new Failing();
		}

	}

	@RestController
	static class Cached {

		private final State state;

		Cached(State state) {
			this.state = state;
		}

		@GetMapping("/cached")
		@Cacheable("states")
		@Cacheable304("@state.version()")
		String cached() {
			return this.state.read();
		}

	}

	@Controller
	static class Pages {

		private final State state;

		Pages(State state) {
			this.state = state;
		}

		@GetMapping("/flash")
		@Cacheable304("@state.version()")
		String flash() {
			return "book";
		}

		@GetMapping("/save")
		String save(RedirectAttributes attributes) {
			attributes.addFlashAttribute("title", "Saved!");
			return "redirect:/flash";
		}

		@GetMapping("/form")
		@Cacheable304("@state.version()")
		String form(CsrfToken token, Model model) {
			model.addAttribute("title", token.getToken());
			return "book";
		}

		@GetMapping("/view-404")
		@Cacheable304("@state.version()")
		ModelAndView missing() {
			return new ModelAndView("book", Map.of("title", "nothing here"), HttpStatus.NOT_FOUND);
		}

		@GetMapping("/redirect")
		@Cacheable304("@state.version()")
		String redirect() {
			return "redirect:/plain";
		}

		@GetMapping("/redirect-301")
		@Cacheable304("@state.version()")
		RedirectView moved() {
			RedirectView view = new RedirectView("/plain");
			view.setStatusCode(HttpStatus.MOVED_PERMANENTLY);
			return view;
		}

		@GetMapping("/forward")
		@Cacheable304("@state.version()")
		String forward() {
			return "forward:/target";
		}

		@GetMapping("/target")
		@ResponseBody
		String target() {
			return this.state.read();
		}

	}

	@Controller
	static class Filled {

		private final State state;

		Filled(State state) {
			this.state = state;
		}

		@ModelAttribute("title")
		String load() {
			return this.state.read();
		}

		@GetMapping("/filled")
		@Cacheable304("@state.version()")
		String filled() {
			return "book";
		}

	}

	/**
	 * A value with a version, such as a converter reads for a path variable.
	 *
	 * @param id the version
	 * @param text the content
	 */
	record Loaded(@EtagVersion int id, String text) {

	}

	@Component
	static class Loader implements Converter<String, Loaded> {

		private final State state;

		Loader(State state) {
			this.state = state;
		}

		@Override
		public Loaded convert(String id) {
			return new Loaded(Integer.parseInt(id), this.state.read());
		}

	}

	public static class Failing {

		@EtagVersion
		public int version() {
			throw new AssertionError("no version");
		}

		public String getText() {
			return "text";
		}

	}

}
