package io.github.conditionalcache.webmvc;

import java.util.List;

import io.github.conditionalcache.handler.ManagedHandlers;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.AddedFieldsApplication.Versions;
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
 * A 304 has the fields of its 200 (RFC 9110 §15.4.5) also where its tag or date can't
 * tell that the handler sets some.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = AddedFieldsApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AbstractAddedFieldsTests {

	private static final String TAG = "If-None-Match: \"mine\"";

	private final String server;

	private RawHttp http;

	@Autowired
	private Versions versions;

	AbstractAddedFieldsTests(String server) {
		this.server = server;
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.versions.calls.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/entity", "/http-entity", "/hidden", "/future", "/callable", "/object", "/response",
			"/web-request", "/model-and-view", "/held" })
	void handlerThatCanSetFieldsRunsBeforeItsTagIsCompared(String path) {
		Answer unmodified = this.http.get(path, TAG);
		Answer whole = this.http.get(path);
		assertThat(whole.status()).isEqualTo(200);
		assertThat(whole.field("ETag")).isEqualTo("\"mine\"");
		assertThat(unmodified.status()).isEqualTo(304);
		assertSameFields(unmodified, whole);
		assertThat(this.http.get(path, "If-None-Match: \"other\"").status()).isEqualTo(200);
		assertThat(this.http.get(path, "If-Match: \"other\"").status()).isEqualTo(412);
	}

	private static void assertSameFields(Answer unmodified, Answer whole) {
		for (String name : List.of("ETag", "Cache-Control", "Vary", "Expires", "Content-Location", "Last-Modified")) {
			assertThat(unmodified.field(name)).as(name).isEqualTo(whole.field(name));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/plain", "/plain-whole" })
	void handlerThatCannotSetFieldsIsSpared(String path) {
		Answer whole = this.http.get(path);
		Answer unmodified = this.http.get(path, TAG);
		assertThat(unmodified.status()).isEqualTo(304);
		assertSameFields(unmodified, whole);
		assertThat(this.versions.calls.get(path.substring(1))).hasValue(1);
	}

	@Test
	void handlerThatWasSeenToSetFieldsIsRunFromThenOn(CapturedOutput output) {
		Answer whole = this.http.get("/seen");
		for (int i = 0; i < 2; i++) {
			Answer unmodified = this.http.get("/seen", TAG);
			assertThat(unmodified.status()).isEqualTo(304);
			assertSameFields(unmodified, whole);
		}
		assertThat(this.versions.calls.get("seen")).hasValue(3);
		assertThat(output).containsOnlyOnce("Handlers.seen runs from now on");
	}

	@ParameterizedTest
	@ValueSource(strings = { "context", "advised", "advised-json", "advised-callable" })
	void handlerThatHasNotAnsweredYetRunsBeforeItsTagIsCompared(String name) {
		Answer unmodified = this.http.get("/unseen/" + name, TAG);
		Answer whole = this.http.get("/unseen/" + name);
		assertThat(unmodified.status()).isEqualTo(304);
		assertThat(whole.field("Cache-Control")).isEqualTo("max-age=60");
		assertSameFields(unmodified, whole);
		assertSameFields(this.http.head("/unseen/" + name, TAG), whole);
	}

	@Test
	void handlerThatWasSeenToSetNoFieldsIsSpared() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.http.get("/unseen/plain", TAG).status()).isEqualTo(304);
		}
		assertThat(this.versions.calls.get("unseen-plain")).hasValue(1);
	}

	@ParameterizedTest
	@CsvSource({ "tag, 304", "own, 200", "hash, 200", "date, 200", "callable, 304", "object, 200", "long, 304" })
	void notModifiedHasTheFieldsThatTheViewSets(String name, int status) {
		Answer early = this.http.get("/named/" + name, TAG);
		Answer whole = this.http.get("/named/" + name);
		assertThat(whole.status()).isEqualTo(200);
		assertThat(whole.field("Cache-Control")).isEqualTo("max-age=60");
		assertThat(early.status()).isEqualTo(status);
		if (status == 304) {
			assertSameFields(early, whole);
		}
		for (String condition : List.of("If-None-Match: " + whole.field("ETag"), "If-None-Match: *")) {
			Answer unmodified = this.http.get("/named/" + name, condition);
			assertThat(unmodified.status()).as(condition).isEqualTo(304);
			assertSameFields(unmodified, whole);
		}
	}

	@Test
	void viewThatWasSeenToSetNoFieldsIsNotRenderedForNothing() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.http.get("/named-plain", TAG).status()).isEqualTo(304);
		}
		assertThat(this.versions.calls.get("rendered")).hasValue(1);
	}

	@Test
	void viewThatSetsACookieForOneVisitorIsSparedForOthers() {
		this.http.get("/welcome");
		Answer welcomed = this.http.get("/welcome", "X-Welcome: 1");
		assertThat(welcomed.field("Set-Cookie")).startsWith("welcome=1");
		assertThat(welcomed.field("ETag")).isNull();
		assertThat(this.http.get("/welcome", TAG).status()).isEqualTo(304);
		assertThat(this.versions.calls.get("welcomed")).hasValue(2);
	}

	@ParameterizedTest
	@CsvSource({ "/after,text", "/after,own", "/after,hash", "/after,json", "/after,callable", "/after,page",
			"/after,resource", "/after,stream", "/after,bytes", "/before,text", "/before,own", "/before,hash",
			"/before,json", "/before,callable", "/before,page", "/before,resource", "/before,stream", "/before,bytes",
			"/filtered,text", "/filtered,own", "/filtered,hash", "/filtered,json", "/filtered,callable",
			"/filtered,resource", "/filtered,stream", "/filtered,bytes", "/outside,text", "/outside,own",
			"/outside,hash", "/outside,json", "/outside,callable", "/outside,resource", "/outside,stream",
			"/outside,bytes", "/secured,text", "/secured,own", "/secured,hash", "/secured,json", "/secured,callable",
			"/secured,resource", "/secured,stream", "/secured,bytes" })
	void notModifiedHasTheLateFieldsThatItsAnswerHasAndNoOthers(String path, String name) {
		// An interceptor that runs after ours adds to views as if they did. The first
		// answer shows it.
		this.http.get(path + "/" + name);
		Answer whole = this.http.get(path + "/" + name);
		assertThat(whole.status()).isEqualTo(200);
		Answer unmodified = this.http.get(path + "/" + name, "If-None-Match: " + whole.field("ETag"));
		assertThat(unmodified.status()).isEqualTo(304);
		assertSameFields(unmodified, whole);
	}

	@Test
	void pageWithAVerbatimTagIsRenderedLate() {
		this.http.get("/page");
		assertThat(this.http.get("/page", TAG).status()).isEqualTo(304);
		assertThat(this.versions.calls.get("page")).hasValue(2);
	}

	@Test
	void dateTellsNothingOfFieldsEither() {
		Answer whole = this.http.get("/dated");
		Answer byDate = this.http.get("/dated", "If-Modified-Since: " + whole.field("Last-Modified"));
		assertThat(byDate.status()).isEqualTo(304);
		assertSameFields(byDate, whole);
		Answer byTag = this.http.get("/dated", "If-None-Match: " + whole.field("ETag"));
		assertThat(byTag.status()).isEqualTo(304);
		assertSameFields(byTag, whole);
	}

	@Test
	void reportTellsWhyWhereTheTypeIsKnown(@Autowired ManagedHandlers handlers) {
		assertThat(whyLate(handlers, "Handlers.entity")).contains("may set fields");
		assertThat(whyLate(handlers, "Pages.page")).contains("may set fields");
		assertThat(whyLate(handlers, "Holder.held")).contains("may set fields");
		assertThat(whyLate(handlers, "Handlers.plain")).isNull();
		assertThat(whyLate(handlers, "Handlers.hidden")).isNull();
	}

	private static @Nullable String whyLate(ManagedHandlers handlers, String name) {
		return handlers.all()
			.stream()
			.filter((handler) -> handler.name().endsWith(name))
			.findFirst()
			.orElseThrow()
			.whyLate();
	}

}
