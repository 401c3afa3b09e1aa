package io.github.conditionalcache.webmvc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
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
 * What selects a representation enters its tag and is named in {@code Vary}, over a real
 * server and raw sockets.
 */
@SpringBootTest(classes = SelectorApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "conditional-cache.policies.shared.cache-control=public, max-age=60",
				"conditional-cache.policies.shared.cdn-cache-control=max-age=600",
				"conditional-cache.policies.one-language.cache-control=public, max-age=60",
				"conditional-cache.policies.one-language.locale=false",
				"conditional-cache.diagnostics.explain-header=true" })
abstract class AbstractSelectorTests {

	private static final String LONG_AGO = "If-Modified-Since: Sun, 01 Jan 2090 00:00:00 GMT";

	private final String server;

	private RawHttp http;

	AbstractSelectorTests(String server) {
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

	@ParameterizedTest
	@CsvSource({ "/several, application/json, application/xml", "/several, application/json, */*",
			"/several, application/xml, application/json", "/strong, application/json, application/xml",
			"/result, application/json, application/xml", "/marked, application/json, application/xml",
			"/text, text/plain, text/html", "/text, text/plain, application/json", "/bytes, image/png, image/gif",
			"/one, application/json, application/vnd.book+json", "/charset, text/plain, text/plain;charset=UTF-16",
			"/range, application/json, application/xml", "/negated, application/json, application/vnd.book+json",
			"/twice, application/json, text/plain", "/page-or-data, application/json, text/html",
			"/by-header, application/json, application/xml" })
	void otherFormatIsSent(String path, String held, String wanted) {
		Answer first = this.http.get(path, "Accept: " + held);
		assertThat(first.status()).as(first.text()).isEqualTo(200);
		String etag = first.field("ETag");
		assertThat(etag).isNotNull();
		assertThat(this.http.get(path, "Accept: " + held, "If-None-Match: " + etag).status()).isEqualTo(304);
		Answer second = this.http.get(path, "Accept: " + wanted, "If-None-Match: " + etag);
		assertThat(second.status()).as(second.fields().toString()).isIn(200, 406);
		assertThat(second.field("ETag")).isNotEqualTo(etag);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "*/*", "application/xml" })
	void dateOfTheApplicationDecidesNothingWhereThereAreSeveralFormats(String accept) {
		assertThat(this.http.get("/dated/own", "Accept: " + accept).field("Last-Modified")).isNotNull();
		assertThat(this.http.get("/dated/own", "Accept: " + accept, LONG_AGO).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dated/several", "/dated/page-or-data", "/dated/validators", "/dated/result" })
	void dateDecidesNothingWhereThereAreSeveralFormats(String path) {
		for (String accept : new String[] { "application/json", "*/*" }) {
			Answer answer = this.http.get(path, "Accept: " + accept, LONG_AGO);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.field("Last-Modified")).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "/dated/one, */*", "/dated/one, application/json", "/dated/values, */*",
			"/dated/values, application/json", "/dated/text, */*" })
	void dateDecidesWhereThereIsOneFormat(String path, String accept) {
		assertThat(this.http.get(path, "Accept: " + accept).field("Last-Modified")).isNotNull();
		assertThat(this.http.get(path, "Accept: " + accept, LONG_AGO).status()).isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dated/values", "/dated/text", "/dated/one" })
	void dateDecidesNothingForAnotherFormat(String path) {
		String other = "Accept: application/vnd.book+json, application/json;version=2";
		assertThat(this.http.get(path, other).field("Last-Modified")).isNull();
		assertThat(this.http.get(path, other, LONG_AGO).status()).isIn(200, 406);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/several         | accept,accept-language
			/one             | accept-language
			/values          | accept,accept-language
			/text            | accept,accept-language
			/page-or-data    | accept,accept-language
			/single-language | accept
			/no-locale       | ''
			/hashed          | accept,accept-language
			/hashed-header   | accept,accept-language,x-version
			/by-header       | accept,accept-language,x-version
			/own-vary        | accept,accept-language,x-own
			/star            | *
			/view            | accept,accept-language
			""")
	void varyNamesWhatSelects(String path, String expected) {
		Answer first = this.http.get(path, "Accept: application/json, text/html", "X-Version: 1");
		assertThat(first.status()).isEqualTo(200);
		assertThat(String.join(",", vary(first))).isEqualTo(expected);
		Answer second = this.http.get(path, "Accept: application/json, text/html", "X-Version: 1",
				"If-None-Match: " + first.field("ETag"));
		assertThat(second.status()).isEqualTo(304);
		assertThat(vary(second)).isEqualTo(vary(first));
		assertThat(vary(this.http.head(path, "Accept: application/json, text/html", "X-Version: 1")))
			.isEqualTo(vary(first));
	}

	private static Set<String> vary(Answer answer) {
		return answer.fields()
			.stream()
			.filter((line) -> line.startsWith("Vary:"))
			.flatMap((line) -> Arrays.stream(line.substring("Vary:".length()).toLowerCase(Locale.ROOT).split(",")))
			.map(String::trim)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void versionThatIsReadAfterTheDataIsNotUsed() {
		String etag = this.http.get("/after-data").field("ETag");
		assertThat(etag).isEqualTo(this.http.get("/after-data").field("ETag")).matches("W/\"[0-9a-v]{26}\"");
		assertThat(this.http.get("/after-data", "If-None-Match: " + etag).status()).isEqualTo(304);
	}

	@Test
	void sharedPolicyStaysWhereEveryFieldIsKnown() {
		Answer answer = this.http.get("/shared");
		assertThat(answer.field("Cache-Control")).isEqualTo("public, max-age=60");
		assertThat(answer.field("CDN-Cache-Control")).isEqualTo("max-age=600");
		assertThat(vary(answer)).containsExactly("accept", "accept-language");
	}

	@Test
	void userWhoHasSwitchedToAnotherIsAnotherUser() {
		String alice = this.http.get("/mine", switched("alice", "bob")).field("ETag");
		assertThat(this.http.get("/mine", switched("alice", "bob"), "If-None-Match: " + alice).status()).isEqualTo(304);
		assertThat(this.http.get("/mine", switched("root", "bob"), "If-None-Match: " + alice).status()).isEqualTo(200);
		assertThat(this.http.get("/mine", user("bob"), "If-None-Match: " + alice).status()).isEqualTo(200);
	}

	@Test
	void answerToAUserIsNeverShared() {
		Answer answer = this.http.get("/shared", user("ann"));
		assertThat(answer.field("Cache-Control")).startsWith("private");
		assertThat(answer.field("CDN-Cache-Control")).isNull();
		assertThat(this.http.get("/max-age", user("ann")).field("Cache-Control")).isEqualTo("private, max-age=60");
	}

	private static String user(String name) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
	}

	private static String switched(String from, String to) {
		return "X-Switched: " + from + ">" + to;
	}

}
