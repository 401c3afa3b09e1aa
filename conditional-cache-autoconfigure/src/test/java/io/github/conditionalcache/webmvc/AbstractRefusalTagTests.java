package io.github.conditionalcache.webmvc;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.RefusalTagApplication.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a refused write tells those whom a service would deny it, over a real server and
 * raw sockets.
 */
@SpringBootTest(classes = RefusalTagApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AbstractRefusalTagTests {

	private final String server;

	private RawHttp http;

	@Autowired
	private Rows rows;

	AbstractRefusalTagTests(String server) {
		this.server = server;
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.rows.versions.clear();
		this.rows.versions.put(1, 1);
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,           user, tag
			/none,          bob,  false
			/none,          ann,  false
			/permit-all,    bob,  false
			/after,         bob,  false
			/logged-in,     bob,  false
			/never-read,    ann,  false
			/url-of-read,   bob,  false
			/url-of-read,   ann,  true
			/url-of-write,  ann,  true
			/url,           ann,  true
			/own,           ann,  true
			/secured,       ann,  true
			""")
	void tagIsShownWhereTheHandlerOrItsUrlHasARule(String path, String user, boolean tag) {
		for (Answer answer : new Answer[] { put(path, user), put(path, user, "If-Match: \"x\""),
				put(path, user, "If-None-Match: *") }) {
			assertThat(answer.status()).isIn(412, 428);
			assertThat(answer.field("ETag") != null).as(answer.fields().toString()).isEqualTo(tag);
			assertThat(answer.text()).contains("\"reason\":");
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,              user, tag
			/editor,           eve,  false
			/editor,           joe,  true
			/editor-secured,   eve,  false
			/editor-secured,   joe,  true
			/editor-arguments, eve,  false
			/editor-arguments, joe,  true
			/editor-by-url,    eve,  false
			/editor-by-url,    joe,  true
			/editor-unknown,   joe,  false
			/editor-result,    joe,  false
			/editor-plain,     eve,  false
			/editor-plain,     joe,  true
			/editor-aspect,    joe,  false
			/editor-template,  joe,  false
			/editor-manager,   joe,  false
			""")
	void tagIsNotShownToWhomTheGetWouldBeDenied(String path, String user, boolean tag) {
		assertThat(get(path, user).status()).isIn(200, 403);
		for (Answer answer : new Answer[] { put(path, user), put(path, user, "If-Match: \"x\""),
				put(path, user, "If-None-Match: *") }) {
			assertThat(answer.status()).isIn(412, 428);
			assertThat(answer.field("ETag") != null).as(answer.fields().toString()).isEqualTo(tag);
		}
		String read = get("/editor", "joe").field("ETag");
		Answer raced = this.http.write("PATCH", "/editor/1", "{}", as(user, "If-Match: " + read));
		assertThat(raced.status()).isEqualTo(412);
		assertThat(raced.field("ETag") != null).isEqualTo(user.equals("joe"));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,                      accept,           user, tag
			/editor-formats/1,         text/html,        eve,  false
			/editor-formats/1,         text/html,        joe,  true
			/editor-formats/1,         application/json, eve,  false
			/editor-params/1?summary=, */*,              eve,  false
			/editor-params/1?summary=, */*,              joe,  true
			/editor-params/1,          */*,              joe,  true
			""")
	void writeDoesNotChooseWhoseRulesAreAsked(String path, String accept, String user, boolean tag) {
		Answer answer = this.http.write("PUT", path, "{}", as(user, "Accept: " + accept, "If-Match: \"x\""));
		assertThat(answer.status()).isEqualTo(412);
		assertThat(answer.field("ETag") != null).as(answer.fields().toString()).isEqualTo(tag);
	}

	@ParameterizedTest
	@ValueSource(strings = { "eve", "joe" })
	void tagIsNotShownWhereTheUserIsNotKnown(String user) {
		String read = get("/editor-elsewhere", "joe").field("ETag");
		Answer answer = put("/editor-elsewhere", user, "If-Match: " + read);
		assertThat(answer.status()).isEqualTo(412);
		assertThat(answer.field("ETag")).isNull();
	}

	@Test
	void rulesAreAskedWithoutFilteringWhatIsWritten() {
		String path = "/editor-filtered/1?words=one&words=two";
		String read = this.http.get(path, as("joe")).field("ETag");
		Answer answer = this.http.write("PUT", path, "{}", as("joe", "If-Match: " + read));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).startsWith("[one, two] of \"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/url", "/url-of-write", "/own", "/secured" })
	void ruleDeniesBeforeThePrecondition(String path) {
		Answer answer = put(path, "bob", "If-Match: \"x\"");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.field("ETag")).isNull();
	}

	@Test
	void anonymousUserIsToldNothing() {
		Answer answer = this.http.write("PUT", "/none/1", "{}", "If-Match: \"x\"");
		assertThat(answer.status()).isEqualTo(412);
		assertThat(answer.field("ETag")).isNull();
	}

	@Test
	void refusalGivesNothingToReadWith() {
		Answer refused = put("/none", "bob");
		assertThat(refused.status()).isEqualTo(428);
		String tag = refused.field("ETag");
		assertThat(get("/none", "bob", "If-None-Match: " + tag).status()).isEqualTo(403);
		assertThat(get("/none", "bob").status()).isEqualTo(403);
		String read = get("/none", "ann").field("ETag");
		assertThat(get("/none", "ann", "If-None-Match: " + read).status()).isEqualTo(304);
		assertThat(put("/none", "ann", "If-Match: " + read).status()).isEqualTo(200);
	}

	@Test
	void tagOfARefusalIsThatOfTheNextGet() {
		String shown = put("/own", "ann").field("ETag");
		assertThat(put("/own", "ann", "If-Match: " + shown).status()).isEqualTo(200);
		Answer refused = put("/own", "ann", "If-Match: " + shown);
		assertThat(refused.status()).isEqualTo(412);
		assertThat(refused.field("ETag")).isNotEqualTo(shown);
		assertThat(put("/own", "ann", "If-Match: " + refused.field("ETag")).status()).isEqualTo(200);
	}

	@Test
	void checkInsideTheServiceShowsTheTag() {
		String read = get("/checking", "ann").field("ETag");
		Answer refused = put("/checking", "ann", "If-Match: " + read);
		assertThat(refused.status()).isEqualTo(412);
		assertThat(refused.field("ETag")).isNotNull().isNotEqualTo(read);
		assertThat(put("/checking", "bob", "If-Match: *").status()).isEqualTo(403);
	}

	private Answer put(String path, String user, String... fields) {
		return this.http.write("PUT", path + "/1", "{}", as(user, fields));
	}

	private Answer get(String path, String user, String... fields) {
		return this.http.get(path + "/1", as(user, fields));
	}

	private static String[] as(String user, String... fields) {
		String[] all = new String[fields.length + 1];
		all[0] = "Authorization: Basic " + HttpHeaders.encodeBasicAuth(user, user, null);
		System.arraycopy(fields, 0, all, 1, fields.length);
		return all;
	}

}
