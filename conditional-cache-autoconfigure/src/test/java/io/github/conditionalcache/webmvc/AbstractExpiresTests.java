package io.github.conditionalcache.webmvc;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.test.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers for caches that know only HTTP/1.0, where the property says so.
 */
@SpringBootTest(classes = AbstractExpiresTests.Application.class,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "conditional-cache.expires=true", "conditional-cache.variant.locale=false" })
abstract class AbstractExpiresTests extends AbstractServerTests {

	AbstractExpiresTests(String server) {
		super(server);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			path         | seconds
			/early       | 0
			/late        | 0
			/early-hour  | 3600
			/late-hour   | 3600
			/own-control | 60
			/early-vary  | 0
			/late-vary   | 0
			""")
	void answersAndTheir304sExpire(String path, int seconds) {
		Answer whole = http().get(path);
		Answer unmodified = http().get(path, "If-None-Match: " + whole.field("ETag"));
		assertThat(whole.status()).isEqualTo(200);
		assertThat(unmodified.status()).isEqualTo(304);
		assertExpires(whole, seconds);
		assertExpires(unmodified, seconds);
		assertExpires(http().head(path), seconds);
	}

	// The server sets Date at another moment, of another second at times
	private static void assertExpires(Answer answer, int seconds) {
		Instant now = Instant.now();
		Instant expires = HttpDate.parse(answer.field("Expires"), now);
		assertThat(expires).isBetween(now.minus(Duration.ofMinutes(1)).plusSeconds(seconds), now.plusSeconds(seconds));
	}

	@Test
	void dateOfTheApplicationStays() {
		Answer whole = http().get("/own");
		assertThat(whole.field("Expires")).isEqualTo("Tue, 01 Jan 2030 00:00:00 GMT");
		assertThat(http().get("/own", "If-None-Match: " + whole.field("ETag")).field("Expires"))
			.isEqualTo("Tue, 01 Jan 2030 00:00:00 GMT");
	}

	@Test
	void handlerThatIsNotManagedIsLeftAlone() {
		assertThat(http().get("/unmanaged").field("Expires")).isNull();
	}

	@Test
	void answerWithoutLabelHasNoDate() {
		Answer answer = http().get("/cookie");
		assertThat(answer.field("ETag")).isNull();
		assertThat(answer.field("Expires")).isNull();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class })
	@Import(Books.class)
	static class Application {

	}

	@RestController
	static class Books {

		private final AtomicLong cookies = new AtomicLong();

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

		@GetMapping(path = "/early-hour", produces = "text/plain")
		@Cacheable304(version = "'7'", cacheControl = "max-age=3600")
		String earlyHour() {
			return "early";
		}

		@GetMapping(path = "/late-hour", produces = "text/plain")
		@Cacheable304(cacheControl = "public, max-age=3600")
		String lateHour() {
			return "late";
		}

		@GetMapping("/early-vary")
		@Cacheable304(version = "'7'", cacheControl = "max-age=3600", vary = "X-Tenant")
		String earlyVary() {
			return "early";
		}

		@GetMapping("/late-vary")
		@Cacheable304(cacheControl = "max-age=3600", vary = "X-Tenant")
		String lateVary() {
			return "late";
		}

		@GetMapping(path = "/own-control", produces = "text/plain")
		@Cacheable304
		ResponseEntity<String> ownControl() {
			return ResponseEntity.ok().header("Cache-Control", "max-age=60").body("own");
		}

		@GetMapping("/own")
		@Cacheable304
		ResponseEntity<String> own() {
			return ResponseEntity.ok().header("Expires", "Tue, 01 Jan 2030 00:00:00 GMT").body("own");
		}

		@GetMapping("/cookie")
		@Cacheable304
		ResponseEntity<String> cookie() {
			return ResponseEntity.ok().header("Set-Cookie", "a=" + this.cookies.incrementAndGet()).body("cookie");
		}

		@GetMapping("/unmanaged")
		String unmanaged() {
			return "unmanaged";
		}

	}

}
