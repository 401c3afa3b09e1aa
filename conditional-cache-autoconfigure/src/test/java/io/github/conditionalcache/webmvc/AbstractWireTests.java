package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import io.github.conditionalcache.webmvc.RawHttp.Answer;
import io.github.conditionalcache.webmvc.WireApplication.Outcomes;
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
	private Outcomes outcomes;

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
			"own-strong", "own-weak", "small", "image", "encoded", "varied" })
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

	private static String vary(Answer answer) {
		String vary = answer.field("Vary");
		return (vary != null) ? vary.toLowerCase(Locale.ROOT) : null;
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
