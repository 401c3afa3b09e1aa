package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.webmvc.RawHttp.Answer;
import io.github.conditionalcache.webmvc.WrittenApplication.Notes;
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
@SpringBootTest(classes = WrittenApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractWrittenTests {

	private static final String CONTENT = "{\"text\":\"x\"}";

	private final String server;

	private RawHttp http;

	@Autowired
	private Notes notes;

	AbstractWrittenTests(String server) {
		this.server = server;
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
		String tag = this.http.get(path).field("ETag");
		assertThat(tag).isNotNull();
		String precondition = tag.startsWith("W/") ? "If-Unmodified-Since: Wed, 04 Feb 2026 04:05:06 GMT"
				: "If-Match: " + tag;
		Answer checked = this.http.write("PUT", path + "?checked=true&given=" + given, CONTENT, precondition);
		Answer written = given.equals("null") ? checked
				: this.http.write("PUT", path + "?checked=false&given=" + given, CONTENT, precondition);
		switch (outcome) {
			case "same" -> {
				assertThat(checked.status()).isEqualTo(200);
				assertThat(written.status()).isEqualTo(200);
				String query = "?checked=false&given=" + given;
				assertThat(written.field("ETag")).isEqualTo(this.http.get(path + query).field("ETag"));
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
		assertThat(this.http.write("PUT", path + "?checked=false&given=text", CONTENT).status()).isEqualTo(500);
		assertThat(this.notes.performed).hasValue(0);
	}

	@Test
	void messageNamesBothKinds(CapturedOutput output) {
		this.http.write("PUT", "/primitive?checked=false&given=text", CONTENT);
		assertThat(output).contains("primitive is a whole number, but the one given to WritePrecondition is text");
	}

	@Test
	void dateWithoutZoneLabelsNothing(CapturedOutput output) {
		Answer answer = this.http.get("/local");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("ETag")).isNull();
		assertThat(answer.field("Last-Modified")).isNull();
		assertThat(output).contains("names no instant without a time zone");
	}

}
