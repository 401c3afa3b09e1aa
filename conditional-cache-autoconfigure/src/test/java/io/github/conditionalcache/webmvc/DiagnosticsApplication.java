package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.ConditionalWrite;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/**
 * Handlers whose version and content change apart, to be watched.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching(proxyTargetClass = true)
class DiagnosticsApplication {

	@Bean
	SecurityFilterChain security(HttpSecurity http) throws Exception {
		return http.csrf((csrf) -> csrf.disable()).build();
	}

	@Bean
	CacheManager caches() {
		return new ConcurrentMapCacheManager();
	}

	@Bean
	Shelf shelf() {
		return new Shelf();
	}

	@Bean
	Told told() {
		return new Told();
	}

	@Bean
	Unfinished unfinished() {
		return new Unfinished();
	}

	/**
	 * Counts the requests whose filters have not all returned: a client has its answer
	 * before.
	 */
	static class Unfinished implements ServletRequestListener {

		final AtomicInteger requests = new AtomicInteger();

		@Override
		public void requestInitialized(ServletRequestEvent event) {
			this.requests.incrementAndGet();
		}

		@Override
		public void requestDestroyed(ServletRequestEvent event) {
			this.requests.decrementAndGet();
		}

	}

	/**
	 * Holds version and content.
	 */
	public static class Shelf {

		volatile Integer version = 1;

		volatile boolean overtaken;

		volatile String content = "content";

		final AtomicInteger calls = new AtomicInteger();

		/**
		 * The version.
		 * @return the version
		 */
		public Integer version() {
			if (this.version < 0) {
				throw new IllegalStateException("no version");
			}
			return this.version;
		}

		String read() {
			this.calls.incrementAndGet();
			return this.content;
		}

	}

	static class Told implements ConditionalRequestListener {

		final List<ConditionalRequestOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

		final List<ConditionalVerification.Result> verifications = Collections.synchronizedList(new ArrayList<>());

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.outcomes.add(outcome);
		}

		@Override
		public void onVerification(ConditionalVerification verification) {
			this.verifications.add(verification.result());
		}

	}

	@Controller
	@ResponseBody
	static class Handlers {

		private final Shelf shelf;

		Handlers(Shelf shelf) {
			this.shelf = shelf;
		}

		@GetMapping("/plain")
		String plain() {
			return this.shelf.read();
		}

		@GetMapping("/early")
		@Cacheable304("@shelf.version()")
		String early() {
			return this.shelf.read();
		}

		@PutMapping("/early")
		@ConditionalWrite(required = true)
		String put(@RequestBody String content) {
			return content;
		}

		@GetMapping("/callable")
		@Cacheable304("@shelf.version()")
		Callable<String> callable() {
			return this.shelf::read;
		}

		@GetMapping("/pieces")
		@Cacheable304("@shelf.version()")
		List<String> pieces() {
			return Collections.nCopies(3000, this.shelf.read());
		}

		@GetMapping("/cached")
		@Cacheable304("@shelf.version()")
		@Cacheable("contents")
		String cached() {
			return this.shelf.read();
		}

		@GetMapping("/thread")
		@Cacheable304("@shelf.version()")
		void thread(HttpServletRequest request, HttpServletResponse response) {
			AsyncContext async = request.startAsync();
			async.start(() -> {
				try {
					response.setContentType(MediaType.TEXT_PLAIN_VALUE);
					response.getWriter().write(this.shelf.read());
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				finally {
					async.complete();
				}
			});
		}

		@GetMapping("/overtaken")
		@Cacheable304("@shelf.version()")
		String overtaken() {
			String read = this.shelf.read();
			if (this.shelf.overtaken) {
				this.shelf.version++;
				return read + " overtaken";
			}
			return read;
		}

		@GetMapping("/written")
		@Cacheable304("@shelf.version()")
		void written(HttpServletResponse response) throws IOException {
			response.setContentType(MediaType.TEXT_PLAIN_VALUE);
			response.getWriter().write(this.shelf.read());
		}

		@GetMapping("/late")
		@Cacheable304("#result.length()")
		String late() {
			return this.shelf.read();
		}

		@GetMapping("/body")
		@Cacheable304
		String body() {
			return this.shelf.read();
		}

		@GetMapping("/cookie")
		@Cacheable304
		String cookie(HttpServletResponse response) {
			response.addCookie(new Cookie("a", "b"));
			return this.shelf.read();
		}

		@GetMapping("/no-store")
		@Cacheable304
		String noStore(HttpServletResponse response) {
			response.setHeader("Cache-Control", "no-store");
			return this.shelf.read();
		}

		@GetMapping("/timed")
		@Cacheable304("@shelf.version()")
		String timed(HttpServletResponse response) {
			response.addHeader("Server-Timing", "db;dur=53");
			return this.shelf.read();
		}

		@GetMapping("/gone")
		@Cacheable304("@shelf.version()")
		String gone() {
			throw new ResponseStatusException(HttpStatus.GONE);
		}

	}

	@Controller
	static class Pages {

		private final Shelf shelf;

		Pages(Shelf shelf) {
			this.shelf = shelf;
		}

		@GetMapping("/page")
		@Cacheable304("@shelf.version()")
		String page(Model model) {
			model.addAttribute("title", this.shelf.read());
			return "book";
		}

	}

}
