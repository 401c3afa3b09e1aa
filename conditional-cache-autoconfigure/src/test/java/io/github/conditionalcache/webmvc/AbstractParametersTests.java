package io.github.conditionalcache.webmvc;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.ParametersApplication.Shelf;
import org.junit.jupiter.api.AfterEach;
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
 * What handlers take of the request beside path and query, over a real server and raw
 * sockets.
 */
@SpringBootTest(classes = ParametersApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AbstractParametersTests {

	private final String server;

	private RawHttp http;

	@Autowired
	private Shelf shelf;

	AbstractParametersTests(String server) {
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
		this.shelf.afterLoad = () -> {
		};
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,                     one,                    two
			/header,                  X-Tenant: one,          X-Tenant: two
			/header,                  X-Other: one,           X-Tenant: two
			/header,                  X-Tenant: one,          X-Other: two
			/optional-header,         X-Tenant: one,          X-Tenant: two
			/optional-header,         X-Other: one,           X-Tenant: two
			/enum-header,             X-Mode: LIGHT,          X-Mode: DARK
			/list-header,             'X-Tenant: one, two',   'X-Tenant: one'
			/result-header,           X-Tenant: one,          X-Tenant: two
			/marked-header,           X-Tenant: one,          X-Tenant: two
			/locale,                  Accept-Language: de,    Accept-Language: fr
			/cookie,                  Cookie: theme=dark,     Cookie: theme=light
			/cookie-field,            Cookie: theme=dark,     Cookie: theme=light
			/authorization,           Authorization: Bearer a, Authorization: Bearer b
			/attribute,               X-Tenant: one,          X-Tenant: two
			/attribute-object,        X-Tenant: one,          X-Tenant: two
			/marked-attribute,        X-Tenant: one,          X-Tenant: two
			/marked-simple-attribute, X-Tenant: one,          X-Tenant: two
			/resolver,                X-Tenant: one,          X-Tenant: two
			/resolver-object,         X-Tenant: one,          X-Tenant: two
			/request,                 X-Tenant: one,          X-Tenant: two
			/result-request,          X-Tenant: one,          X-Tenant: two
			/marked-request,          X-Tenant: one,          X-Tenant: two
			/web-request,             X-Tenant: one,          X-Tenant: two
			/header-map,              X-Tenant: one,          X-Tenant: two
			/http-headers,            X-Tenant: one,          X-Tenant: two
			/http-entity,             X-Tenant: one,          X-Tenant: two
			/selected-by,             X-Tenant: one,          X-Tenant: two
			/command,                 tenant: one,            tenant: two
			/command,                 X-Other: one,           tenant: two
			/command-bean,            X-Tenant: one,          X-Tenant: two
			/value-expression,        X-Tenant: one,          X-Tenant: two
			/default-expression,      X-Tenant: one,          X-Tenant: two
			/user,                    X-User: ann,            X-User: bob
			/injected,                X-Tenant: one,          X-Tenant: two
			/bound?books=1,           X-Tenant: one,          X-Tenant: two
			/bare-header,             X-Tenant: one,          X-Tenant: two
			""")
	void anotherValueIsAnotherRepresentation(String path, String one, String two) {
		Answer first = this.http.get(path, one);
		assertThat(first.status()).isEqualTo(200);
		String tag = "If-None-Match: " + first.field("ETag");
		assertThat(tag).isNotEqualTo("If-None-Match: null");
		Answer other = this.http.get(path, two, tag);
		assertThat(other.status()).isEqualTo(200);
		assertThat(other.text()).isNotEqualTo(first.text());
		assertThat(other.field("ETag")).isNotEqualTo(first.field("ETag"));
		Answer same = this.http.get(path, one, tag);
		assertThat(same.status()).isEqualTo(304);
		assertThat(same.field("ETag")).isEqualTo(first.field("ETag"));
		assertThat(same.field("Vary")).isEqualTo(first.field("Vary"));
		assertThat(same.field("Cache-Control")).isEqualTo(first.field("Cache-Control"));
	}

	@Test
	void detailsOfTheUserAreOtherRepresentations() {
		Answer first = this.http.get("/user-details", "X-User: ann", "X-Details: one");
		Answer other = this.http.get("/user-details", "X-User: ann", "X-Details: two",
				"If-None-Match: " + first.field("ETag"));
		assertThat(other.status()).isEqualTo(200);
		assertThat(other.text()).isNotEqualTo(first.text());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/session-attribute", "/session-object", "/session" })
	void anotherSessionIsAnotherRepresentation(String path) {
		String dark = session("dark");
		Answer first = this.http.get(path, dark);
		assertThat(first.status()).isEqualTo(200);
		assertThat(first.field("Cache-Control")).contains("private").doesNotContain("public");
		String tag = "If-None-Match: " + first.field("ETag");
		assertThat(this.http.get(path, dark, tag).status()).isEqualTo(304);
		Answer other = this.http.get(path, session("light"), tag);
		assertThat(other.status()).isEqualTo(200);
		assertThat(other.text()).isNotEqualTo(first.text());
	}

	private String session(String theme) {
		String cookie = this.http.get("/theme?theme=" + theme).field("Set-Cookie");
		return "Cookie: " + cookie.substring(0, cookie.indexOf(';'));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,                field,             vary
			/header,             X-Other: one,      X-Tenant
			/optional-header,    X-Tenant: one,     X-Tenant
			/enum-header,        X-Mode: DARK,      X-Mode
			/locale,             X-Other: one,      Accept-Language
			/selected-by,        X-Other: one,      X-Tenant
			/marked-header,      X-Tenant: one,     X-Tenant
			/bare-header,        X-Tenant: one,     X-Tenant
			/command,            tenant: one,       tenant
			/bound,              X-Tenant: one,     X-Tenant
			""")
	void fieldsThatSelectAreNamed(String path, String field, String vary) {
		assertThat(this.http.get(path, field)
			.fields()
			.stream()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("vary:"))
			.flatMap((line) -> Stream.of(line.substring("vary:".length()).split(",")))
			.map(String::trim)).contains(vary);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/path/1", "/cookie", "/cookie-field", "/authorization", "/selected-by-nothing",
			"/command", "/user" })
	void noFieldIsNamedThatDoesNotSelectOrIsDifferentForEachUser(String path) {
		Answer answer = this.http.get(path, "Cookie: theme=dark", "Authorization: Bearer a", "X-User: ann");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(String.valueOf(answer.field("Vary")).toLowerCase(Locale.ROOT)).doesNotContain("cookie",
				"authorization", "tenant", "author");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cookie", "/cookie-field", "/authorization", "/attribute", "/attribute-object",
			"/resolver", "/resolver-object", "/request", "/bare-request" })
	void answersAreKeptPrivateWhereNoFieldIsNamed(String path) {
		Answer answer = this.http.get(path, "X-Tenant: one", "Cookie: theme=dark", "Authorization: Bearer a");
		assertThat(answer.field("Cache-Control")).contains("private").doesNotContain("public");
		assertThat(this.http.get("/bare-header", "X-Tenant: one").field("Cache-Control"))
			.isEqualTo("public, max-age=60");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/header", "/optional-header", "/enum-header", "/locale", "/cookie", "/authorization",
			"/resolver", "/selected-by", "/selected-by-nothing", "/command", "/command-bean", "/value-expression",
			"/user", "/path/1", "/bound", "/converted-alone/1", "/attribute-book-alone", "/resolved-book-alone",
			"/filled-alone" })
	void whatIsProvedIsAnsweredBeforeTheHandlerRuns(String path) {
		String[] fields = { "X-Tenant: one", "X-Mode: DARK", "Cookie: theme=dark", "Authorization: Bearer a",
				"X-User: ann" };
		Answer first = this.http.get(path, fields);
		assertThat(first.status()).isEqualTo(200);
		int calls = this.shelf.calls(path);
		String[] conditional = Arrays.copyOf(fields, fields.length + 1);
		conditional[fields.length] = "If-None-Match: " + first.field("ETag");
		assertThat(this.http.get(path, conditional).status()).isEqualTo(304);
		assertThat(this.shelf.calls(path)).isEqualTo(calls);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/converted/1", "/converted-header", "/converted-list?books=1", "/formatted/1", "/model/1",
			"/attribute-book", "/resolved-book", "/filled", "/converted-alone/1", "/attribute-book-alone",
			"/resolved-book-alone", "/filled-alone", "/converted-result/1" })
	void dataThatWasReadBeforeTheVersionIsNotLabelledWithIt(String path) {
		this.shelf.write("old");
		this.shelf.afterLoad = () -> {
			this.shelf.afterLoad = () -> {
			};
			this.shelf.write("new title");
		};
		Answer old = this.http.get(path, "X-Book: 1");
		assertThat(old.status()).isEqualTo(200);
		assertThat(old.text()).contains("old");
		Answer current = this.http.get(path, "X-Book: 1", "If-None-Match: " + old.field("ETag"));
		assertThat(current.status()).isEqualTo(200);
		assertThat(current.text()).contains("new title");
		assertThat(this.http.get(path, "X-Book: 1", "If-None-Match: " + current.field("ETag")).status()).isEqualTo(304);
	}

	@Test
	void fieldThatIsDifferentInEachRequestNeverGets304() {
		Answer first = this.http.get("/request-id", "X-Request-Id: 1");
		assertThat(this.http.get("/request-id", "X-Request-Id: 2", "If-None-Match: " + first.field("ETag")).status())
			.isEqualTo(200);
	}

}
