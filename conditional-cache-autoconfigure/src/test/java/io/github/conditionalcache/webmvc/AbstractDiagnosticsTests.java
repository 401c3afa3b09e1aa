package io.github.conditionalcache.webmvc;

import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.DiagnosticsApplication.Shelf;
import io.github.conditionalcache.webmvc.DiagnosticsApplication.Told;
import io.github.conditionalcache.webmvc.DiagnosticsApplication.Unfinished;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told about decisions, and what is checked behind them, over a real server.
 */
@SpringBootTest(classes = DiagnosticsApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "conditional-cache.max-body-size=1KB", "conditional-cache.diagnostics.flapping-check=true" })
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractDiagnosticsTests {

	private static final String OTHER = "If-None-Match: \"other\"";

	private static final String LOGGER = "io.github.conditionalcache.decisions";

	private final String server;

	private RawHttp http;

	@Autowired
	private Shelf shelf;

	@Autowired
	private Told told;

	@Autowired
	private Unfinished unfinished;

	@Autowired
	private DiagnosticSettings settings;

	AbstractDiagnosticsTests(String server) {
		this.server = server;
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.shelf.version = (int) (System.nanoTime() & 0x3FFFFFFF);
		this.shelf.content = "content";
		this.shelf.calls.set(0);
		this.told.outcomes.clear();
		this.told.verifications.clear();
	}

	// Outcomes are reported once the client has its answer, and must not reach the next
	// test
	@AfterEach
	void restore() {
		Awaitility.await().until(() -> this.unfinished.requests.get() == 0);
		this.settings.setExplainHeader(false);
		this.settings.setServerTiming(false);
		this.settings.setVerifySampleRate(0);
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/early", "/body", "/cookie", "/plain" })
	void nothingIsToldByDefault(String path) {
		Answer answer = this.http.get(path, OTHER);
		assertThat(answer.field("Conditional-Cache")).isNull();
		assertThat(answer.field("Server-Timing")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/early    |                                         | unconditional; reason=none; phase=early
			/early    | If-None-Match: "other"                  | miss; reason=changed; phase=early
			/early    | If-Modified-Since: nonsense             | passed; reason=none; phase=early
			/callable | If-None-Match: "other"                  | miss; reason=changed; phase=early
			/page     | If-None-Match: "other"                  | miss; reason=changed; phase=early
			/written  | If-None-Match: "other"                  | miss; reason=changed; phase=early
			/late     | If-None-Match: "other"                  | miss; reason=changed; phase=value
			/body     | If-None-Match: "other"                  | miss; reason=changed; phase=body
			/cookie   | If-None-Match: "other"                  | bypass; reason=cookie; phase=none
			/no-store | If-None-Match: "other"                  | bypass; reason=no-store; phase=none
			/early    | If-Match: "other"                       | failed; reason=changed; phase=value
			/gone     |                                         | bypass; reason=status; phase=none
			/plain    |                                         |
			""")
	void decisionIsExplained(String path, String field, String explanation) {
		this.settings.setExplainHeader(true);
		this.settings.setServerTiming(true);
		Answer answer = this.http.get(path, (field != null) ? new String[] { field } : new String[0]);
		assertThat(answer.field("Conditional-Cache")).isEqualTo(explanation);
		assertThat(answer.field("Server-Timing"))
			.isEqualTo((explanation != null) ? "conditional-cache;desc=\"" + explanation + '"' : null);
	}

	@ParameterizedTest
	@CsvSource({ "/early, early", "/callable, early", "/page, early", "/written, early", "/late, value",
			"/body, body" })
	void hitIsExplained(String path, String phase) {
		this.settings.setExplainHeader(true);
		String etag = this.http.get(path).field("ETag");
		Answer answer = this.http.get(path, "If-None-Match: " + etag);
		assertThat(answer.status()).isEqualTo(304);
		assertThat(answer.field("Conditional-Cache")).isEqualTo("hit; reason=none; phase=" + phase);
		assertThat(answer.field("Server-Timing")).isNull();
	}

	@Test
	void otherVariantIsExplained() {
		this.settings.setExplainHeader(true);
		String etag = this.http.get("/early", "Accept-Language: de").field("ETag");
		Answer answer = this.http.get("/early", "Accept-Language: fr", "If-None-Match: " + etag);
		assertThat(answer.field("Conditional-Cache")).isEqualTo("miss; reason=variant; phase=early");
	}

	@Test
	void failureOfTheVersionIsExplained() {
		this.settings.setExplainHeader(true);
		this.shelf.version = -1;
		assertThat(this.http.get("/early").field("Conditional-Cache"))
			.isEqualTo("bypass; reason=validator-error; phase=none");
	}

	@Test
	void contentThatIsTooLongIsExplained() {
		this.settings.setExplainHeader(true);
		this.shelf.content = "x".repeat(2000);
		assertThat(this.http.get("/body").field("Conditional-Cache")).isEqualTo("bypass; reason=too-large; phase=none");
	}

	@Test
	void writesAreExplained() {
		this.settings.setExplainHeader(true);
		assertThat(this.http.write("PUT", "/early", "x").field("Conditional-Cache"))
			.startsWith("required; reason=none");
		assertThat(this.http.write("PUT", "/early", "x", "If-Match: \"other\"").field("Conditional-Cache"))
			.startsWith("failed; reason=changed");
		String etag = this.http.get("/early").field("ETag");
		assertThat(this.http.write("PUT", "/early", "x", "If-Match: " + etag).field("Conditional-Cache"))
			.startsWith("passed; reason=none");
	}

	@Test
	void entriesOfTheApplicationStay() {
		this.settings.setServerTiming(true);
		Answer answer = this.http.get("/timed");
		assertThat(answer.fields().stream().filter((line) -> line.startsWith("Server-Timing:")))
			.containsExactlyInAnyOrder("Server-Timing: db;dur=53",
					"Server-Timing: conditional-cache;desc=\"unconditional; reason=none; phase=early\"");
	}

	@Test
	void decisionIsLoggedAtDebug(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		this.http.get("/early");
		assertThat(output).doesNotContain("(Handlers.early)");
		logging.setLogLevel(LOGGER, LogLevel.DEBUG);
		try {
			this.http.get("/early?secret=1", OTHER);
			Awaitility.await()
				.untilAsserted(() -> assertThat(output)
					.contains("GET /early (Handlers.early): miss; reason=changed; validator=version; phase=early"));
			assertThat(output).doesNotContain("secret=1").doesNotContain("\"other\"");
		}
		finally {
			logging.setLogLevel(LOGGER, null);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/early", "/callable", "/page", "/late" })
	void hitIsEstimatedByWhatWasSentBefore(String path) {
		Answer first = this.http.get(path);
		Awaitility.await().until(() -> !this.told.outcomes.isEmpty());
		this.http.get(path, "If-None-Match: " + first.field("ETag"));
		ConditionalRequestOutcome outcome = outcome();
		assertThat(outcome.result()).isEqualTo(Result.HIT);
		assertThat(outcome.savedBytes()).isEqualTo(first.body().length);
		assertThat(outcome.savedEstimated()).isTrue();
	}

	@Test
	void hitOfHashedContentIsExact() {
		Answer first = this.http.get("/body");
		this.http.get("/body", "If-None-Match: " + first.field("ETag"));
		assertThat(outcome().savedBytes()).isEqualTo(first.body().length);
		assertThat(outcome().savedEstimated()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/early", "/callable", "/page" })
	void versionThatChangesWithTheContentIsConfirmed(String path) {
		this.settings.setVerifySampleRate(1);
		Answer first = this.http.get(path);
		assertThat(this.http.get(path, "If-None-Match: " + first.field("ETag")).status()).isEqualTo(304);
		assertThat(this.shelf.calls).hasValue(2);
		assertVerified(ConditionalVerification.Result.FIRST, ConditionalVerification.Result.MATCH);
		assertThat(outcome().result()).isEqualTo(Result.HIT);
		this.shelf.version++;
		this.shelf.content = "changed";
		Answer changed = this.http.get(path, "If-None-Match: " + first.field("ETag"));
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.text()).contains("changed");
		assertThat(this.http.get(path, "If-None-Match: " + changed.field("ETag")).status()).isEqualTo(304);
		assertVerified(ConditionalVerification.Result.FIRST, ConditionalVerification.Result.MATCH,
				ConditionalVerification.Result.FIRST, ConditionalVerification.Result.MATCH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/early", "/callable", "/page" })
	void versionThatStaysWhileTheContentChangesIsFoundOut(String path, CapturedOutput output) {
		this.settings.setVerifySampleRate(1);
		Answer first = this.http.get(path);
		this.shelf.content = "changed";
		Answer second = this.http.get(path, "If-None-Match: " + first.field("ETag"));
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.text()).contains("changed");
		assertThat(second.field("ETag")).isNull();
		assertVerified(ConditionalVerification.Result.FIRST, ConditionalVerification.Result.MISMATCH);
		assertThat(outcome().result()).isEqualTo(Result.BYPASS);
		assertThat(outcome().reason()).isEqualTo(Reason.MISMATCH);
		assertThat(output).contains("ERROR").contains("." + path.substring(1) + " answers with other content");
	}

	@Test
	void contentThatIsTooLongToVerifyIsAnsweredAllTheSame() {
		this.settings.setVerifySampleRate(1);
		this.shelf.content = "x".repeat(2000);
		Answer first = this.http.get("/early");
		assertThat(first.text()).hasSize(2000);
		assertThat(first.field("ETag")).isNotNull();
		Answer second = this.http.get("/early", "If-None-Match: " + first.field("ETag"));
		assertThat(second.status()).isEqualTo(304);
		assertThat(second.body()).isEmpty();
		assertThat(this.told.verifications).isEmpty();
	}

	@Test
	void contentThatComesInPiecesAndIsTooLongToVerifyIsNotSentAfterAll() {
		this.settings.setVerifySampleRate(1);
		this.shelf.content = "piece of content";
		Answer first = this.http.get("/pieces");
		assertThat(first.status()).isEqualTo(200);
		assertThat(first.text()).hasSizeGreaterThan(50_000).startsWith("[").endsWith("]");
		Answer second = this.http.get("/pieces", "If-None-Match: " + first.field("ETag"));
		assertThat(second.status()).isEqualTo(304);
		assertThat(second.body()).isEmpty();
		Answer third = this.http.get("/pieces", "If-Match: \"other\"");
		assertThat(third.status()).isEqualTo(412);
		assertThat(third.text()).doesNotContain("piece");
	}

	@Test
	void contentOfACacheIsNotVerified() {
		String etag = this.http.get("/cached").field("ETag");
		this.settings.setVerifySampleRate(1);
		assertThat(this.http.get("/cached", "If-None-Match: " + etag).status()).isEqualTo(304);
		assertThat(this.told.verifications).isEmpty();
	}

	@Test
	void writeThatComesInBetweenIsNoLie(CapturedOutput output) {
		this.settings.setVerifySampleRate(1);
		Answer first = this.http.get("/overtaken");
		this.shelf.overtaken = true;
		try {
			this.http.get("/overtaken", "If-None-Match: " + first.field("ETag"));
		}
		finally {
			this.shelf.overtaken = false;
		}
		assertThat(output).doesNotContain("Handlers.overtaken answers with other content");
		assertThat(this.told.verifications).containsOnly(ConditionalVerification.Result.FIRST);
	}

	@Test
	void whatAThreadOfTheHandlerWritesIsSent() {
		Answer answer = this.http.get("/thread");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).isEqualTo("content");
	}

	@Test
	void contentThatWasProducedIsNoEstimate() {
		this.settings.setVerifySampleRate(1);
		Answer first = this.http.get("/early");
		assertThat(this.http.get("/early", "If-None-Match: " + first.field("ETag")).status()).isEqualTo(304);
		assertThat(outcome().savedBytes()).isEqualTo(first.body().length);
		assertThat(outcome().savedEstimated()).isFalse();
	}

	@Test
	void headIsNotVerified() {
		String etag = this.http.get("/early").field("ETag");
		this.settings.setVerifySampleRate(1);
		assertThat(this.http.head("/early", "If-None-Match: " + etag).status()).isEqualTo(304);
		assertThat(this.shelf.calls).hasValue(1);
		assertThat(this.told.verifications).isEmpty();
	}

	@Test
	void nothingIsVerifiedByDefault() {
		String etag = this.http.get("/early").field("ETag");
		this.shelf.content = "changed";
		assertThat(this.http.get("/early", "If-None-Match: " + etag).status()).isEqualTo(304);
		assertThat(this.shelf.calls).hasValue(1);
		assertThat(this.told.verifications).isEmpty();
	}

	@Test
	void contentThatChangesWithEveryRequestIsNamed(CapturedOutput output) {
		for (int i = 0; i < 5; i++) {
			this.shelf.content = "some text\nof the year " + i;
			assertThat(this.http.get("/body?changing").field("ETag")).isNotNull();
		}
		assertThat(output).contains("Handlers.body").contains("line 2").doesNotContain("of the year");
	}

	private void assertVerified(ConditionalVerification.Result... results) {
		Awaitility.await().untilAsserted(() -> assertThat(this.told.verifications).containsExactly(results));
	}

	// Reported once the answer is complete, so perhaps after that of the next request
	private ConditionalRequestOutcome outcome() {
		List<ConditionalRequestOutcome> all = this.told.outcomes;
		Awaitility.await().until(() -> all.size() >= 2);
		return List.copyOf(all)
			.stream()
			.filter((outcome) -> outcome.result() != Result.UNCONDITIONAL)
			.findFirst()
			.orElseThrow();
	}

}
