package io.github.conditionalcache.webmvc;

import java.util.List;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.RangeApplication.Data;
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
 * Range and the preconditions before it (RFC 9110 §13.2.2), with every source of
 * validators, over a real server and raw sockets.
 */
@SpringBootTest(classes = RangeApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "conditional-cache.max-body-size=64KB")
abstract class AbstractRangeTests {

	private static final String RANGE = "Range: bytes=2-4";

	private final String server;

	private RawHttp http;

	@Autowired
	private Data data;

	AbstractRangeTests(String server) {
		this.server = server;
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.data.failure = null;
		this.data.onRead = () -> {
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "/file", "/file-entity", "/declared", "/declared-entity", "/declared-callable", "/result",
			"/result-entity", "/mixed", "/marked", "/memory", "/memory-entity", "/memory-callable", "/memory-future",
			"/memory-deferred", "/own-tag", "/forward", "/stream-of-length" })
	void partHasTheFieldsOfTheWholeAndComesAfterThePreconditions(String path) {
		Answer whole = this.http.get(path);
		assertThat(whole.status()).isEqualTo(200);
		assertThat(whole.text()).hasSize(10);
		String etag = whole.field("ETag");
		assertThat(etag).startsWith("\"");
		for (String condition : List.of("X-None: none", "If-Range: " + etag, "If-None-Match: \"other\"",
				"If-Match: " + etag, "If-Match: *")) {
			Answer part = this.http.get(path, RANGE, condition);
			assertThat(part.status()).as(condition).isEqualTo(206);
			assertThat(part.text()).isEqualTo(whole.text().substring(2, 5));
			assertThat(part.field("Content-Range")).isEqualTo("bytes 2-4/10");
			assertThat(part.field("Content-Length")).isEqualTo("3");
			for (String name : List.of("ETag", "Cache-Control", "Content-Location", "Last-Modified", "Vary",
					"Content-Type")) {
				assertThat(part.field(name)).as(name).isEqualTo(whole.field(name));
			}
		}
		for (String condition : List.of("If-None-Match: " + etag, "If-None-Match: *")) {
			Answer unmodified = this.http.get(path, RANGE, condition);
			assertThat(unmodified.status()).as(condition).isEqualTo(304);
			assertThat(unmodified.body()).isEmpty();
			assertThat(unmodified.field("ETag")).isEqualTo(etag);
			assertThat(unmodified.field("Content-Range")).isNull();
			assertThat(unmodified.field("Cache-Control")).isEqualTo(whole.field("Cache-Control"));
		}
		assertThat(this.http.get(path, RANGE, "If-Match: \"stale\"").status()).isEqualTo(412);
		assertThat(this.http.get(path, RANGE, "If-Range: " + etag, "If-None-Match: " + etag).status()).isEqualTo(304);
		for (String condition : List.of("If-Range: \"stale\"", "If-Range: W/" + etag, "If-Range: nonsense",
				"If-Range: Tue, 03 Feb 2020 04:05:06 GMT")) {
			assertWhole(whole, this.http.get(path, RANGE, condition));
		}
	}

