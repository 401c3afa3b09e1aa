package io.github.conditionalcache.webmvc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server whose requests run on virtual threads. None may be pinned to its carrier by
 * code of ours. That no class of ours holds a {@link ThreadLocal}, of which every virtual
 * thread would have its own, is told by {@code ArchitectureTests}.
 */
class VirtualThreadsTests {

	private static final String PINNED = "jdk.VirtualThreadPinned";

	private static final String STARTED = "jdk.VirtualThreadStart";

	private static final int CLIENTS = 16;

	private static final int REQUESTS = 16;

	@TempDir
	private Path directory;

	@Test
	void requestsOnVirtualThreadsArePinnedByNothingOfOurs() throws Exception {
		Path file = this.directory.resolve("recording.jfr");
		try (ConfigurableApplicationContext context = start(); Recording recording = new Recording()) {
			RawHttp client = new RawHttp(((WebServerApplicationContext) context).getWebServer().getPort());
			// What loads classes is pinned, once
			requestAll(client);
			recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
			recording.enable(STARTED);
			recording.start();
			load(client);
			recording.stop();
			recording.dump(file);
		}
		List<RecordedEvent> events = RecordingFile.readAllEvents(file);
		assertThat(events).filteredOn(isOf(STARTED)).hasSizeGreaterThanOrEqualTo(CLIENTS * REQUESTS);
		assertThat(events).filteredOn(isOf(PINNED)).filteredOn(VirtualThreadsTests::isOurs).isEmpty();
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(VirtualThreadsApplication.class).run("--server.port=0",
				"--spring.threads.virtual.enabled=true", "--conditional-cache.validation.timeout=10s");
	}

	private static void load(RawHttp client) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				running.add(clients.submit(() -> {
					for (int request = 0; request < REQUESTS; request += 8) {
						requestAll(client);
					}
				}));
			}
			for (Future<?> one : running) {
				one.get();
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	// Eight requests
	private static void requestAll(RawHttp client) {
		for (String path : List.of("/body", "/value", "/early/1")) {
			Answer full = client.get(path);
			assertThat(full.status()).isEqualTo(200);
			assertThat(full.text()).contains("virtual");
			assertThat(client.get(path, "If-None-Match: " + full.field("ETag")).status()).isEqualTo(304);
		}
		String tag = client.get("/early/1").field("ETag");
		assertThat(client.send("PUT", "/early/1", "If-Match: " + tag, "Content-Length: 0").status()).isEqualTo(204);
	}

	private static Predicate<RecordedEvent> isOf(String type) {
		return (event) -> event.getEventType().getName().equals(type);
	}

	private static boolean isOurs(RecordedEvent event) {
		return event.getStackTrace() != null && event.getStackTrace().getFrames().stream().anyMatch(isOurs());
	}

	// Handlers below are called through frames of ours, but what they do themselves is
	// nothing that could be pinned
	private static Predicate<RecordedFrame> isOurs() {
		return (frame) -> frame.getMethod().getType().getName().startsWith("io.github.conditionalcache.");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	static class VirtualThreadsApplication {

		@Bean
		TomcatServletWebServerFactory tomcatServletWebServerFactory() {
			return new TomcatServletWebServerFactory();
		}

		@Bean
		VirtualThreadsController virtualThreadsController() {
			return new VirtualThreadsController();
		}

		@Bean
		SlowVersions versions() {
			return new SlowVersions();
		}

	}

	/**
	 * Blocks as a database would, so that the thread has to leave its carrier.
	 */
	public static class SlowVersions {

		public Long of(long id) throws InterruptedException {
			Thread.sleep(1);
			return 1_764_000_000_000L + id;
		}

	}

	@RestController
	static class VirtualThreadsController {

		@GetMapping("/body")
		@Cacheable304
		List<String> body() throws InterruptedException {
			Thread.sleep(1);
			return List.of(kindOfThread());
		}

		@GetMapping("/value")
		@Cacheable304
		Value value() throws InterruptedException {
			Thread.sleep(1);
			return new Value(1, kindOfThread());
		}

		@GetMapping("/early/{id}")
		@Cacheable304("@versions.of(#id)")
		List<String> early(@PathVariable long id) {
			return List.of(kindOfThread());
		}

		@PutMapping("/early/{id}")
		@ConditionalWrite
		@ResponseStatus(HttpStatus.NO_CONTENT)
		void put(@PathVariable long id, WritePrecondition precondition) {
			precondition.check(1_764_000_000_000L + id);
		}

		// The JDK that this is compiled for has no other way to ask
		private static String kindOfThread() {
			return Thread.currentThread().toString().startsWith("VirtualThread") ? "virtual" : "of the platform";
		}

	}

	record Value(@EtagVersion long version, String text) {

	}

}
