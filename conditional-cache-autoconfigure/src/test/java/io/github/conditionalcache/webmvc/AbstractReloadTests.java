package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.test.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that reloads gets the content, where the property says so.
 */
@SpringBootTest(classes = AbstractReloadTests.Application.class,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "conditional-cache.preconditions.ignored-on-reload=true")
abstract class AbstractReloadTests extends AbstractServerTests {

	AbstractReloadTests(String server) {
		super(server);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			fields                                             | status
			Accept: */*                                        | 304
			Cache-Control: no-cache                            | 200
			Cache-Control: No-Cache                            | 200
			Cache-Control: max-age=0, no-cache                 | 200
			Cache-Control: max-age=0;Cache-Control: no-cache   | 200
			Pragma: no-cache                                   | 200
			Pragma: no-cache;Cache-Control: no-cache           | 200
			Cache-Control: max-age=0                           | 304
			Cache-Control: no-store                            | 304
			Cache-Control: x="no-cache"                        | 304
			Cache-Control: no-cached                           | 304
			Pragma: no-cache;Cache-Control: max-age=0          | 304
			Cache-Control:                                     | 304
			""")
	void noCacheGetsTheContent(String fields, int status) {
		for (String path : new String[] { "/early", "/late" }) {
			for (String validator : new String[] { "If-None-Match: " + http().get(path).field("ETag"),
					"If-None-Match: *" }) {
				String[] lines = (validator + ";" + fields).split(";");
				assertThat(http().get(path, lines).status()).as(path + " " + validator).isEqualTo(status);
				assertThat(http().send("HEAD", path, lines).status()).as("HEAD " + path).isEqualTo(status);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/early", "/late" })
	void answerIsLabelledAsAnyOther(String path) {
		Answer whole = http().get(path);
		Answer reloaded = http().get(path, "If-None-Match: " + whole.field("ETag"), "Cache-Control: no-cache");
		assertThat(reloaded.field("ETag")).isEqualTo(whole.field("ETag")).isNotNull();
		assertThat(reloaded.body()).isEqualTo(whole.body()).isNotEmpty();
	}

	@Test
	void dateIsIgnored() {
		String since = "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT";
		assertThat(http().get("/dated", since).status()).isEqualTo(304);
		assertThat(http().get("/dated", since, "Cache-Control: no-cache").status()).isEqualTo(200);
	}

	@Test
	void otherPreconditionsCount() {
		assertThat(http().get("/early", "If-Match: \"other\"", "Cache-Control: no-cache").status()).isEqualTo(412);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	@Import(Books.class)
	static class Application {

	}

	@RestController
	static class Books {

		@GetMapping("/early")
		@Cacheable304(version = "'7'")
		String early() {
			return "early";
		}

		@GetMapping("/late")
		@Cacheable304
		String late() {
			return "late";
		}

		@GetMapping("/dated")
		@Cacheable304(lastModified = "T(java.time.Instant).parse('2025-01-01T00:00:00Z')")
		String dated() {
			return "dated";
		}

	}

}
