package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawConnection;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.WireApplication.OutcomePublisher;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How answers stand on the wire: framing, connections, and what the server adds.
 */
@SpringBootTest(classes = WireApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "server.compression.enabled=true")
abstract class AbstractWireTests {

	private final String server;

	private int port;

	private RawHttp http;

	@Autowired
	private OutcomePublisher outcomes;

	AbstractWireTests(String server) {
		this.server = server;
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.port = port;
		this.http = new RawHttp(port);
		this.outcomes.all.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "strong", "weak", "declared-strong", "declared-weak", "value-strong", "value-weak",
			"own-strong", "own-weak", "small", "image", "encoded", "varied", "declared-small", "value-small",
			"declared-image", "answered" })
	void notModifiedVariesAsItsRepresentation(String name) {
		for (String agent : List.of("X-None: 1", "User-Agent: Mozilla/4.0 (compatible; MSIE 6.0)")) {
			for (String encoding : List.of("gzip", "identity")) {
				String[] fields = { "Accept-Encoding: " + encoding, agent };
				Answer whole = this.http.get("/compressed/" + name, fields);
				Answer unmodified = this.http.get("/compressed/" + name, fields[0], fields[1],
						"If-None-Match: " + whole.field("ETag"));
				assertThat(unmodified.status()).isEqualTo(304);
				assertThat(vary(unmodified)).as(encoding).isEqualTo(vary(whole));
				assertThat(vary(this.http.head("/compressed/" + name, fields))).isEqualTo(vary(whole));
				Answer head = this.http.head("/compressed/" + name, fields[0], fields[1],
						"If-None-Match: " + whole.field("ETag"));
				assertThat(head.status()).isEqualTo(304);
				assertThat(vary(head)).as(encoding).isEqualTo(vary(whole));
			}
		}
	}

	@Test
	void partVariesAsItsWhole() {
		for (String encoding : List.of("gzip", "identity")) {
			Answer whole = this.http.get("/compressed/resource", "Accept-Encoding: " + encoding);
			Answer part = this.http.get("/compressed/resource", "Accept-Encoding: " + encoding, "Range: bytes=2-4");
			assertThat(part.status()).isEqualTo(206);
			assertThat(part.text()).isEqualTo("234");
			assertThat(vary(part)).isEqualTo(vary(whole)).contains("accept-encoding");
		}
	}

	private static String vary(Answer answer) {
		String vary = answer.field("Vary");
		return (vary != null) ? vary.toLowerCase(Locale.ROOT).replace(" ", "") : null;
	}

	@ParameterizedTest
	@ValueSource(strings = { "entity", "response", "twice", "length", "response-length", "hops", "value", "trailers" })
	void answerWithCopiedFieldsOfAConnectionStaysReadable(String name) throws IOException {
		String path = "/copied/" + name;
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.head("GET " + path);
			Answer whole = connection.read();
			assertThat(whole.status()).isEqualTo(200);
			assertThat(whole.text()).contains("copied");
			assertFramedOnce(whole);
			String etag = whole.field("ETag");
			assertThat(etag).isNotNull();
			for (String method : List.of("GET", "HEAD")) {
				connection.head(method + " " + path, "If-None-Match: " + etag);
				Answer unmodified = connection.readHead();
				assertThat(unmodified.status()).isEqualTo(304);
				assertThat(unmodified.field("Transfer-Encoding")).isNull();
				assertThat(unmodified.field("Content-Length")).isNull();
				assertThat(unmodified.field("Trailer")).isNull();
			}
			connection.head("GET " + path, "If-Match: \"other\"");
			Answer failed = connection.read();
			assertThat(failed.status()).isEqualTo(412);
			assertFramedOnce(failed);
			connection.head("HEAD " + path);
			Answer head = connection.readHead();
			assertThat(head.status()).isEqualTo(200);
			assertFramedAtMostOnce(head);
			connection.head("GET /copied/after");
			assertThat(connection.read().text()).isEqualTo("after");
		}
	}

	@Test
	void trailersOfContentThatIsHeldAreSent() throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.head("GET /copied/trailers");
			assertThat(connection.read().field("Transfer-Encoding")).isEqualTo("chunked");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/copied/bodied", "/copied/entity", "/compressed/value-weak" })
	void contentThatNeverComesEndsTheConnectionAsWithoutUs(String path) throws IOException {
		String etag = this.http.get(path).field("ETag");
		String[] bodies = { "Content-Length: 1000", "Transfer-Encoding: chunked",
				"Expect: 100-continue\r\nContent-Length: 5" };
		for (String body : bodies) {
			try (RawConnection connection = new RawConnection(this.port)) {
				connection.head("GET " + path, body, "If-None-Match: " + etag);
				Answer unmodified = connection.readHead();
				if (unmodified.status() == 100) {
					// Tomcat asks for content before it knows the handler
					unmodified = connection.readHead();
				}
				assertThat(unmodified.status()).isEqualTo(304);
				assertThat(unmodified.field("Content-Length")).isNull();
				boolean ends = this.server.startsWith("Jetty") || body.startsWith("Expect");
				assertThat(unmodified.field("Connection")).as(body).isEqualTo(ends ? "close" : null);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/copied/bodied", "/copied/entity", "/compressed/value-weak" })
	void contentThatHasArrivedKeepsTheConnection(String path) throws IOException {
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
			Answer whole = connection.read();
			assertThat(whole.field("Connection")).isNull();
			connection.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nIf-None-Match: "
					+ whole.field("ETag") + "\r\n\r\nhello");
			Answer unmodified = connection.readHead();
			assertThat(unmodified.status()).isEqualTo(304);
			assertThat(unmodified.field("Connection")).isNull();
			assertThat(unmodified.field("Content-Length")).isNull();
			connection.head("GET /copied/after");
			assertThat(connection.read().text()).isEqualTo("after");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "checked", "checked-view", "entity", "void", "callable", "error", "flushed", "bare",
			"declared", "thrown", "handled" })
	void notModifiedByTheHandlerHasTheFieldsOfItsRepresentation(String name) {
		Answer whole = this.http.get("/answered/" + name);
		assertThat(whole.status()).isEqualTo(200);
		boolean tagged = !List.of("bare", "declared", "thrown", "handled").contains(name);
		String condition = "If-None-Match: " + (tagged ? "\"mine\"" : "\"anything\"");
		for (String method : List.of("GET", "HEAD")) {
			this.outcomes.all.clear();
			Answer unmodified = this.http.send(method, "/answered/" + name, condition);
			assertThat(unmodified.status()).isEqualTo(304);
			assertThat(unmodified.field("ETag")).isEqualTo(tagged ? "\"mine\"" : null);
			assertThat(unmodified.field("Cache-Control")).endsWith("max-age=60")
				.isEqualTo(whole.field("Cache-Control"));
			assertThat(vary(unmodified)).contains("x-theme");
			assertThat(unmodified.field("Content-Type")).isNull();
			assertThat(unmodified.field("Content-Length")).isNull();
			assertThat(unmodified.body()).isEmpty();
			assertOutcome(Result.HIT, Reason.NONE, ValidatorKind.APPLICATION);
		}
	}

	@Test
	void notModifiedByTheFileForwardedToHasTheFieldsOfItsRepresentation() {
		Answer whole = this.http.get("/answered/file");
		assertThat(whole.status()).isEqualTo(200);
		this.outcomes.all.clear();
		Answer unmodified = this.http.get("/answered/file", "If-Modified-Since: " + whole.field("Last-Modified"));
		assertThat(unmodified.status()).isEqualTo(304);
		assertThat(unmodified.field("Cache-Control")).isEqualTo("max-age=60").isEqualTo(whole.field("Cache-Control"));
		assertThat(vary(unmodified)).isEqualTo(vary(whole));
		assertThat(unmodified.field("ETag")).isEqualTo(whole.field("ETag"));
		assertOutcome(Result.HIT, Reason.NONE, ValidatorKind.APPLICATION);
	}

	@Test
	void notModifiedByTheHandlerIsLeftAloneWhereItForbidsStoringOrWasNotAskedFor() {
		Answer noStore = this.http.get("/answered/no-store", "If-None-Match: \"mine\"");
		assertThat(noStore.status()).isEqualTo(304);
		assertThat(noStore.field("Cache-Control")).isEqualTo("no-store");
		assertThat(noStore.field("ETag")).isEqualTo("\"mine\"");
		assertOutcome(Result.BYPASS, Reason.NO_STORE, ValidatorKind.NONE);
		this.outcomes.all.clear();
		Answer unasked = this.http.get("/answered/unconditional");
		assertThat(unasked.status()).isEqualTo(304);
		assertThat(unasked.field("Cache-Control")).isNull();
		assertOutcome(Result.BYPASS, Reason.STATUS, ValidatorKind.NONE);
	}

	@Test
	void preconditionFoundFalseByTheHandlerIsCounted() {
		Answer failed = this.http.get("/answered/failed", "If-Match: \"another\"");
		assertThat(failed.status()).isEqualTo(412);
		assertThat(failed.text()).isEqualTo("other");
		assertThat(failed.field("ETag")).isNull();
		assertOutcome(Result.FAILED, Reason.CHANGED, ValidatorKind.APPLICATION);
	}

	// The outcome of the request before may be reported later than this one's
	private void assertOutcome(Result result, Reason reason, ValidatorKind validator) {
		Awaitility.await()
			.atMost(5, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(this.outcomes.all)
				.extracting(ConditionalRequestOutcome::result, ConditionalRequestOutcome::reason,
						ConditionalRequestOutcome::validator)
				.contains(Tuple.tuple(result, reason, validator)));
	}

	private static void assertFramedOnce(Answer answer) {
		assertFramedAtMostOnce(answer);
		assertThat(answer.fields()).anyMatch(AbstractWireTests::isFraming);
	}

	private static void assertFramedAtMostOnce(Answer answer) {
		assertThat(answer.fields().stream().filter(AbstractWireTests::isFraming).toList()).hasSizeLessThan(2);
	}

	private static boolean isFraming(String line) {
		String lower = line.toLowerCase(Locale.ROOT);
		return lower.startsWith("content-length:") || lower.startsWith("transfer-encoding:");
	}

}
