package io.github.conditionalcache.webmvc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonView;
import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.EtagLastModified;
import io.github.conditionalcache.EtagVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourceRegion;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Every return type and path that a managed handler can take.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ReturnTypesApplication {

	static final int LIMIT = 64 * 1024;

	static final String DATE = "Tue, 03 Feb 2026 04:05:06 GMT";

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

	@Bean
	WebMvcConfigurer lateFailure() {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new HandlerInterceptor() {

					@Override
					public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
							@Nullable ModelAndView modelAndView) {
						throw new UnsupportedOperationException("after the handler");
					}

				}).addPathPatterns("/late-failure");
			}

		};
	}

	@Bean
	OutcomePublisher outcomes() {
		return new OutcomePublisher();
	}

	private static Resource pdfFile() throws IOException {
		Path pdf = Path.of("target", "return-types.pdf");
		Files.writeString(pdf, "%PDF");
		Files.setLastModifiedTime(pdf, FileTime.from(Instant.parse("2026-02-03T04:05:06Z")));
		return new FileSystemResource(pdf);
	}

	static class OutcomePublisher implements ConditionalRequestListener {

		final List<ConditionalRequestOutcome> all = Collections.synchronizedList(new java.util.ArrayList<>());

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.all.add(outcome);
		}

	}

	record Book(int id, String title) {

	}

	record Versioned(@EtagVersion int version, @EtagLastModified Instant changed, Poison content) {

	}

	static final class Poison {

		static final AtomicInteger SERIALISED = new AtomicInteger();

		@JsonProperty
		String getText() {
			SERIALISED.incrementAndGet();
			return "x";
		}

	}

	static final class Failing {

		@JsonProperty
		String getFirst() {
			return "x".repeat(2000);
		}

		@JsonProperty
		String getSecond() {
			throw new IllegalStateException("half-way");
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
	interface Shape {

	}

	record Circle(int radius) implements Shape {

	}

	static final class Secretive {

		@JsonView(Shown.class)
		@JsonProperty
		String getShown() {
			return "shown";
		}

		@JsonView(Hidden.class)
		@JsonProperty
		String getHidden() {
			return "hidden";
		}

		interface Shown {

		}

		interface Hidden {

		}

	}

	@RestController
	@Cacheable304
	static class Values {

		final Path file = file();

		final Semaphore seen = new Semaphore(0);

		final AtomicInteger paused = new AtomicInteger();

		volatile int version = 1;

		private static Path file() {
			try {
				Path path = Files.createTempFile("return-types", ".txt");
				Files.writeString(path, "0123456789".repeat(100));
				Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-02-03T04:05:06.123456Z")));
				path.toFile().deleteOnExit();
				return path;
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@GetMapping("/record")
		Book record() {
			return new Book(1, "Emma");
		}

		@GetMapping("/list")
		List<Book> list() {
			return List.of(new Book(1, "Emma"), new Book(2, "Persuasion"));
		}

		@GetMapping("/polymorphic")
		List<Shape> polymorphic() {
			return List.of(new Circle(3));
		}

		@GetMapping("/view")
		@JsonView(Secretive.Shown.class)
		Secretive view() {
			return new Secretive();
		}

		@GetMapping("/string")
		String string() {
			return "grüße";
		}

		@GetMapping("/fixed")
		Versioned fixed() {
			return new Versioned(7, Instant.parse("2026-02-03T04:05:06Z"), new Poison());
		}

		@GetMapping("/late-failure")
		ResponseEntity<Book> lateFailure() {
			return entityEtag();
		}

		@GetMapping("/pdf")
		Resource pdf() throws IOException {
			return pdfFile();
		}

		@GetMapping("/file-no-store")
		ResponseEntity<Resource> fileNoStore() {
			return ResponseEntity.ok().header("Cache-Control", "no-store").body(new FileSystemResource(this.file));
		}

		@GetMapping("/large")
		String large() {
			return "0123456789".repeat(500);
		}

		@GetMapping("/bytes")
		byte[] bytes() {
			return "bytes".getBytes(StandardCharsets.UTF_8);
		}

		@GetMapping("/size/{size}")
		byte[] size(@PathVariable int size) {
			return new byte[size];
		}

		@GetMapping("/optional")
		Optional<Book> optional() {
			return Optional.of(new Book(1, "Emma"));
		}

		@GetMapping(path = "/uncompressed", produces = "application/vnd.book+json")
		Versioned uncompressed() {
			return new Versioned(1, Instant.parse("2026-02-03T04:05:06Z"), new Poison());
		}

		@GetMapping("/versioned")
		Versioned versioned() {
			return new Versioned(this.version, Instant.parse("2026-02-03T04:05:06Z"), new Poison());
		}

		@GetMapping("/entity")
		ResponseEntity<Book> entity() {
			return ResponseEntity.ok().header("X-Own", "1").body(new Book(1, "Emma"));
		}

		@GetMapping("/entity-etag")
		ResponseEntity<Book> entityEtag() {
			return ResponseEntity.ok().eTag("\"v1\"").body(new Book(1, "Emma"));
		}

		@GetMapping("/entity-date")
		ResponseEntity<Book> entityDate() {
			return ResponseEntity.ok().lastModified(Instant.parse("2026-02-03T04:05:06Z")).body(new Book(1, "Emma"));
		}

		@GetMapping("/entity-cache")
		ResponseEntity<Book> entityCache() {
			return ResponseEntity.ok().header("Cache-Control", "max-age=60").body(new Book(1, "Emma"));
		}

		@GetMapping("/response-etag")
		Book responseEtag(HttpServletResponse response) {
			response.setHeader("ETag", "\"v1\"");
			return new Book(1, "Emma");
		}

		@GetMapping("/null")
		@Nullable Book nothing() {
			return null;
		}

		@GetMapping("/callable")
		Callable<Book> callable() {
			return () -> new Book(1, "Emma");
		}

		@GetMapping("/deferred")
		DeferredResult<Book> deferred() {
			DeferredResult<Book> result = new DeferredResult<>();
			CompletableFuture.runAsync(() -> result.setResult(new Book(1, "Emma")));
			return result;
		}

		@GetMapping("/future")
		CompletableFuture<ResponseEntity<Book>> future() {
			return CompletableFuture.supplyAsync(() -> ResponseEntity.ok(new Book(1, "Emma")));
		}

		@GetMapping("/future-etag")
		CompletableFuture<ResponseEntity<Book>> futureEtag() {
			return CompletableFuture.supplyAsync(() -> ResponseEntity.ok().eTag("\"v1\"").body(new Book(1, "Emma")));
		}

		@GetMapping("/mono")
		Mono<Book> mono() {
			return Mono.just(new Book(1, "Emma"));
		}

		@GetMapping("/flux")
		Flux<Book> flux() {
			return Flux.just(new Book(1, "Emma"), new Book(2, "Persuasion"));
		}

		@GetMapping("/file")
		Resource resource() {
			return new FileSystemResource(this.file);
		}

		@GetMapping("/file-entity")
		ResponseEntity<Resource> resourceEntity() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(new FileSystemResource(this.file));
		}

		@GetMapping("/memory")
		Resource memory() {
			return new ByteArrayResource("0123456789".getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/stream-resource")
		Resource streamResource() {
			return new InputStreamResource(new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.UTF_8)));
		}

		// Not tagged

		@GetMapping("/problem")
		ProblemDetail problem() {
			return ProblemDetail.forStatus(HttpStatus.CONFLICT);
		}

		@GetMapping("/no-content")
		@ResponseStatus(HttpStatus.NO_CONTENT)
		void noContent() {
		}

		@GetMapping("/missing")
		ResponseEntity<Book> missing() {
			return ResponseEntity.notFound().build();
		}

		@GetMapping("/no-store")
		ResponseEntity<Book> noStore() {
			return ResponseEntity.ok().header("Cache-Control", "no-store").body(new Book(1, "Emma"));
		}

		@GetMapping("/cookie")
		ResponseEntity<Book> cookie() {
			return ResponseEntity.ok().header("Set-Cookie", "a=b").body(new Book(1, "Emma"));
		}

		@GetMapping("/raw")
		void raw(HttpServletResponse response) throws IOException {
			response.setContentType("text/plain");
			response.getOutputStream().write("raw".getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/raw-etag")
		void rawEtag(HttpServletResponse response) throws IOException {
			response.setContentType("text/plain");
			response.setHeader("ETag", "\"v1\"");
			response.getWriter().print("raw");
		}

		@GetMapping("/region")
		ResponseEntity<ResourceRegion> region() {
			return ResponseEntity.status(HttpStatus.PARTIAL_CONTENT)
				.body(new ResourceRegion(new FileSystemResource(this.file), 0, 10));
		}

		@GetMapping("/sse")
		SseEmitter sse() {
			return slow(new SseEmitter());
		}

		private SseEmitter slow(SseEmitter emitter) {
			CompletableFuture.runAsync(() -> {
				try {
					emitter.send("first");
					pause();
					emitter.send("second");
					emitter.complete();
				}
				catch (IOException ex) {
					emitter.completeWithError(ex);
				}
			});
			return emitter;
		}

		@GetMapping("/streaming")
		StreamingResponseBody streaming() {
			return (out) -> {
				// Since 7.0.6 Spring ignores flush() here, so fill the container's buffer
				out.write(new byte[100_000]);
				pause();
				out.write("second".getBytes(StandardCharsets.UTF_8));
			};
		}

		@GetMapping(path = "/ndjson", produces = MediaType.APPLICATION_NDJSON_VALUE)
		Flux<Book> ndjson() {
			return Flux.just(new Book(1, "Emma")).concatWith(Mono.fromCallable(() -> {
				pause();
				return new Book(2, "Persuasion");
			}).subscribeOn(Schedulers.boundedElastic()));
		}

		/**
		 * Waits until the client has seen what was sent so far.
		 */
		private void pause() {
			try {
				this.seen.tryAcquire(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.paused.incrementAndGet();
		}

		@GetMapping("/failing")
		Failing failing() {
			return new Failing();
		}

		@GetMapping("/handled")
		Book handled() {
			throw new IllegalArgumentException("handled");
		}

		@GetMapping("/handled-async")
		Callable<Book> handledAsync() {
			return () -> {
				throw new IllegalArgumentException("handled");
			};
		}

		@GetMapping("/unhandled")
		Book unhandled() {
			throw new IllegalStateException("unhandled");
		}

		@ExceptionHandler(UnsupportedOperationException.class)
		Map<String, String> handle(UnsupportedOperationException ex) {
			return Map.of("error", "late");
		}

		@ExceptionHandler(IllegalArgumentException.class)
		@ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
		Map<String, String> handle(IllegalArgumentException ex) {
			return Map.of("error", "handled");
		}

	}

	@Controller
	@Cacheable304
	static class Pages {

		@GetMapping("/page")
		String page(Model model) {
			model.addAttribute("name", "Emma");
			return "hello";
		}

		@GetMapping("/forward")
		String forward() {
			return "forward:/plain";
		}

		@GetMapping("/forward-managed")
		String forwardManaged() {
			return "forward:/record";
		}

		@GetMapping("/writer/{size}")
		View writer(@PathVariable int size) {
			return (model, request, response) -> {
				response.setContentType("text/plain;charset=UTF-8");
				for (int i = 0; i < size; i++) {
					response.getWriter().write('x');
				}
			};
		}

		@GetMapping("/redirect")
		String redirect() {
			return "redirect:/plain";
		}

	}

	@Controller
	static class Unmanaged {

		@GetMapping("/plain")
		@ResponseBody
		Book plain() {
			return new Book(1, "Emma");
		}

		@GetMapping("/plain-pdf")
		@ResponseBody
		Resource plainPdf() throws IOException {
			return pdfFile();
		}

		@GetMapping("/plain-etag")
		ResponseEntity<String> plainEtag(HttpServletRequest request) {
			return ResponseEntity.ok().eTag("\"v1\"").body("plain");
		}

	}

}
