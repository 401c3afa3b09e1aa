package io.github.conditionalcache.webmvc;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.GateApplication.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.cache.CacheManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that are not, or not only, of the version that is declared for them: none may
 * carry its tag.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = GateApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "conditional-cache.validation.timeout=1s", "spring.mvc.publish-request-handled-events=false" })
abstract class AbstractGateTests {

	private static final String NEVER = "If-None-Match: \"none\"";

	private final String server;

	private RawHttp http;

	@Autowired
	private State state;

	AbstractGateTests(String server) {
		this.server = server;
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
	}

	@AfterEach
	void restore() {
		this.state.slow = false;
		this.state.done.release(this.state.done.getQueueLength());
		this.state.onRead = () -> {
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "/filled", "/converted/1" })
	void dataReadWithTheArgumentsIsNotOfTheVersionReadAfterwards(String path) {
		this.state.onRead = () -> {
			this.state.onRead = () -> {
			};
			this.state.version.incrementAndGet();
		};
		Answer older = this.http.get(path);
		Answer newer = this.http.get(path, condition(older));
		assertThat(newer.status()).isEqualTo(200);
		assertThat(newer.text()).contains("version " + this.state.version());
	}

	@Test
	void contentFromACacheIsNotOfTheVersionReadBefore(@Autowired CacheManager caches) {
		caches.getCache("states").clear();
		Answer first = this.http.get("/cached");
		this.state.version.incrementAndGet();
		Answer cached = this.http.get("/cached");
		assertThat(cached.text()).isEqualTo(first.text());
		caches.getCache("states").clear();
		Answer evicted = this.http.get("/cached", condition(cached));
		assertThat(evicted.status()).isEqualTo(200);
		assertThat(evicted.text()).isEqualTo("version " + this.state.version());
		assertThat(this.http.get("/cached", condition(evicted)).status()).isEqualTo(304);
	}

	@Test
	void flashMessageIsShownOnce() {
		String session = session(this.http.get("/save"));
		this.http.get("/flash", session);
		Answer page = this.http.get("/flash", session);
		this.http.get("/save", session);
		Answer saved = this.http.get("/flash", session, condition(page));
		assertThat(saved.status()).isEqualTo(200);
		assertThat(saved.text()).contains("Saved!");
		assertThat(saved.field("ETag")).isNull();
		assertThat(this.http.get("/flash", session, condition(page)).status()).isEqualTo(304);
	}

	@Test
	void tokenOfAnotherSessionIsNotShown() {
		String first = session(this.http.get("/form"));
		String second = session(this.http.get("/form"));
		assertThat(first).isNotEqualTo(second);
		Answer page = this.http.get("/form", first);
		assertThat(this.http.get("/form", first, condition(page)).status()).isEqualTo(304);
		assertThat(this.http.get("/form", second, condition(page)).status()).isEqualTo(200);
	}

	private static String session(Answer answer) {
		return "Cookie: " + answer.field("Set-Cookie").split(";")[0];
	}

	@ParameterizedTest
	@CsvSource({ "/view-404, 404", "/writer-404, 404", "/redirect, 302", "/redirect-301, 301" })
	void answerWithAnotherStatusIsLeftAlone(String path, int status) {
		Answer plain = this.http.get(path);
		for (String condition : List.of("X-None: 1", NEVER, "If-None-Match: *", "If-Match: \"x\"",
				"If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT")) {
			Answer answer = this.http.get(path, condition);
			assertThat(answer.status()).as(condition).isEqualTo(status);
			assertThat(answer.text()).as(condition).isEqualTo(plain.text());
			for (String field : List.of("ETag", "Last-Modified", "Cache-Control")) {
				assertThat(answer.field(field)).as(field).isNull();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/task", "/deferred" })
	void fallbackAfterATimeoutIsOfNoVersion(String path) {
		Answer first = this.http.get(path);
		assertThat(this.http.get(path, condition(first)).status()).isEqualTo(304);
		this.state.slow = true;
		this.state.version.incrementAndGet();
		for (String condition : List.of(condition(first), "If-None-Match: *")) {
			Answer fallback = this.http.get(path, condition);
			assertThat(fallback.status()).as(condition).isEqualTo(200);
			assertThat(fallback.text()).isEqualTo("fallback");
			assertThat(fallback.field("ETag")).isNull();
		}
	}

	@Test
	void languageThatTheApplicationResolvesCounts() {
		Answer german = this.http.get("/localized", "Cookie: language=de");
		assertThat(this.http.get("/localized", "Cookie: language=de", condition(german)).status()).isEqualTo(304);
		Answer french = this.http.get("/localized", "Cookie: language=fr", condition(german));
		assertThat(french.status()).isEqualTo(200);
		assertThat(french.text()).endsWith(" fr");
	}

	@Test
	void fieldsThatOnlyTheHandlerKnowsAreRepeated() {
		Answer first = this.http.get("/fields");
		int calls = this.state.calls.get();
		Answer second = this.http.get("/fields", condition(first));
		assertThat(second.status()).isEqualTo(304);
		assertThat(this.state.calls).hasValue(calls + 1);
		assertThat(second.field("Cache-Control")).isEqualTo("max-age=3600");
		assertThat(second.field("Expires")).isEqualTo("Thu, 01 Jan 2099 00:00:00 GMT");
		assertThat(second.field("Content-Location")).isEqualTo("/fields.json");
		assertThat(vary(second)).isEqualTo(vary(first))
			.containsExactly("Vary: X-Own, Accept, Accept-Language, X-Ours, X-Variant-Fails");
	}

	private static List<String> vary(Answer answer) {
		return answer.fields().stream().filter((line) -> line.startsWith("Vary:")).toList();
	}

	@ParameterizedTest
	@CsvSource({ "/source, X-None", "/getter, X-None", "/plain, X-Variant-Fails", "/value, X-Variant-Fails",
			"/value, X-Principal" })
	void errorOfTheApplicationsCodeCostsTheTag(String path, String field) {
		Answer answer = this.http.get(path, field + ": yes", NEVER);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("ETag")).isNull();
		assertThat(answer.text()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "fails", "slow" })
	void failingLookUpOfTheUserCostsTheTag(String fault, CapturedOutput output) {
		String path = "/user-" + fault;
		String etag = condition(this.http.get(path));
		long start = System.nanoTime();
		for (int i = 0; i < 2; i++) {
			Answer answer = this.http.get(path, "X-Principal: " + fault, etag);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.field("ETag")).isNull();
			assertThat(answer.text()).isEqualTo("version " + this.state.version());
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		assertThat(Pattern.compile("is answered without a validator: reading it failed").matcher(output).results())
			.hasSize(1);
	}

	@Test
	void forwardIsLabelled() {
		Answer first = this.http.get("/forward");
		assertThat(first.text()).isEqualTo("version " + this.state.version());
		assertThat(first.field("ETag")).contains(".");
		int calls = this.state.calls.get();
		assertThat(this.http.get("/forward", condition(first)).status()).isEqualTo(304);
		assertThat(this.state.calls).hasValue(calls);
		this.state.version.incrementAndGet();
		assertThat(this.http.get("/forward", condition(first)).status()).isEqualTo(200);
	}

	private static String condition(Answer answer) {
		return "If-None-Match: " + ((answer.field("ETag") != null) ? answer.field("ETag") : "\"none\"");
	}

}
