package io.github.conditionalcache.webmvc;

import java.util.List;

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
 * Cookies, tokens and nonces: whatever is for one visitor, or for one answer, alone.
 */
@SpringBootTest(classes = CarrierApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AbstractCarrierTests {

	private static final String OF_SECURITY = "no-cache, no-store, max-age=0, must-revalidate";

	private final String server;

	private RawHttp http;

	AbstractCarrierTests(String server) {
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
	@CsvSource({ "/open/form, JSESSIONID", "/open/public-form, JSESSIONID", "/cookie/form, XSRF-TOKEN",
			"/cookie/public-form, XSRF-TOKEN", "/named/form, MYTOKEN", "/named/public-form, MYTOKEN",
			"/spring/form, SESSION", "/spring/public-form, SESSION" })
	void pageWithTokenBelongsToWhoHasItsCarrier(String path, String cookie) {
		Answer first = this.http.get(path);
		assertThat(first.field("Set-Cookie")).startsWith(cookie + "=");
		assertLikeWithoutUs(first);
		String ann = cookie(first);
		String bob = cookie(this.http.get(path));
		assertThat(ann).isNotEqualTo(bob);
		Answer page = this.http.get(path, ann);
		assertThat(page.field("Set-Cookie")).isNull();
		assertThat(page.field("Cache-Control")).contains("private").doesNotContain("public", "no-store");
		String condition = "If-None-Match: " + page.field("ETag");
		assertThat(page.field("ETag")).isNotNull();
		Answer unmodified = this.http.get(path, ann, condition);
		assertThat(unmodified.status()).isEqualTo(304);
		assertThat(unmodified.field("Cache-Control")).isEqualTo(page.field("Cache-Control"));
		assertThat(this.http.get(path, bob, condition).status()).isEqualTo(200);
		for (String date : List.of("X-None: 1", "If-Modified-Since: Fri, 20 Nov 2099 00:00:00 GMT")) {
			Answer lost = this.http.get(path, condition, date);
			assertThat(lost.status()).isEqualTo(200);
			assertThat(lost.field("Set-Cookie")).isNotNull();
			assertLikeWithoutUs(lost);
		}
	}

	private void assertLikeWithoutUs(Answer answer) {
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("ETag")).isNull();
		assertThat(answer.field("Last-Modified")).isNull();
		if (this.server.startsWith("Jetty") && answer.field("Set-Cookie") != null) {
			// Jetty adds its own word to a cookie, and Spring Security then keeps out
			assertThat(answer.field("Expires")).isIn("Thu, 01 Jan 1970 00:00:00 GMT", "0");
			assertThat(answer.field("Cache-Control")).isIn(null, OF_SECURITY);
			return;
		}
		assertThat(answer.field("Cache-Control")).isEqualTo(OF_SECURITY);
		assertThat(answer.field("Pragma")).isEqualTo("no-cache");
		assertThat(answer.field("Expires")).isEqualTo("0");
	}

	private static String cookie(Answer answer) {
		return "Cookie: " + answer.field("Set-Cookie").split(";")[0];
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/hashed-form", "/cookie/hashed-form", "/spring/hashed-form", "/open/dated-form",
			"/cookie/dated-form", "/open/token", "/cookie/token", "/spring/token", "/header/form", "/header/token" })
	void answerThatBringsACarrierHasNoValidator(String path) {
		assertLikeWithoutUs(this.http.get(path));
		assertLikeWithoutUs(this.http.get(path, "If-None-Match: \"other\""));
	}

	@Test
	void dateIsNotOfAPageWithToken() {
		String cookie = cookie(this.http.get("/open/dated-form"));
		Answer page = this.http.get("/open/dated-form", cookie);
		assertThat(page.field("Last-Modified")).isNull();
		assertThat(page.field("ETag")).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/open/page", "/cookie/page", "/named/page", "/spring/page", "/header/page", "/policy/page" })
	void pageThatReadsNoTokenIsNotModified(String path) {
		Answer page = this.http.get(path);
		assertThat(page.field("Set-Cookie")).isNull();
		assertThat(page.field("Cache-Control")).isEqualTo(CarrierApplication.PUBLIC);
		Answer unmodified = this.http.get(path, "If-None-Match: " + page.field("ETag"));
		assertThat(unmodified.status()).isEqualTo(304);
		assertThat(unmodified.field("Cache-Control")).isEqualTo(CarrierApplication.PUBLIC);
		assertThat(unmodified.field("Content-Security-Policy")).isEqualTo(page.field("Content-Security-Policy"));
		assertThat(this.http.get(path, "If-None-Match: " + page.field("ETag"), "Cookie: other=1").status())
			.isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/session/10", "/open/session/7000", "/open/session/100000", "/spring/session/10",
			"/spring/session/100000", "/header/session/10", "/header/session/100000" })
	void sessionBegunWhileAViewRendersLeavesNoValidator(String path) {
		assertLikeWithoutUs(this.http.get(path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/post-handle", "/open/post-handle-page", "/open/after-completion", "/open/entity",
			"/outside/cookie-after", "/outside/field-after", "/outside/session-after", "/inside/cookie-after",
			"/inside/field-after", "/inside/session-after", "/outside/hashed/cookie-after",
			"/inside/hashed/cookie-after" })
	void cookieThatFollowsTakesTheValidatorAway(String path) {
		Answer answer = this.http.get(path);
		assertThat(answer.field("Set-Cookie")).isNotNull();
		assertLikeWithoutUs(answer);
		Answer any = this.http.get(path, "If-None-Match: *");
		assertThat(any.field("Set-Cookie")).isNotNull();
		assertThat(any.field("ETag")).isNull();
		assertThat(String.valueOf(any.field("Cache-Control"))).doesNotContain("public");
		if (any.status() == 304) {
			assertThat(any.field("Cache-Control")).contains("private");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nonce/page", "/outside/nonce-before", "/outside/nonce-after", "/outside/report-after",
			"/inside/nonce-before", "/inside/nonce-after", "/inside/report-after", "/outside/hashed/nonce-after",
			"/inside/hashed/nonce-after" })
	void answerWithNonceHasNoValidator(String path) {
		assertLikeWithoutUs(this.http.get(path));
		for (String condition : List.of("If-None-Match: *", "If-Modified-Since: Fri, 20 Nov 2099 00:00:00 GMT")) {
			Answer again = this.http.get(path, condition);
			assertLikeWithoutUs(again);
			assertThat(again.fields()).anyMatch((line) -> line.contains("'Nonce-"));
		}
	}

}
