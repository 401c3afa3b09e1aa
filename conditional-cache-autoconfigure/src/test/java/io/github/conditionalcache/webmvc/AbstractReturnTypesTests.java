package io.github.conditionalcache.webmvc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.ReturnTypesApplication.OutcomePublisher;
import io.github.conditionalcache.webmvc.ReturnTypesApplication.Poison;
import io.github.conditionalcache.webmvc.ReturnTypesApplication.Values;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every return type over a real server and raw sockets.
 */
@SpringBootTest(classes = ReturnTypesApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "conditional-cache.variant.deployment=false", "conditional-cache.max-body-size=64KB",
				"server.compression.enabled=true" })
abstract class AbstractReturnTypesTests {

	private static final String DEFAULT_CACHE_CONTROL = "private, no-cache, max-age=0";

	private final String server;

	private RawHttp http;

	@Autowired
	private OutcomePublisher outcomes;

	@Autowired
	private Values values;

	AbstractReturnTypesTests(String server) {
		this.server = server;
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.outcomes.all.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/record", "/list", "/polymorphic", "/view", "/string", "/bytes", "/optional",
			"/versioned", "/entity", "/null", "/callable", "/deferred", "/future", "/mono", "/flux", "/file",
			"/file-entity", "/memory", "/stream-resource", "/page", "/forward", "/forward-managed", "/size/0",
			"/size/1", "/size/65535", "/size/65536" })
	void representationWhenRevalidatedIsNotModified(String path) {
		Answer first = this.http.get(path);
		assertThat(first.status()).isEqualTo(200);
		String etag = first.field("ETag");
		assertThat(etag).matches("(W/)?\"[0-9a-v.]{26,}\"");
		assertThat(first.field("Cache-Control")).isEqualTo(DEFAULT_CACHE_CONTROL);
		assertThat(first.field("Pragma")).isNull();
		assertNotModified(this.http.get(path, "If-None-Match: " + etag), first);
		assertNotModified(this.http.get(path, "If-None-Match: \"other\"", "If-None-Match: , " + etag), first);
		assertNotModified(this.http.head(path, "If-None-Match: *"), first);
		Answer again = this.http.get(path, "If-None-Match: \"other\"");
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.body()).isEqualTo(first.body());
		Answer head = this.http.head(path);
		assertThat(head.body()).isEmpty();
		assertThat(withoutDate(head)).containsExactlyInAnyOrderElementsOf(withoutDate(first));
		if (path.startsWith("/size/")) {
			assertThat(first.field("Content-Length")).isEqualTo(path.substring(6));
		}
		assertThat(this.http.get(path, "If-Match: \"other\"").status()).isEqualTo(412);
	}

	private static void assertNotModified(Answer answer, Answer first) {
		assertThat(answer.status()).isEqualTo(304);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.field("ETag")).isEqualTo(first.field("ETag"));
		assertThat(answer.field("Cache-Control")).isEqualTo(first.field("Cache-Control"));
		assertThat(answer.field("Last-Modified")).isEqualTo(first.field("Last-Modified"));
		assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.field("Content-Length")).isNull();
		assertThat(answer.field("Content-Type")).isNull();
		assertThat(answer.field("Transfer-Encoding")).isNull();
		assertThat(answer.field("Date")).isNotNull();
	}

	private static List<String> withoutDate(Answer answer) {
		return answer.fields().stream().filter((line) -> !line.startsWith("Date:")).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/entity-etag", "/response-etag", "/future-etag", "/raw-etag" })
	void applicationsOwnTagIsKeptAndComparedByTheRfc(String path) {
		Answer first = this.http.get(path);
		assertThat(first.status()).isEqualTo(200);
		assertThat(first.field("ETag")).isEqualTo("\"v1\"");
		assertNotModified(this.http.get(path, "If-None-Match: W/\"v1\""), first);
		assertThat(this.http.get(path, "If-None-Match: w/\"v1\"").status()).isEqualTo(200);
		assertThat(this.http.get(path, "If-Match: W/\"v1\"").status()).isEqualTo(412);
		assertThat(this.http.get(path, "If-Match: \"v1\"", "If-None-Match: \"v1\"").status()).isEqualTo(304);
	}

	@Test
	void applicationsOwnDateIsComparedByTheRfc() {
		Answer first = this.http.get("/entity-date");
		assertThat(first.field("Last-Modified")).isEqualTo(ReturnTypesApplication.DATE);
		assertNotModified(this.http.get("/entity-date", "If-Modified-Since: " + ReturnTypesApplication.DATE), first);
		assertThat(this.http.get("/entity-date", "If-Modified-Since: Tue, 32 Feb 2026 04:05:06 GMT").status())
			.isEqualTo(200);
		assertThat(this.http.get("/entity-date", "If-Unmodified-Since: Tue, 03 Feb 2026 04:05:05 GMT").status())
			.isEqualTo(412);
	}

	@Test
	void applicationsOwnCacheControlIsKept() {
		Answer first = this.http.get("/entity-cache");
		assertThat(first.field("Cache-Control")).isEqualTo("max-age=60");
		assertNotModified(this.http.get("/entity-cache", "If-None-Match: " + first.field("ETag")), first);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,            status
			/problem,        409
			/no-content,     204
			/missing,        404
			/no-store,       200
			/cookie,         200
			/raw,            200
			/region,         206
			/redirect,       302
			/failing,        500
			/handled,        422
			/handled-async,  422
			/unhandled,      500
			/size/65537,     200
			/size/1000000,   200
			/plain,          200
			""")
	void answerThatIsNotTagged(String path, int status) {
		for (Answer answer : List.of(this.http.get(path), this.http.get(path, "If-None-Match: *"),
				this.http.get(path, "If-Match: \"x\""), this.http.head(path))) {
			assertThat(answer.status()).isEqualTo(status);
			assertThat(answer.field("ETag")).isNull();
			assertThat(answer.field("Last-Modified")).isNull();
			assertThat(answer.field("Cache-Control")).isNotEqualTo(DEFAULT_CACHE_CONTROL);
		}
	}

	@Test
	void failedSerialisationLeavesNothingOfTheValue() {
		assertThat(this.http.get("/failing").text()).doesNotContain("xxxx");
	}

	@Test
	void jsonViewIsKept() {
		assertThat(this.http.get("/view").text()).contains("shown").doesNotContain("hidden");
	}

	@Test
	void polymorphicListKeepsItsTypes() {
		assertThat(this.http.get("/polymorphic").text()).contains("type");
	}

	@Test
	void valuesVersionAnswersWithoutSerialising() {
		Answer first = this.http.get("/versioned");
		assertThat(first.field("Last-Modified")).isEqualTo(ReturnTypesApplication.DATE);
		int before = Poison.SERIALISED.get();
		assertThat(this.http.get("/versioned", "If-None-Match: " + first.field("ETag")).status()).isEqualTo(304);
		assertThat(Poison.SERIALISED.get()).isEqualTo(before);
		assertThat(this.http.get("/versioned?a=b", "If-None-Match: " + first.field("ETag")).status()).isEqualTo(200);
		assertThat(this.http.get("/versioned", "Accept-Language: de", "If-None-Match: " + first.field("ETag")).status())
			.isEqualTo(200);
		this.values.version++;
		assertThat(this.http.get("/versioned", "If-None-Match: " + first.field("ETag")).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sse", "/streaming", "/ndjson" })
	void streamReachesTheClientAtOnce(String path) {
		this.values.seen.drainPermits();
		int before = this.values.paused.get();
		AtomicInteger pausedAtFirstByte = new AtomicInteger(-1);
		Answer answer = this.http.get(path, () -> {
			pausedAtFirstByte.set(this.values.paused.get());
			this.values.seen.release();
		});
		assertThat(pausedAtFirstByte).hasValue(before);
		assertThat(this.values.paused).hasValue(before + 1);
		assertThat(answer.field("ETag")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/file", "/file-entity" })
	void rangeOfFile(String path) {
		Answer whole = this.http.get(path);
		String etag = whole.field("ETag");
		assertThat(etag).startsWith("\"");
		assertThat(whole.field("Last-Modified")).isEqualTo(ReturnTypesApplication.DATE);
		Answer part = this.http.get(path, "Range: bytes=2-4");
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("234");
		assertThat(part.field("ETag")).isEqualTo(etag);
		assertThat(this.http.get(path, "Range: bytes=2-4", "If-Range: " + etag).status()).isEqualTo(206);
		assertThat(this.http.get(path, "Range: bytes=2-4", "If-Range: W/" + etag).status()).isEqualTo(200);
		assertThat(this.http.get(path, "Range: bytes=2-4", "If-Range: \"x\"").status()).isEqualTo(200);
		assertThat(this.http.get(path, "Range: lines=2-4").status()).isEqualTo(200);
		assertThat(this.http.head(path, "Range: bytes=2-4").status()).isEqualTo(200);
		assertThat(this.http.get(path, "Range: bytes=2-4", "If-None-Match: " + etag).status()).isEqualTo(304);
		assertThat(this.http.get(path, "Range: bytes=2-4", "If-Match: \"x\"").status()).isEqualTo(412);
		Answer unsatisfiable = this.http.get(path, "Range: bytes=5000-");
		assertThat(unsatisfiable.status()).isEqualTo(416);
		assertThat(unsatisfiable.field("ETag")).isNull();
	}

	@Test
	void nonsenseInConditionalFieldsIsNeverAnErrorOfTheServer() {
		Random random = new Random(9110);
		List<String> pieces = List.of("\"v1", "\"", "*", "W/", "w/", ",", " ", "\t", "\\", "v1", "\u00e4", "Tue, ",
				"32 Feb", "2026", "-", ";", "\"\"", "GMT", "99999999999999999999", "=", "(");
		List<String> fields = List.of("If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since",
				"If-Range", "Range");
		for (int i = 0; i < 1000; i++) {
			String[] lines = new String[1 + random.nextInt(3)];
			for (int line = 0; line < lines.length; line++) {
				StringBuilder value = new StringBuilder(fields.get(random.nextInt(fields.size()))).append(": ");
				int length = random.nextInt(8);
				for (int piece = 0; piece < length; piece++) {
					value.append(pieces.get(random.nextInt(pieces.size())));
				}
				lines[line] = value.toString();
			}
			String path = (i % 2 == 0) ? "/entity-etag" : "/file";
			Answer answer = this.http.get(path, lines);
			String sent = String.join("\n", lines);
			assertThat(answer.status()).as(sent).isIn(200, 206, 304, 400, 412, 416);
			if (answer.status() == 304) {
				assertThat(sent).containsAnyOf("\"v1\"", "*");
			}
		}
	}

	@Test
	void compressedRepresentationIsRevalidatedWithOrWithoutCompression() {
		Answer compressed = this.http.get("/large", "Accept: text/plain", "Accept-Encoding: gzip");
		assertThat(compressed.field("Content-Encoding")).isEqualTo("gzip");
		assertThat(compressed.field("Vary")).containsIgnoringCase("accept-encoding")
			.containsIgnoringCase("accept-language");
		for (String etag : List.of(compressed.field("ETag"),
				compressed.field("ETag").replaceFirst("(--gzip)?\"$", "-gzip\""))) {
			for (String encoding : List.of("gzip", "identity")) {
				Answer answer = this.http.get("/large", "Accept: text/plain", "Accept-Encoding: " + encoding,
						"If-None-Match: " + etag);
				assertThat(answer.status()).as(etag + encoding + answer.fields()).isEqualTo(304);
				assertThat(answer.body()).isEmpty();
				assertThat(vary(answer)).isEqualTo(vary(compressed));
				assertThat(answer.field("Content-Encoding")).isNull();
			}
		}
	}

	private static Set<String> vary(Answer answer) {
		return answer.fields()
			.stream()
			.filter((line) -> line.startsWith("Vary:"))
			.flatMap((line) -> Arrays.stream(line.substring("Vary:".length()).toLowerCase(Locale.ROOT).split(",")))
			.map(String::trim)
			.collect(Collectors.toSet());
	}

	@Test
	void notModifiedVariesNoMoreThanWhatIsNotCompressed() {
		Answer whole = this.http.get("/uncompressed", "Accept-Encoding: gzip");
		Answer unmodified = this.http.get("/uncompressed", "Accept-Encoding: gzip",
				"If-None-Match: " + whole.field("ETag"));
		assertThat(unmodified.status()).isEqualTo(304);
		assertThat(unmodified.field("Vary")).isEqualTo(whole.field("Vary"));
	}

	@Test
	void tagIsTheSameOnEveryNodeAndAfterEveryStart() {
		assertThat(this.http.get("/fixed").field("ETag")).isEqualTo("W/\"uani7q6a2el8vrpajklamrua8o.1blafspv9v4pc\"");
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 65_535, 65_536, 65_537, 70_000, 200_000 })
	void writerThatIsNotFlushedLosesNothing(int size) {
		assertThat(this.http.get("/writer/" + size).body()).hasSize(size);
	}

	@Test
	void failureAfterTheDecisionIsAnsweredAsWithoutIt() {
		Answer answer = this.http.get("/late-failure", "If-None-Match: \"v1\"");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).contains("late");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "*/*", "application/*", "application/pdf", "text/html,*/*;q=0.8", "application/octet-stream" })
	void fileHasTheTypeThatItHasWithoutUs(String accept) {
		Answer managed = this.http.get("/pdf", "Accept: " + accept);
		assertThat(managed.field("ETag")).isNotNull();
		assertThat(managed.field("Content-Type"))
			.isEqualTo(this.http.get("/plain-pdf", "Accept: " + accept).field("Content-Type"));
	}

	@Test
	void partOfFileNotToBeStoredHasNoTag() {
		Answer answer = this.http.get("/file-no-store", "Range: bytes=0-9");
		assertThat(answer.status()).isEqualTo(206);
		assertThat(answer.field("ETag")).isNull();
		assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void unmanagedHandlerKeepsSpringsBehaviour() {
		assertThat(this.http.get("/plain-etag", "If-None-Match: w/\"v1\"").status()).isEqualTo(304);
		assertThat(this.http.get("/plain").field("Cache-Control")).contains("no-store");
	}

	@ParameterizedTest
	@CsvSource({ "/record,UNCONDITIONAL", "/callable,UNCONDITIONAL", "/versioned,UNCONDITIONAL", "/sse,BYPASS",
			"/streaming,BYPASS", "/raw,BYPASS", "/unhandled,BYPASS", "/forward,UNCONDITIONAL", "/cookie,BYPASS",
			"/size/100000,BYPASS", "/handled-async,BYPASS" })
	void outcomeIsReportedOnce(String path, Result result) {
		this.values.seen.release();
		this.http.get(path);
		Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> !this.outcomes.all.isEmpty());
		assertThat(this.outcomes.all).extracting(ConditionalRequestOutcome::result).containsExactly(result);
	}

	@ParameterizedTest
	@CsvSource({ "/sse,STREAMING", "/streaming,STREAMING", "/ndjson,STREAMING", "/raw,RAW" })
	void reasonTellsStreamsFromOtherWriters(String path, Reason reason) {
		this.values.seen.release();
		this.http.get(path);
		Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> !this.outcomes.all.isEmpty());
		assertThat(this.outcomes.all).extracting(ConditionalRequestOutcome::reason).containsExactly(reason);
	}

}
