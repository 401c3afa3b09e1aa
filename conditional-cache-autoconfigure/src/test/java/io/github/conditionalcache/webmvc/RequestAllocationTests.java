package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.github.conditionalcache.Allocation;
import io.github.conditionalcache.Cacheable304;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a request to a managed handler allocates on Tomcat's threads beyond one to another
 * handler.
 */
class RequestAllocationTests {

	// Tighten these with every improvement. Without Vary: one more field takes Tomcat
	// some 600, names included.

	// Of an early 304, beyond an empty handler with the same parameter. Seen: 1078
	// to 2324, by what the JIT compiler makes of it. Tomcat encodes each of the two
	// fields for some 500, and reads If-None-Match for 300
	private static final long EARLY_OVER_EMPTY = 3_000;

	// Of a 200 with a tag from 16 KiB of JSON, beyond the same without. Seen: 1944
	// to 2805, two fields included
	private static final long TAGGED_OVER_BARE = 3_600;

	// Of a handler without annotation, beyond the same with the library switched off.
	// Seen: 187 on JDK 17
	private static final long UNMANAGED_OVER_DISABLED = 256;

	private static final int TIMES = 200;

	private static ConfigurableApplicationContext managing;

	private static ConfigurableApplicationContext disabled;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Allocation allocation = Allocation.ofThreads((name) -> name.startsWith("http-nio-"));

	@BeforeAll
	static void start() {
		managing = start("--conditional-cache.enabled=true");
		disabled = start("--conditional-cache.enabled=false");
	}

	private static ConfigurableApplicationContext start(String property) {
		return new SpringApplicationBuilder(AllocationApplication.class).run(property,
				"--conditional-cache.vary.auto=false", "--server.port=0", "--server.tomcat.max-keep-alive-requests=-1",
				"--server.tomcat.threads.max=1", "--server.tomcat.threads.min-spare=1");
	}

	@AfterAll
	static void stop() {
		managing.close();
		disabled.close();
	}

	@Test
	void earlyAnswerAllocatesLittleMoreThanEmptyHandler() throws Exception {
		// Spring compares the parameters of all others with that of the first
		send(managing, "/first/1", null, 204);
		String tag = send(managing, "/early/1", null, 200).headers().firstValue("ETag").orElseThrow();
		assertThat(this.allocation.difference(get(managing, "/early/1", tag, 304), get(managing, "/empty/1", tag, 204),
				TIMES, EARLY_OVER_EMPTY))
			.isLessThanOrEqualTo(EARLY_OVER_EMPTY);
	}

	@Test
	void taggedAnswerAllocatesLittleMoreThanBare() throws Exception {
		assertThat(send(managing, "/body", null, 200).headers().firstValue("ETag")).isPresent();
		assertThat(send(managing, "/bare", null, 200).headers().firstValue("ETag")).isEmpty();
		assertThat(this.allocation.difference(get(managing, "/body", null, 200), get(managing, "/bare", null, 200),
				TIMES, TAGGED_OVER_BARE))
			.isLessThanOrEqualTo(TAGGED_OVER_BARE);
	}

	@Test
	void unmanagedHandlerAllocatesLittleMoreThanWithoutLibrary() throws Exception {
		assertThat(send(disabled, "/body", null, 200).headers().firstValue("ETag")).isEmpty();
		assertThat(this.allocation.difference(get(managing, "/bare", null, 200), get(disabled, "/bare", null, 200),
				TIMES, UNMANAGED_OVER_DISABLED))
			.isLessThanOrEqualTo(UNMANAGED_OVER_DISABLED);
	}

	private Callable<Void> get(ConfigurableApplicationContext server, String path, String ifNoneMatch, int status) {
		return () -> {
			send(server, path, ifNoneMatch, status);
			return null;
		};
	}

	private HttpResponse<Void> send(ConfigurableApplicationContext server, String path, String ifNoneMatch, int status)
			throws IOException, InterruptedException {
		int port = ((WebServerApplicationContext) server).getWebServer().getPort();
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
		if (ifNoneMatch != null) {
			request.header("If-None-Match", ifNoneMatch);
		}
		HttpResponse<Void> response = this.client.send(request.build(), BodyHandlers.discarding());
		assertThat(response.statusCode()).isEqualTo(status);
		return response;
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	static class AllocationApplication {

		@Bean
		TomcatServletWebServerFactory tomcatServletWebServerFactory() {
			return new TomcatServletWebServerFactory();
		}

		@Bean
		AllocationController allocationController() {
			return new AllocationController();
		}

		@Bean
		AllocationVersions versions() {
			return new AllocationVersions();
		}

	}

	/**
	 * Knows versions.
	 */
	public static class AllocationVersions {

		public Long of(long id) {
			return 1_764_000_000_000L + id;
		}

	}

	@RestController
	static class AllocationController {

		private final List<String> content = IntStream.range(0, 128).mapToObj((i) -> "x".repeat(125)).toList();

		@GetMapping("/first/{id}")
		@ResponseStatus(HttpStatus.NO_CONTENT)
		void first(@PathVariable long id) {
		}

		@GetMapping("/empty/{id}")
		@ResponseStatus(HttpStatus.NO_CONTENT)
		void empty(@PathVariable long id) {
		}

		@GetMapping("/early/{id}")
		@Cacheable304("@versions.of(#id)")
		List<String> early(@PathVariable long id) {
			return this.content;
		}

		@GetMapping("/bare")
		List<String> bare() {
			return this.content;
		}

		@GetMapping("/body")
		@Cacheable304
		List<String> body() {
			return this.content;
		}

	}

}
