package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalRequestListener;
import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.EtagVersion;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

/**
 * Handlers whose answers are read byte by byte: what frames them, and what the server
 * adds.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class WireApplication {

	private static final String LARGE = "0123456789".repeat(500);

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

	@Bean
	OutcomePublisher outcomes() {
		return new OutcomePublisher();
	}

	static class OutcomePublisher implements ConditionalRequestListener {

		final List<ConditionalRequestOutcome> all = Collections.synchronizedList(new ArrayList<>());

		@Override
		public void onOutcome(ConditionalRequestOutcome outcome) {
			this.all.add(outcome);
		}

	}

	record Report(@EtagVersion int version, String text) {

	}

	@RestController
	@RequestMapping("/compressed")
	static class Compressed {

		@GetMapping(path = "/strong", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304(strength = Strength.STRONG)
		String strong() {
			return LARGE;
		}

		@GetMapping(path = "/weak", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304(strength = Strength.WEAK)
		String weak() {
			return LARGE;
		}

		@GetMapping(path = "/declared-strong", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304(value = "1", strength = Strength.STRONG)
		String declaredStrong() {
			return LARGE;
		}

		@GetMapping(path = "/declared-weak", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304("1")
		String declaredWeak() {
			return LARGE;
		}

		@GetMapping(path = "/value-strong", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304(strength = Strength.STRONG)
		Report valueStrong() {
			return new Report(1, LARGE);
		}

		@GetMapping(path = "/value-weak", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304
		Report valueWeak() {
			return new Report(1, LARGE);
		}

		@GetMapping(path = "/own-strong", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304
		ResponseEntity<String> ownStrong() {
			return ResponseEntity.ok().eTag("\"mine\"").body(LARGE);
		}

		@GetMapping(path = "/own-weak", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304
		ResponseEntity<String> ownWeak() {
			return ResponseEntity.ok().eTag("W/\"mine\"").body(LARGE);
		}

		@GetMapping(path = "/small", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304
		String small() {
			return "small";
		}

		@GetMapping(path = "/image", produces = MediaType.IMAGE_PNG_VALUE)
		@Cacheable304
		byte[] image() {
			return LARGE.getBytes();
		}

		@GetMapping(path = "/encoded", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304
		ResponseEntity<byte[]> encoded() {
			return ResponseEntity.ok().header(HttpHeaders.CONTENT_ENCODING, "br").body(LARGE.getBytes());
		}

		@GetMapping(path = "/declared-small", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304("1")
		String declaredSmall() {
			return "small";
		}

		@GetMapping(path = "/value-small", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304
		Report valueSmall() {
			return new Report(1, "small");
		}

		@GetMapping(path = "/declared-image", produces = MediaType.IMAGE_PNG_VALUE)
		@Cacheable304("1")
		byte[] declaredImage() {
			return LARGE.getBytes();
		}

		@GetMapping(path = "/answered", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304
		@Nullable String answered(WebRequest request) {
			return request.checkNotModified("W/\"mine\"") ? null : LARGE;
		}

		@GetMapping(path = "/resource", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304
		Resource resource() {
			return new ByteArrayResource(LARGE.getBytes());
		}

		@GetMapping(path = "/varied", produces = MediaType.TEXT_PLAIN_VALUE)
		@Cacheable304(value = "1", vary = "X-Theme", strength = Strength.STRONG)
		String varied() {
			return LARGE;
		}

	}

	@Controller
	@RequestMapping("/answered")
	static class Answered {

		static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06Z");

		@GetMapping("/checked")
		@ResponseBody
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		@Nullable String checked(WebRequest request) {
			return request.checkNotModified("\"mine\"") ? null : "checked";
		}

		@GetMapping("/checked-view")
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		@Nullable String checkedView(WebRequest request, Model model) {
			model.addAttribute("name", "Emma");
			return request.checkNotModified("\"mine\"", CHANGED.toEpochMilli()) ? null : "hello";
		}

		@GetMapping("/entity")
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		ResponseEntity<String> entity(WebRequest request) {
			return request.checkNotModified("\"mine\"")
					? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag("\"mine\"").build()
					: ResponseEntity.ok().eTag("\"mine\"").body("entity");
		}

		@GetMapping("/void")
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		void nothing(WebRequest request, HttpServletResponse response) throws IOException {
			if (!request.checkNotModified("\"mine\"")) {
				response.getWriter().write("void");
			}
		}

		@GetMapping("/callable")
		@ResponseBody
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		Callable<ResponseEntity<String>> callable(@RequestHeader("If-None-Match") Optional<String> known) {
			return () -> known.isPresent() ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag("\"mine\"").build()
					: ResponseEntity.ok().eTag("\"mine\"").body("callable");
		}

		@GetMapping("/bare")
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		ResponseEntity<String> bare(@RequestHeader("If-None-Match") Optional<String> known) {
			return known.isPresent() ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).build()
					: ResponseEntity.ok("bare");
		}

		@GetMapping("/declared")
		@Cacheable304(version = "1", cacheControl = "max-age=60", vary = "X-Theme")
		ResponseEntity<String> declared(@RequestHeader("If-None-Match") Optional<String> known) {
			return known.isPresent() ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).build()
					: ResponseEntity.ok("declared");
		}

		@GetMapping("/error")
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		void error(@RequestHeader("If-None-Match") Optional<String> known, HttpServletResponse response)
				throws IOException {
			response.setHeader("ETag", "\"mine\"");
			if (known.isPresent()) {
				response.sendError(HttpServletResponse.SC_NOT_MODIFIED);
			}
			else {
				response.getWriter().write("error");
			}
		}

		@GetMapping("/flushed")
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		void flushed(@RequestHeader("If-None-Match") Optional<String> known, HttpServletResponse response)
				throws IOException {
			response.setHeader("ETag", "\"mine\"");
			if (known.isPresent()) {
				response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
				response.flushBuffer();
			}
			else {
				response.getWriter().write("flushed");
			}
		}

		@GetMapping("/thrown")
		@ResponseBody
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		String thrown(@RequestHeader("If-None-Match") Optional<String> known) {
			if (known.isPresent()) {
				throw new ResponseStatusException(HttpStatus.NOT_MODIFIED);
			}
			return "thrown";
		}

		@GetMapping("/handled")
		@ResponseBody
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		String handled(@RequestHeader("If-None-Match") Optional<String> known) {
			if (known.isPresent()) {
				throw new UnsupportedOperationException("nothing new");
			}
			return "handled";
		}

		@ExceptionHandler
		ResponseEntity<Void> unchanged(UnsupportedOperationException nothingNew) {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
		}

		@GetMapping("/no-store")
		@Cacheable304
		ResponseEntity<String> noStore() {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
				.header("Cache-Control", "no-store")
				.eTag("\"mine\"")
				.build();
		}

		@GetMapping("/unconditional")
		@Cacheable304
		ResponseEntity<String> unconditional() {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag("\"mine\"").build();
		}

		@GetMapping("/failed")
		@Cacheable304
		ResponseEntity<String> failed() {
			return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED).body("other");
		}

		@GetMapping("/file")
		@Cacheable304(cacheControl = "max-age=60", vary = "X-Theme")
		String file() {
			return "forward:/static.txt";
		}

	}

	@RestController
	@RequestMapping("/copied")
	static class Copied {

		@GetMapping("/entity")
		@Cacheable304
		ResponseEntity<String> entity() {
			return ResponseEntity.ok().header(HttpHeaders.TRANSFER_ENCODING, "chunked").body("copied");
		}

		@GetMapping("/response")
		@Cacheable304
		String response(HttpServletResponse response) {
			response.setHeader("Transfer-Encoding", "chunked");
			return "copied";
		}

		@GetMapping("/twice")
		@Cacheable304
		String twice(HttpServletResponse response) {
			response.addHeader("transfer-encoding", "gzip");
			response.addHeader("Transfer-Encoding", "chunked");
			return "copied";
		}

		@GetMapping("/length")
		@Cacheable304
		ResponseEntity<String> length() {
			return ResponseEntity.ok().contentLength(3).body("copied");
		}

		@GetMapping("/response-length")
		@Cacheable304
		String responseLength(HttpServletResponse response) {
			response.setHeader("Content-Length", "300");
			return "copied";
		}

		@GetMapping("/hops")
		@Cacheable304
		ResponseEntity<String> hops() {
			return ResponseEntity.ok()
				.header(HttpHeaders.TRANSFER_ENCODING, "chunked")
				.header("Keep-Alive", "timeout=5")
				.header(HttpHeaders.CONNECTION, "keep-alive")
				.header(HttpHeaders.TRAILER, "X-Checksum")
				.contentLength(3)
				.body("copied");
		}

		@GetMapping("/value")
		@Cacheable304
		ResponseEntity<Report> value(HttpServletResponse response) {
			response.setHeader("Transfer-Encoding", "chunked");
			return ResponseEntity.ok(new Report(1, "copied"));
		}

		@GetMapping("/declared")
		@Cacheable304("1")
		String declared() {
			return "copied";
		}

		@GetMapping("/trailers")
		@Cacheable304
		String trailers(HttpServletResponse response) {
			response.setTrailerFields(() -> Map.of("X-Checksum", "1"));
			return "copied";
		}

		@GetMapping("/bodied")
		@Cacheable304("1")
		String bodied() {
			return "bodied";
		}

		@GetMapping("/after")
		String after() {
			return "after";
		}

	}

}