	private static void assertWhole(Answer whole, Answer answer) {
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).isEqualTo(whole.text());
		assertThat(answer.field("ETag")).isEqualTo(whole.field("ETag"));
		assertThat(answer.field("Content-Range")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/file", "/declared", "/result", "/marked", "/memory", "/memory-callable", "/own-tag",
			"/forward" })
	void rangesBeyondOneSimple(String path) {
		Answer whole = this.http.get(path);
		for (String field : List.of("bytes=5-", "bytes=-5", "bytes=5-999", "BYTES=5-9")) {
			Answer part = this.http.get(path, "Range: " + field);
			assertThat(part.status()).as(field).isEqualTo(206);
			assertThat(part.text()).isEqualTo("56789");
			assertThat(part.field("Content-Range")).isEqualTo("bytes 5-9/10");
		}
		Answer several = this.http.get(path, "Range: bytes=1-2, -2, 50-60");
		assertThat(several.status()).isEqualTo(206);
		assertThat(several.field("ETag")).isEqualTo(whole.field("ETag"));
		assertThat(several.field("Content-Range")).isNull();
		String type = several.field("Content-Type");
		assertThat(type).startsWith("multipart/byteranges; boundary=");
		String boundary = type.substring(type.indexOf('=') + 1).replace("\"", "");
		String partType = (whole.field("Content-Type") != null)
				? "Content-Type: " + whole.field("Content-Type") + "\r\n" : "";
		assertThat(several.text()).isEqualTo(
				"\r\n--" + boundary + "\r\n" + partType + "Content-Range: bytes 1-2/10\r\n\r\n12\r\n--" + boundary
						+ "\r\n" + partType + "Content-Range: bytes 8-9/10\r\n\r\n89\r\n--" + boundary + "--\r\n");
		assertThat(several.field("Content-Length")).isEqualTo(String.valueOf(several.body().length));
		for (String field : List.of("bytes=50-60", "bytes=10-", "bytes=x-y")) {
			Answer unsatisfiable = this.http.get(path, "Range: " + field);
			assertThat(unsatisfiable.status()).as(field).isEqualTo(416);
			assertThat(unsatisfiable.field("Content-Range")).isEqualTo("bytes */10");
			assertThat(unsatisfiable.field("ETag")).isEqualTo(path.equals("/own-tag") ? "\"own\"" : null);
			assertThat(unsatisfiable.body()).isEmpty();
			assertThat(this.http.get(path, "Range: " + field, "If-None-Match: " + whole.field("ETag")).status())
				.isEqualTo(304);
			assertWhole(whole, this.http.get(path, "Range: " + field, "If-Range: \"stale\""));
		}
		assertWhole(whole, this.http.get(path, "Range: lines=1-2"));
		assertWhole(whole, this.http.get(path, "Range: bytes=0-8,0-8"));
		assertWhole(whole, this.http.get(path, "Range: bytes=1-2", "Range: bytes=3-4"));
		Answer head = this.http.head(path, RANGE);
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.field("Content-Range")).isNull();
		assertThat(this.http.head(path, RANGE, "If-None-Match: " + whole.field("ETag")).status()).isEqualTo(304);
	}

	@Test
	void weakHashLabelsAPartButNoIfRangeIsTrueOfIt() {
		Answer whole = this.http.get("/weak-memory");
		assertThat(whole.field("ETag")).startsWith("W/");
		Answer part = this.http.get("/weak-memory", RANGE);
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.field("ETag")).isEqualTo(whole.field("ETag"));
		assertWhole(whole, this.http.get("/weak-memory", RANGE, "If-Range: " + whole.field("ETag")));
		assertThat(this.http.get("/weak-memory", RANGE, "If-None-Match: " + whole.field("ETag")).status())
			.isEqualTo(304);
	}

	@Test
	void resourceInAJarIsHashed() {
		Answer whole = this.http.get("/jar");
		Answer part = this.http.get("/jar", "Range: bytes=0-3");
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.body()).isEqualTo(new byte[] { (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE });
		assertThat(part.field("ETag")).isEqualTo(whole.field("ETag")).isNotNull();
		assertThat(this.http.get("/jar", "Range: bytes=0-3", "If-None-Match: " + whole.field("ETag")).status())
			.isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/stream", "/text" })
	void contentWithoutPartsIsSentWhole(String path) {
		Answer whole = this.http.get(path);
		assertWhole(whole, this.http.get(path, RANGE));
		assertThat(this.http.get(path, RANGE, "If-None-Match: " + whole.field("ETag")).status()).isEqualTo(304);
		assertThat(this.http.get(path, RANGE, "If-Match: \"stale\"").status()).isEqualTo(412);
	}

	@Test
	void streamThatIsReadOnceHasOnePart() {
		assertWhole(this.http.get("/stream-of-length"), this.http.get("/stream-of-length", "Range: bytes=1-2,5-6"));
	}

	@Test
	void contentTooLongToBeHeldHasPartsUnlessTheRequestIsConditional() {
		Answer part = this.http.get("/long", RANGE);
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("xxx");
		assertThat(part.field("ETag")).isNull();
		for (String condition : List.of("If-None-Match: \"x\"", "If-Match: \"x\"", "If-Range: \"x\"")) {
			Answer whole = this.http.get("/long", RANGE, condition);
			assertThat(whole.status()).as(condition).isEqualTo(200);
			assertThat(whole.body()).hasSize(RangeApplication.Long.LENGTH);
			assertThat(whole.field("ETag")).isNull();
		}
	}

	@Test
	void dateThatTheApplicationSetDecidesBeforeTheRange() {
		String date = this.http.get("/own-date").field("Last-Modified");
		assertThat(this.http.get("/own-date", RANGE, "If-Modified-Since: " + date).status()).isEqualTo(304);
		assertThat(this.http.get("/own-date", RANGE, "If-Unmodified-Since: Thu, 01 Jan 2026 00:00:00 GMT").status())
			.isEqualTo(412);
		assertThat(this.http.get("/own-date", RANGE, "If-Range: " + date).status()).isEqualTo(206);
		assertThat(this.http.get("/own-date", RANGE, "If-Range: Thu, 01 Jan 2026 00:00:00 GMT").status())
			.isEqualTo(200);
	}

	@Test
	void whatIsNotToBeStoredHasAPartWithoutATag() {
		Answer part = this.http.get("/no-store", RANGE);
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("234");
		assertThat(part.field("ETag")).isNull();
		assertThat(part.field("Cache-Control")).isEqualTo("no-store");
		assertThat(this.http.get("/no-store", RANGE, "If-Range: \"x\"").status()).isEqualTo(200);
		assertThat(this.http.get("/missing", RANGE).status()).isEqualTo(404);
	}

	@Test
	void forwardToAStaticFileHasItsPreconditionsFirst() {
		Answer whole = this.http.get("/forward-static");
		assertThat(whole.status()).isEqualTo(200);
		Answer part = this.http.get("/forward-static", RANGE);
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("234");
		assertThat(part.field("Last-Modified")).isEqualTo(whole.field("Last-Modified"));
		assertThat(part.field("Cache-Control")).isEqualTo(whole.field("Cache-Control"));
		assertThat(this.http.get("/forward-static", RANGE, "If-Range: \"stale\"").status()).isEqualTo(200);
		assertThat(
				this.http.get("/forward-static", RANGE, "If-Modified-Since: " + whole.field("Last-Modified")).status())
			.isEqualTo(304);
	}

	@ParameterizedTest
	@CsvSource({ "/region,234", "/regions," })
	void partThatTheHandlerItselfCutComesAfterThePreconditions(String path, String content) {
		Answer part = this.http.get(path);
		assertThat(part.status()).isEqualTo(206);
		if (content != null) {
			assertThat(part.text()).isEqualTo(content);
		}
		assertThat(this.http.get(path, "If-Match: \"stale\"").status()).isEqualTo(412);
		assertThat(this.http.get(path, "If-None-Match: *").status()).isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/own-part", "/raw-part" })
	void partThatTheHandlerItselfWritesComesAfterThePreconditions(String path) {
		Answer part = this.http.get(path, RANGE);
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("234");
		String etag = this.http.get(path).field("ETag");
		assertThat(this.http.get(path, RANGE, "If-Match: \"stale\"").status()).isEqualTo(412);
		Answer unmodified = this.http.get(path, RANGE, "If-None-Match: " + etag);
		assertThat(unmodified.status()).isEqualTo(304);
		assertThat(unmodified.field("Content-Range")).isNull();
		assertThat(unmodified.field("ETag")).isEqualTo(etag);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/file", "/memory", "/declared" })
	void positionsHaveAnyNumberOfDigits(String path) {
		String beyond = "18446744073709551616";
		assertThat(this.http.get(path, "Range: bytes=5-" + beyond).text()).isEqualTo("56789");
		assertThat(this.http.get(path, "Range: bytes=-" + beyond).field("Content-Range")).isEqualTo("bytes 0-9/10");
		assertThat(this.http.get(path, "Range: bytes=" + beyond + "-").status()).isEqualTo(416);
		assertThat(this.http.get(path, "Range: bytes=" + beyond + "-, 7-8").text()).isEqualTo("78");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/empty", "/empty-declared" })
	void nothingHasNoPart(String path) {
		Answer whole = this.http.get(path);
		assertThat(whole.status()).isEqualTo(200);
		assertThat(whole.body()).isEmpty();
		assertWhole(whole, this.http.get(path, "Range: bytes=-5"));
		for (String field : List.of("bytes=0-", "bytes=0-4", "bytes=-0")) {
			Answer unsatisfiable = this.http.get(path, "Range: " + field);
			assertThat(unsatisfiable.status()).as(field).isEqualTo(416);
			assertThat(unsatisfiable.field("Content-Range")).isEqualTo("bytes */0");
		}
		assertThat(this.http.get(path, "Range: bytes=0-", "If-None-Match: " + whole.field("ETag")).status())
			.isEqualTo(304);
	}

	@Test
	void headOfWhatIsForwardedToHasTheLengthOfTheContent() {
		assertThat(this.http.head("/forward-hashed").field("Content-Length")).isEqualTo("10");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/declared", "/declared-entity", "/declared-callable", "/mixed" })
	void writeBetweenLookUpAndReadLeavesNoPartUnderTheOldTag(String path) {
		Answer before = this.http.get(path);
		this.data.onRead = this.data.version::incrementAndGet;
		for (String condition : List.of("X-None: none", "If-Range: " + before.field("ETag"))) {
			String current = this.http.get(path).field("ETag");
			this.data.version.decrementAndGet();
			Answer answer = this.http.get(path, RANGE, condition);
			assertThat(answer.status()).as(condition).isEqualTo(200);
			assertThat(answer.text()).startsWith(String.valueOf(this.data.version.get()));
			assertThat(answer.field("ETag")).as("Older than the content").isEqualTo(current);
			this.data.version.decrementAndGet();
		}
	}

	@Test
	void versionThatCannotBeLookedUpAgainLeavesNoPart() {
		Answer before = this.http.get("/declared");
		this.data.onRead = () -> this.data.failure = new IllegalStateException("no database");
		assertWhole(before, this.http.get("/declared", RANGE, "If-Range: " + before.field("ETag")));
	}

	@Test
	void versionIsLookedUpAgainOnlyForAPart() {
		int before = this.data.lookups.get();
		this.http.get("/declared");
		assertThat(this.data.lookups).hasValue(before + 1);
		this.http.get("/declared", RANGE);
		assertThat(this.data.lookups).hasValue(before + 3);
		this.http.get("/declared", RANGE, "If-Range: \"stale\"");
		assertThat(this.data.lookups).hasValue(before + 4);
	}

	@Test
	void answerWhoseVersionCouldNotBeReadIsNoPartOfWhatTheClientHolds() {
		String etag = this.http.get("/declared").field("ETag");
		this.data.failure = new IllegalStateException("no database");
		for (String condition : List.of("If-Range: " + etag, "If-None-Match: \"other\"")) {
			Answer answer = this.http.get("/declared", RANGE, condition);
			assertThat(answer.status()).as(condition).isEqualTo(200);
			assertThat(answer.field("ETag")).isNull();
		}
		assertThat(this.http.get("/declared", RANGE).status()).isEqualTo(206);
	}

	@Test
	void handlerThatIsNotManagedKeepsItsParts() {
		assertThat(this.http.get("/plain", RANGE).status()).isEqualTo(206);
		assertThat(this.http.get("/plain-tag", RANGE).field("ETag")).isEqualTo("\"own\"");
	}

}
