package io.github.conditionalcache.webmvc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.SelectedBy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourceRegion;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Handlers that answer with a resource, with every source of validators.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class RangeApplication {

	static final String CONTENT = "0123456789";

	static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06Z");

	private static byte[] content() {
		return CONTENT.getBytes(StandardCharsets.UTF_8);
	}

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

	@Bean
	Data data() {
		return new Data();
	}

	/**
	 * Data that is written while it is read.
	 */
	public static class Data {

		final AtomicInteger version = new AtomicInteger(1);

		final AtomicInteger lookups = new AtomicInteger();

		volatile Runnable onRead = () -> {
		};

		volatile @Nullable RuntimeException failure;

		public int version() {
			this.lookups.incrementAndGet();
			RuntimeException thrown = this.failure;
			if (thrown != null) {
				throw thrown;
			}
			return this.version.get();
		}

		Resource read() {
			this.onRead.run();
			return new Dated(this.version.get());
		}

	}

	/**
	 * Content that differs with its version but not in its length.
	 */
	public static class Dated extends ByteArrayResource {

		private final int version;

		Dated(int version) {
			super((version + CONTENT.substring(1)).getBytes(StandardCharsets.UTF_8));
			this.version = version;
		}

		public int getNumber() {
			return this.version;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return super.equals(other);
		}

		@Override
		public int hashCode() {
			return super.hashCode();
		}

	}

	static class Marked extends ByteArrayResource {

		Marked() {
			super(content());
		}

		@EtagVersion
		int number() {
			return 7;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return super.equals(other);
		}

		@Override
		public int hashCode() {
			return super.hashCode();
		}

	}

	/**
	 * Longer than what is held back.
	 */
	static class Long extends AbstractResource {

		static final int LENGTH = 100_000;

		@Override
		public String getDescription() {
			return "long";
		}

		@Override
		public InputStream getInputStream() {
			return new ByteArrayInputStream("x".repeat(LENGTH).getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public long contentLength() {
			return LENGTH;
		}

	}

	@RestController
	static class Resources {

		private final Data data;

		private final Path file;

		Resources(Data data) {
			this.data = data;
			try {
				this.file = Files.createTempFile("range", ".txt");
				Files.write(this.file, content());
				Files.setLastModifiedTime(this.file, FileTime.from(CHANGED));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@GetMapping("/file")
		@Cacheable304
		Resource file() {
			return new FileSystemResource(this.file);
		}

		@GetMapping("/file-entity")
		@Cacheable304
		ResponseEntity<Resource> fileEntity() throws IOException {
			return ResponseEntity.ok()
				.contentType(MediaType.TEXT_PLAIN)
				.contentLength(Files.size(this.file))
				.body(new FileSystemResource(this.file));
		}

		@GetMapping("/declared")
		@Cacheable304(version = "@data.version()", strength = Strength.STRONG)
		Resource declared() {
			return this.data.read();
		}

		@GetMapping("/declared-entity")
		@Cacheable304(version = "@data.version()", strength = Strength.STRONG)
		HttpEntity<Resource> declaredEntity() {
			HttpHeaders fields = new HttpHeaders();
			fields.set("Content-Location", "/elsewhere");
			return new HttpEntity<>(this.data.read(), fields);
		}

		@GetMapping("/declared-callable")
		@Cacheable304(version = "@data.version()", strength = Strength.STRONG)
		Callable<Resource> declaredCallable() {
			return this.data::read;
		}

		@GetMapping("/result")
		@Cacheable304(version = "#result.number", strength = Strength.STRONG)
		Resource result() {
			return this.data.read();
		}

		@GetMapping("/result-entity")
		@Cacheable304(version = "#result.number", strength = Strength.STRONG)
		ResponseEntity<Resource> resultEntity() {
			return ResponseEntity.ok(this.data.read());
		}

		@GetMapping("/mixed")
		@Cacheable304(version = "@data.version()", lastModified = "#result.number.longValue()",
				strength = Strength.STRONG)
		Resource mixed() {
			return this.data.read();
		}

		@GetMapping("/marked")
		@Cacheable304(strength = Strength.STRONG)
		Resource marked() {
			return new Marked();
		}

		@GetMapping("/memory")
		@Cacheable304(strength = Strength.STRONG)
		Resource memory() {
			return new ByteArrayResource(content());
		}

		@GetMapping("/memory-entity")
		@Cacheable304(strength = Strength.STRONG)
		ResponseEntity<Resource> memoryEntity() {
			return ResponseEntity.ok()
				.contentType(MediaType.TEXT_PLAIN)
				.contentLength(CONTENT.length())
				.header("Cache-Control", "max-age=60")
				.body(new ByteArrayResource(content()));
		}

		@GetMapping("/weak-memory")
		@Cacheable304
		Resource weakMemory() {
			return new ByteArrayResource(content());
		}

		@GetMapping("/memory-callable")
		@Cacheable304(strength = Strength.STRONG)
		Callable<Resource> memoryCallable() {
			return () -> new ByteArrayResource(content());
		}

		@GetMapping("/memory-future")
		@Cacheable304(strength = Strength.STRONG)
		CompletableFuture<ResponseEntity<Resource>> memoryFuture() {
			return CompletableFuture.supplyAsync(() -> ResponseEntity.ok(new ByteArrayResource(content())));
		}

		@GetMapping("/memory-deferred")
		@Cacheable304(strength = Strength.STRONG)
		DeferredResult<Resource> memoryDeferred() {
			DeferredResult<Resource> result = new DeferredResult<>();
			result.setResult(new ByteArrayResource(content()));
			return result;
		}

		@GetMapping("/jar")
		@Cacheable304
		Resource jar() {
			return new ClassPathResource("org/springframework/core/SpringVersion.class");
		}

		@GetMapping("/stream")
		@Cacheable304(strength = Strength.STRONG)
		Resource stream() {
			return new InputStreamResource(new ByteArrayInputStream(content()));
		}

		@GetMapping("/stream-of-length")
		@Cacheable304(version = "1", strength = Strength.STRONG)
		Resource streamOfLength() {
			return new InputStreamResource(new ByteArrayInputStream(content())) {

				@Override
				public long contentLength() {
					return CONTENT.length();
				}

			};
		}

		@GetMapping("/long")
		@Cacheable304
		Resource tooLong() {
			return new Long();
		}

		@GetMapping("/own-tag")
		@Cacheable304
		ResponseEntity<Resource> ownTag() {
			return ResponseEntity.ok().eTag("\"own\"").body(new ByteArrayResource(content()));
		}

		@GetMapping("/own-date")
		@Cacheable304
		ResponseEntity<Resource> ownDate() {
			return ResponseEntity.ok().lastModified(CHANGED).body(new ByteArrayResource(content()));
		}

		@GetMapping("/no-store")
		@Cacheable304
		ResponseEntity<Resource> noStore() {
			return ResponseEntity.ok().header("Cache-Control", "no-store").body(new ByteArrayResource(content()));
		}

		@GetMapping("/text")
		@Cacheable304(strength = Strength.STRONG)
		String text() {
			return CONTENT;
		}

		@GetMapping("/missing")
		@Cacheable304
		ResponseEntity<Resource> missing() {
			return ResponseEntity.status(HttpStatus.NOT_FOUND).body(new ByteArrayResource(content()));
		}

		@GetMapping("/region")
		@Cacheable304(version = "1", strength = Strength.STRONG)
		ResponseEntity<ResourceRegion> region() {
			return ResponseEntity.status(HttpStatus.PARTIAL_CONTENT)
				.body(new ResourceRegion(new ByteArrayResource(content()), 2, 3));
		}

		@GetMapping("/regions")
		@Cacheable304(version = "1", strength = Strength.STRONG)
		ResponseEntity<List<ResourceRegion>> regions() {
			Resource whole = new ByteArrayResource(content());
			return ResponseEntity.status(HttpStatus.PARTIAL_CONTENT)
				.body(List.of(new ResourceRegion(whole, 2, 3), new ResourceRegion(whole, 7, 2)));
		}

		@GetMapping("/own-part")
		@Cacheable304
		ResponseEntity<byte[]> ownPart(HttpServletRequest request) {
			boolean partial = request.getHeader("Range") != null;
			return ResponseEntity.status(partial ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK)
				.eTag("\"own\"")
				.header("Content-Range", partial ? new String[] { "bytes 2-4/10" } : new String[0])
				.body((partial ? "234" : CONTENT).getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/raw-part")
		@Cacheable304(version = "1", strength = Strength.STRONG)
		void rawPart(@SelectedBy({}) HttpServletRequest request, HttpServletResponse response) throws IOException {
			if (request.getHeader("Range") != null) {
				response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
				response.setHeader("Content-Range", "bytes 2-4/10");
			}
			response.getWriter().write((request.getHeader("Range") != null) ? "234" : CONTENT);
		}

		@GetMapping("/empty")
		@Cacheable304
		Resource empty() {
			return new ByteArrayResource(new byte[0]);
		}

		@GetMapping("/empty-declared")
		@Cacheable304(version = "1", strength = Strength.STRONG)
		Resource emptyDeclared() {
			return new ByteArrayResource(new byte[0]);
		}

		@GetMapping("/plain")
		Resource plain() {
			return new ByteArrayResource(content());
		}

		@GetMapping("/plain-tag")
		ResponseEntity<Resource> plainTag() {
			return ResponseEntity.ok().eTag("\"own\"").body(new ByteArrayResource(content()));
		}

	}

	@Controller
	static class Forwards {

		@GetMapping("/forward")
		@Cacheable304(strength = Strength.STRONG)
		String forward() {
			return "forward:/plain";
		}

		@GetMapping("/forward-hashed")
		@Cacheable304
		String forwardHashed() {
			return "forward:/digits.txt";
		}

		@GetMapping("/forward-static")
		@Cacheable304(version = "@data.version()", strength = Strength.STRONG)
		String forwardStatic() {
			return "forward:/digits.txt";
		}

	}

}
