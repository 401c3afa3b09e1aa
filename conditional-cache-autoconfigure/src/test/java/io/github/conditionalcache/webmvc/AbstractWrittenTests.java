package io.github.conditionalcache.webmvc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.WrittenApplication.Notes;
import org.jspecify.annotations.Nullable;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What handlers say of the versions that they have read and written, over a real server
 * and raw sockets.
 */
@SpringBootTest(classes = WrittenApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "conditional-cache.exclude-paths=/excluded/**")
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractWrittenTests {

	private static final String CONTENT = "{\"text\":\"x\"}";

	private final String server;

	private final String base;

	private RawHttp http;

	@Autowired
	private Notes notes;

	AbstractWrittenTests(String server, String base) {
		this.server = server;
		this.base = base;
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.notes.reset();
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, status, content, told,    tag,   contentLocation
			PUT,    200,    true,    WRITTEN, true,  true
			PUT,    200,    true,    AS_SENT, true,  true
			PUT,    200,    true,    NOTHING, false, false
			PUT,    200,    false,   WRITTEN, false, false
			PUT,    200,    false,   AS_SENT, true,  false
			PUT,    201,    true,    WRITTEN, true,  true
			PUT,    201,    true,    AS_SENT, true,  true
			PUT,    201,    false,   WRITTEN, false, false
			PUT,    201,    false,   AS_SENT, true,  false
			PUT,    204,    false,   WRITTEN, false, false
			PUT,    204,    false,   AS_SENT, true,  false
			PUT,    202,    true,    WRITTEN, false, false
			PUT,    303,    false,   AS_SENT, false, false
			PUT,    404,    true,    WRITTEN, false, false
			PUT,    503,    true,    AS_SENT, false, false
			PATCH,  200,    true,    WRITTEN, true,  true
			PATCH,  200,    false,   WRITTEN, false, false
			PATCH,  200,    false,   AS_SENT, true,  false
			PATCH,  201,    false,   WRITTEN, true,  false
			PATCH,  204,    false,   WRITTEN, false, false
			PATCH,  204,    false,   AS_SENT, true,  false
			POST,   200,    true,    WRITTEN, true,  true
			POST,   200,    false,   WRITTEN, false, false
			POST,   200,    false,   AS_SENT, true,  false
			POST,   201,    true,    WRITTEN, true,  false
			POST,   201,    false,   WRITTEN, true,  false
			POST,   204,    false,   WRITTEN, false, false
			POST,   204,    false,   AS_SENT, true,  false
			""")
	void fieldsOfAnAnswerToAWrite(String method, int status, boolean content, String told, boolean tag,
			boolean contentLocation) {
		Answer answer = write(method, "/notes/1", "X-Status: " + status, "X-Content: " + content, "X-Told: " + told);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.field("ETag")).isEqualTo(tag ? get("/notes/1").field("ETag") : null);
		assertThat(answer.field("Content-Location")).isEqualTo(contentLocation ? this.base + "/notes/1" : null);
		if (!content) {
			Answer raw = write(method, "/raw/1", "X-Status: " + status, "X-Told: " + told);
			assertThat(raw.status()).isEqualTo(status);
			assertThat(raw.field("ETag") != null).isEqualTo(tag);
			assertThat(raw.field("Content-Location")).isNull();
		}
	}

	@Test
	void answerWithEmptyTextHasNoContent() {
		for (String path : List.of("/empty/1", "/empty-resource/1")) {
			Answer answer = write("PUT", path);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.field("ETag")).isNull();
			assertThat(answer.field("Content-Location")).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "WRITTEN, false", "AS_SENT, true" })
	void answerThatComesLaterIsLabelledThen(String told, boolean tag) {
		Answer answer = write("PUT", "/late/1", "X-Told: " + told);
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.field("ETag") != null).isEqualTo(tag);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			method, status, contentLocation, tag
			PUT,    200,    /notes/1,        true
			PUT,    200,    1,               true
			PUT,    200,    /notes/2,        false
			PUT,    200,    /notes/1?x=1,    false
			PATCH,  200,    /notes/2,        false
			POST,   200,    /notes/2,        false
			""")
	void contentOfAnotherResourceHasNoTagOfThisOne(String method, int status, String contentLocation, boolean tag) {
		String own = contentLocation.startsWith("/") ? this.base + contentLocation : contentLocation;
		Answer answer = write(method, "/notes/1", "X-Status: " + status, "X-Content: true", "X-Told: WRITTEN",
				"X-Content-Location: " + own);
		assertThat(answer.field("Content-Location")).isEqualTo(own);
		assertThat(answer.field("ETag")).isEqualTo(tag ? get("/notes/1").field("ETag") : null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?notify=true", "?b=2&a=1", "?a=%zz", "?" })
	void contentLocationNamesTheQueryToo(String query) {
		Answer answer = write("PUT", "/notes/1" + query, "X-Status: 200", "X-Content: true", "X-Told: WRITTEN");
		assertThat(answer.field("Content-Location")).isEqualTo(this.base + "/notes/1" + query);
		assertThat(answer.field("ETag")).isNotNull().isEqualTo(get("/notes/1" + query).field("ETag"));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			location,                             named
			{base}/notes/5,                       /notes/5
			{base}/notes/5?x=1,                   /notes/5?x=1
			{base}/notes/5?b=%20&a=1,             /notes/5?b=%20&a=1
			{base}/notes/5#part,                  /notes/5
			{base}/notes/%35,                     /notes/%35
			{base}/nowhere/../notes/5,            /notes/5
			notes/5,                              /notes/5
			./notes/5,                            /notes/5
			http://localhost{base}/notes/5,       /notes/5
			http://LOCALHOST:80{base}/notes/5,    /notes/5
			HTTP://localhost{base}/notes/5?x,     /notes/5?x
			//localhost{base}/notes/5,            /notes/5
			https://localhost{base}/notes/5,      -
			http://localhost:81{base}/notes/5,    -
			http://elsewhere.example/notes/5,     -
			//elsewhere.example/notes/5,          -
			{base}/nowhere/5,                     -
			/elsewhere/notes/5,                   -
			{base}/unmanaged/5,                   -
			{base}/excluded/5,                    -
			{base}/bare/5,                        -
			{base}/notes/special,                 -
			{base}/notes/5/,                      -
			{base}//notes/5,                      -
			{base}/notes//5,                      -
			{base}/notes/5?x=a//b,                /notes/5?x=a//b
			{base}/notes,                         -
			mailto:notes@example.org,             -
			'{base}/notes/5 6',                   -
			{base}/notes/%zz,                     -
			{base}/notes/|,                       -
			""")
	void createdCarriesTheTagOfWhatLocationNames(String location, @Nullable String named) {
		String own = location.replace("{base}", this.base);
		Answer created = write("POST", "/notes?location=" + URLEncoder.encode(own, StandardCharsets.UTF_8));
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.field("Location")).isEqualTo(own);
		if (named == null) {
			assertThat(created.field("ETag")).isNull();
			return;
		}
		this.notes.versions.put("5", 1L);
		assertThat(created.field("ETag")).isNotNull().isEqualTo(get(named).field("ETag"));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			path,          location,           named
			/notes/1?x=1,  {base}/notes/1,     /notes/1
			/notes/1?x=1,  {base}/notes/1?y=2, /notes/1?y=2
			/notes/1?x=1,  ?y=2,               /notes/1?y=2
			/notes/1?x=1,  -,                  /notes/1?x=1
			/notes/1,      {base}/notes/1?x=1, /notes/1?x=1
			/notes/1,      1,                  /notes/1
			""")
	void queryOfTheRequestIsNotThatOfLocation(String path, @Nullable String location, String named) {
		for (String method : List.of("POST", "PUT", "PATCH")) {
			this.notes.reset();
			String[] fields = { "X-Status: 201", "X-Content: true", "X-Told: WRITTEN",
					(location != null) ? "X-Location: " + location.replace("{base}", this.base) : "X-Nothing: there" };
			Answer created = write(method, path, fields);
			assertThat(created.status()).isEqualTo(201);
			assertThat(created.field("ETag")).isNotNull().isEqualTo(get(named).field("ETag"));
			assertThat(created.field("Content-Location")).isEqualTo(method.equals("PUT") ? this.base + named : null);
		}
	}

	@Test
	void kindOfWhatLocationNamesIsChecked() {
		assertThat(write("POST", "/notes?location=" + this.base + "/texts/5").status()).isEqualTo(500);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: application/json", "Accept: text/plain", "Accept: */*", "X-Nothing: there" })
	void tagIsThatOfTheFormatThatIsAskedFor(String accept) {
		Answer answer = write("PUT", "/formats/1", accept);
		Answer next = get("/formats/1", accept);
		assertThat(next.status()).isEqualTo(200);
		if (answer.status() == 200 && answer.field("ETag") != null) {
			assertThat(answer.field("ETag")).isEqualTo(next.field("ETag"));
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,                given,         outcome
			/kinds/long,         long,          same
			/kinds/long,         int,           same
			/kinds/long,         short,         same
			/kinds/long,         atomic,        same
			/kinds/long,         big,           same
			/kinds/long,         optional,      same
			/kinds/long,         optional-long, same
			/kinds/long,         optional-int,  same
			/kinds/long,         six,           changed
			/kinds/long,         null,          absent
			/kinds/long,         text,          error
			/kinds/long,         double,        error
			/kinds/long,         list,          error
			/kinds/long,         tag,           error
			/kinds/optional-int, long,          same
			/kinds/optional-int, text,          error
			/kinds/text,         text,          same
			/kinds/text,         long,          error
			/kinds/list,         list,          same
			/kinds/list,         list-text,     error
			/kinds/uuid,         uuid,          same
			/kinds/uuid,         uuid-text,     error
			/kinds/tag,          tag,           same
			/kinds/tag,          long,          error
			/kinds/instant,      offset,        same
			/kinds/instant,      date,          same
			/kinds/instant,      local,         error
			/kinds/instant,      date-text,     error
			/optional-long,      optional-long, same
			/optional-long,      int,           same
			/optional-long,      text,          error
			/optional,           long,          same
			/optional,           text,          error
			/primitive,          optional,      same
			/primitive,          text,          error
			/changed,            instant,       same
			/changed,            offset,        same
			/changed,            millis,        same
			/changed,            date,          same
			/changed,            local,         error
			/changed,            date-text,     error
			""")
	void kindOfAVersionIsNotItsType(String path, String given, String outcome, CapturedOutput output) {
		String tag = get(path).field("ETag");
		assertThat(tag).isNotNull();
		String precondition = tag.startsWith("W/") ? "If-Unmodified-Since: Wed, 04 Feb 2026 04:05:06 GMT"
				: "If-Match: " + tag;
		Answer checked = write("PUT", path + "?checked=true&given=" + given, precondition);
		Answer written = given.equals("null") ? checked
				: write("PUT", path + "?checked=false&given=" + given, precondition);
		switch (outcome) {
			case "same" -> {
				assertThat(checked.status()).isEqualTo(200);
				assertThat(written.status()).isEqualTo(200);
				String query = "?checked=false&given=" + given;
				assertThat(written.field("ETag")).isEqualTo(get(path + query).field("ETag"));
			}
			case "error" -> {
				assertThat(checked.status()).isEqualTo(500);
				assertThat(written.status()).isEqualTo(500);
				assertThat(written.field("ETag")).isNull();
				assertThat(this.notes.performed).hasValue(0);
				assertThat(output).contains("IllegalArgumentException");
			}
			default -> {
				assertThat(checked.status()).isEqualTo(412);
				assertThat(checked.text()).contains("\"reason\":\"" + outcome + "\"");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/primitive", "/optional", "/optional-long" })
	void kindIsKnownByTheTypeWhereNothingWasRead(String path) {
		assertThat(write("PUT", path + "?checked=false&given=text").status()).isEqualTo(500);
		assertThat(this.notes.performed).hasValue(0);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			read                       | written                   | id              | same
			/notes/ann%40example.org   | /notes/ann@example.org    | ann@example.org | true
			/notes/ann@example.org     | /notes/ann%40example.org  | ann@example.org | true
			/notes/%31                 | /notes/1                  | 1               | true
			/notes/%c3%a4              | /notes/%C3%A4             | ä               | true
			/notes/1;jsessionid=0A     | /notes/1                  | 1               | true
			/notes/1                   | /notes/1;jsessionid=0A    | 1               | true
			/notes/1;a=b               | /notes/1;c=d              | 1               | true
			/notes/a+b                 | /notes/a%2Bb              | a+b             | true
			/notes/a+b                 | /notes/a%20b              | a b             | false
			/notes/2                   | /notes/1                  | 1               | false
			/matrix/1;v=1              | /matrix/1;v=1             | 1               | true
			/matrix/1;v=1              | /matrix/1;v=%31           | 1               | true
			/matrix/1;v=1              | /matrix/1;v=1;jsessionid=0 | 1              | true
			/matrix/1;v=1              | /matrix/1;v=2             | 1               | false
			/matrix/1;v=1              | /matrix/1                 | 1               | false
			""")
	void spellingOfAPathIsNoOtherResource(String read, String written, String id, boolean same) {
		for (String each : List.of("a+b", "a b", "2", id)) {
			this.notes.versions.put(each, 1L);
		}
		String tag = get(read).field("ETag");
		assertThat(tag).isNotNull();
		String[] fields = { "X-Status: 200", "X-Content: true", "X-Told: WRITTEN", "If-Match: " + tag };
		assertThat(get(written, "If-None-Match: " + tag).status()).isEqualTo(read.equals(written) ? 304 : 200);
		Answer answer = write("PUT", written, fields);
		assertThat(answer.status()).isEqualTo(same ? 200 : 412);
		if (same && written.startsWith("/notes")) {
			assertThat(answer.field("ETag")).isEqualTo(get(written).field("ETag"));
			assertThat(write("PUT", read, fields).status()).isEqualTo(412);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%zz", "a=%", "a=%4", "%zz", "a=%ff", "a=%c3%28", "a=%00", "a=%zz&b=1", "&&", "=" })
	void queryThatCannotBeDecodedIsNotOurs(String query) {
		String current = get("/notes/1?" + query).field("ETag");
		assertThat(current).isNotNull();
		assertThat(get("/notes/1?" + query, "If-None-Match: " + current).status()).isEqualTo(304);
		String[] fields = { "X-Status: 200", "X-Content: true", "X-Told: WRITTEN" };
		Answer stale = write("PUT", "/notes/1?" + query, with(fields, "If-Match: \"x\""));
		assertThat(stale.status()).isEqualTo(412);
		Answer written = write("PUT", "/notes/1?" + query, with(fields, "If-Match: " + current));
		assertThat(written.status()).isEqualTo(200);
		assertThat(written.field("ETag")).isEqualTo(get("/notes/1?" + query).field("ETag"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=1", "a=%zz", "a=%ff", "a=%c3%28" })
	void handlerThatAsksForParametersFailsAsEver(String query) {
		Answer plain = write("PUT", "/asked-plain/1?" + query);
		Answer checked = write("PUT", "/asked/1?" + query, "If-Match: *");
		assertThat(checked.status()).isEqualTo(plain.status()).isLessThan(500);
		assertThat(checked.text().replaceAll("\"(timestamp|path|version)\":[^,}]*", ""))
			.isEqualTo(plain.text().replaceAll("\"(timestamp|path|version)\":[^,}]*", ""));
	}

	@Test
	void tooManyParametersAreNotCounted() {
		String query = "?a=1" + "&b=2".repeat(1500);
		String[] fields = { "X-Status: 200", "X-Content: false", "X-Told: NOTHING", "If-Match: *" };
		assertThat(write("PUT", "/notes/1" + query, fields).status()).isEqualTo(200);
	}

	@Test
	void contentOfAFormIsLeftToTheHandler() {
		Answer answer = this.http.send("POST", this.base + "/streamed/1?q=1", "If-Match: *",
				"Content-Type: application/x-www-form-urlencoded", "Content-Length: 7\r\n\r\nc=1&d=2");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).isEqualTo("c=1&d=2");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			condition,        meanwhile,  lock,                constraint
			'If-Match: {tag}', changed,    412 optimistic-lock, 412 changed
			'If-Match: {tag}', deleted,    412 optimistic-lock, 412 absent
			'If-Match: {tag}', nothing,    409 conflict,        422
			'If-Match: {tag}', unreadable, 412 optimistic-lock, 422
			'If-Match: *',     changed,    409 conflict,        422
			'If-Match: *',     deleted,    412 optimistic-lock, 412 absent
			'If-None-Match: *', created,   412 optimistic-lock, 412 exists
			'If-None-Match: *', nothing,   409 conflict,        422
			'If-None-Match: *', unreadable, 412 optimistic-lock, 422
			-,                 changed,    409 conflict,        422
			-,                 nothing,    409 conflict,        422
			""")
	void lostRaceIsToldByTheVersionAfterIt(@Nullable String condition, String meanwhile, String lock,
			String constraint) {
		for (String path : List.of("/races/1", "/races/callable/1", "/races/future/1")) {
			for (String failure : List.of("optimistic", "pessimistic", "cannot-acquire", "concurrency",
					"jakarta-optimistic", "jakarta-pessimistic", "jakarta-timeout", "at-commit", "caused",
					"sql-rollback", "sql-40", "stale")) {
				assertLost(path, failure, condition, meanwhile, lock);
			}
			for (String failure : List.of("duplicate", "integrity", "exists", "sql-integrity", "sql-23", "rollback",
					"jakarta-rollback", "rows", "sql-40002")) {
				assertLost(path, failure, condition, meanwhile, constraint);
			}
			for (String failure : List.of("timeout", "mistake", "sql-40003")) {
				assertLost(path, failure, condition, meanwhile, "422");
			}
		}
	}

	private void assertLost(String path, String failure, @Nullable String condition, String meanwhile,
			String expected) {
		this.notes.reset();
		boolean creates = condition != null && condition.startsWith("If-None");
		String tag = get("/races/1").field("ETag");
		if (creates) {
			this.notes.versions.remove("1");
		}
		Answer probe = (path.equals("/races/1") || creates) ? null
				: write("PUT", path, "If-Match: \"x\"", "X-Failure: none", "X-Meanwhile: nothing");
		String own = (probe != null) ? probe.field("ETag") : tag;
		Answer answer = write("PUT", path, "X-Failure: " + failure, "X-Meanwhile: " + meanwhile,
				(condition != null) ? condition.replace("{tag}", own) : "X-Nothing: there");
		String[] parts = expected.split(" ");
		assertThat(answer.status()).as(failure).isEqualTo(Integer.parseInt(parts[0]));
		if (parts.length == 1) {
			assertThat(answer.text()).startsWith("mine: ");
			assertThat(answer.field("ETag")).isNull();
			return;
		}
		assertThat(answer.text()).contains("\"reason\":\"" + parts[1] + "\"");
		boolean labelled = parts[0].equals("412") && (meanwhile.equals("changed") || meanwhile.equals("created"));
		assertThat(answer.field("ETag") != null).as(failure).isEqualTo(labelled);
		if (labelled && path.equals("/races/1")) {
			assertThat(answer.field("ETag")).isEqualTo(get("/races/1").field("ETag"));
		}
	}

	@Test
	void versionOfALoadedArgumentIsNotLookedUpAgain() {
		String tag = get("/races/loaded/1").field("ETag");
		for (String meanwhile : List.of("changed", "nothing")) {
			Answer answer = write("PUT", "/races/loaded/1", "If-Match: " + tag, "X-Failure: optimistic",
					"X-Meanwhile: " + meanwhile);
			assertThat(answer.status()).isEqualTo(412);
			assertThat(answer.text()).contains("\"reason\":\"optimistic-lock\"");
			assertThat(answer.field("ETag")).isNull();
			this.notes.reset();
		}
		assertThat(write("PUT", "/races/loaded/1", "If-Match: " + tag, "X-Failure: duplicate", "X-Meanwhile: changed")
			.status()).isEqualTo(422);
	}

	@Test
	void messageNamesBothKinds(CapturedOutput output) {
		write("PUT", "/primitive?checked=false&given=text");
		assertThat(output).contains("primitive is a whole number, but the one given to WritePrecondition is text");
	}

	@Test
	void dateWithoutZoneLabelsNothing(CapturedOutput output) {
		Answer answer = get("/local");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("ETag")).isNull();
		assertThat(answer.field("Last-Modified")).isNull();
		assertThat(output).contains("names no instant without a time zone");
	}

	private static String[] with(String[] fields, String more) {
		String[] all = Arrays.copyOf(fields, fields.length + 1);
		all[fields.length] = more;
		return all;
	}

	private Answer get(String path, String... fields) {
		return this.http.get(this.base + path, fields);
	}

	private Answer write(String method, String path, String... fields) {
		return this.http.write(method, this.base + path, CONTENT, fields);
	}

}
