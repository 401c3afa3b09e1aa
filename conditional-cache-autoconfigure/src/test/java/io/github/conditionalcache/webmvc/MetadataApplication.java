package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Versioned;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Answers whose content stays while the fields that describe it change.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class MetadataApplication {

	@Bean
	Fields fields() {
		return new Fields();
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.build();
	}

	@Bean
	WebMvcConfigurer interceptors(Fields fields) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new HandlerInterceptor() {

					@Override
					public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
						if (request.getRequestURI().endsWith("-intercepted")) {
							fields.current.forEach(response::setHeader);
						}
						return true;
					}

				});
			}

		};
	}

	static class Fields {

		final Map<String, String> current = new LinkedHashMap<>();

		volatile String name = "a.txt";

		final Path file = file();

		private static Path file() {
			try {
				Path file = Files.createTempFile("metadata", ".txt");
				file.toFile().deleteOnExit();
				Files.writeString(file, "content of a file");
				return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-02-03T04:05:06.789Z")));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		HttpHeaders headers() {
			HttpHeaders headers = new HttpHeaders();
			this.current.forEach(headers::set);
			return headers;
		}

		Resource resource() {
			String current = this.name;
			return new FileSystemResource(this.file) {

				@Override
				public String getFilename() {
					return current;
				}

			};
		}

	}

	record Page(String text) implements Versioned {

		@Override
		public Object version() {
			return 1;
		}

	}

	@RestController
	static class Handlers {

		private final Fields fields;

		Handlers(Fields fields) {
			this.fields = fields;
		}

		@GetMapping("/file-entity")
		@Cacheable304
		ResponseEntity<Resource> fileEntity() {
			return ResponseEntity.ok().headers(this.fields.headers()).body(this.fields.resource());
		}

		@GetMapping("/file-response")
		@Cacheable304
		Resource fileResponse(HttpServletResponse response) {
			this.fields.current.forEach(response::setHeader);
			return this.fields.resource();
		}

		@GetMapping("/file-intercepted")
		@Cacheable304
		Resource fileIntercepted() {
			return this.fields.resource();
		}

		@GetMapping("/body-entity")
		@Cacheable304
		ResponseEntity<byte[]> bodyEntity() {
			return ResponseEntity.ok()
				.headers(this.fields.headers())
				.body("content".getBytes(StandardCharsets.US_ASCII));
		}

		@GetMapping("/body-response")
		@Cacheable304
		byte[] bodyResponse(HttpServletResponse response) {
			this.fields.current.forEach(response::setHeader);
			return "content".getBytes(StandardCharsets.US_ASCII);
		}

		@GetMapping("/body-intercepted")
		@Cacheable304
		byte[] bodyIntercepted() {
			return "content".getBytes(StandardCharsets.US_ASCII);
		}

		@GetMapping("/value-entity")
		@Cacheable304
		ResponseEntity<Page> valueEntity() {
			return ResponseEntity.ok().headers(this.fields.headers()).body(new Page("content"));
		}

		@GetMapping("/value-intercepted")
		@Cacheable304
		Page valueIntercepted() {
			return new Page("content");
		}

	}

}
