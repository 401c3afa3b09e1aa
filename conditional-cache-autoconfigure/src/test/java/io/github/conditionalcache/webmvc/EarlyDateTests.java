package io.github.conditionalcache.webmvc;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.test.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dates that decide before the handler runs, where there is no method security.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EarlyDateTests {

	private static final String CHANGED = "If-Modified-Since: Tue, 03 Feb 2026 04:05:06 GMT";

	private RawHttp http;

	@Autowired
	private EarlyDateTests.Application.Dates dates;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.dates.calls.set(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-None: 1", "Accept: */*", "Accept: application/json",
			"Accept: text/plain, application/json, */*;q=0.5" })
	void dateIsDecidedBeforeTheHandlerRuns(String accept) {
		assertThat(this.http.get("/dated", accept).field("Last-Modified")).isEqualTo("Tue, 03 Feb 2026 04:05:06 GMT");
		assertThat(this.http.get("/dated", accept, CHANGED).status()).isEqualTo(304);
		assertThat(this.dates.calls).hasValue(1);
	}

	@Test
	void olderDateIsSentTheRepresentation() {
		assertThat(this.http.get("/dated", "If-Modified-Since: Tue, 03 Feb 2026 04:05:05 GMT").status()).isEqualTo(200);
	}

	@Test
	void clientThatAcceptsNothingThereIsIsToldSo() {
		assertThat(this.http.get("/dated", "Accept: text/plain", CHANGED).status()).isEqualTo(406);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	static class Application {

		@RestController
		static class Dates {

			final AtomicInteger calls = new AtomicInteger();

			@GetMapping("/dated")
			@Cacheable304(lastModified = "T(java.time.Instant).parse('2026-02-03T04:05:06.789Z')")
			List<Instant> dated() {
				this.calls.incrementAndGet();
				return List.of(Instant.EPOCH);
			}

		}

	}

}
