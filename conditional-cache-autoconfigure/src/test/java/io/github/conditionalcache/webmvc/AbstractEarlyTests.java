package io.github.conditionalcache.webmvc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.EarlyApplication.Books;
import io.github.conditionalcache.webmvc.EarlyApplication.OutcomePublisher;
import org.awaitility.Awaitility;
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
 * Answers before the controller runs, over a real server and raw sockets.
 */
@SpringBootTest(classes = EarlyApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "conditional-cache.policies.shared.cache-control=no-cache",
				"conditional-cache.policies.shared.cdn-cache-control=max-age=60",
				"conditional-cache.policies.shared.vary=X-Theme", "conditional-cache.validation.timeout=1s" })
abstract class AbstractEarlyTests {

	private static final String ANN = user("ann");

	private static final String BOB = user("bob");

	private static final String GRANTED = "X-Granted: yes";

	private static final String EVE = user("eve");

	private final String server;

	private RawHttp http;

	@Autowired
	private Books books;

	@Autowired
	private OutcomePublisher outcomes;

	AbstractEarlyTests(String server) {
		this.server = server;
	}

	private static String user(String name) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		this.outcomes.all.clear();
	}

	@AfterEach
	void restore() {
		this.books.next = null;
		this.books.onRead = () -> {
		};
	}

	@ParameterizedTest
	@CsvSource({ "/books/1, book", "/days/2026_02_03, day", "/dated, dated", "/primitive, primitive", "/void, void",
			"/callable, callable", "/future, future", "/status, status", "/entity, entity", "/page, page",
			"/sourced/1, sourced", "/composed, composed", "/varied, varied", "/tag, tag",
			"/validators/whole, validators" })
	void clientThatIsUpToDateIsAnsweredBeforeTheHandlerRuns(String path, String handler) {
		assertAnsweredEarly(path, handler);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pre-authorize", "meta", "secured", "roles-allowed", "on-class", "on-interface",
			"on-superclass", "secured-class", "roles-allowed-class", "behind-a-door", "aspect-before", "url-rule",
			"interceptor", "api" })
	void clientThatMayReadIsAnsweredBeforeTheHandlerRuns(String handler) {
		assertAnsweredEarly("/" + handler, handler, ANN);
	}

	private void assertAnsweredEarly(String path, String handler, String... fields) {
		Answer first = this.http.get(path, fields);
		assertThat(first.status()).isEqualTo(200);
		String etag = first.field("ETag");
		assertThat(etag).isNotNull();
		int calls = this.books.calls(handler);
		for (String method : List.of("GET", "HEAD")) {
			Answer second = this.http.send(method, path, with(fields, "If-None-Match: " + etag));
			assertThat(second.status()).isEqualTo(304);
			assertThat(second.body()).isEmpty();
			for (String name : List.of("ETag", "Last-Modified", "Cache-Control", "CDN-Cache-Control", "Vary", "Expires",
					"Pragma", "X-Content-Type-Options", "X-Frame-Options")) {
				assertThat(second.field(name)).as(name).isEqualTo(first.field(name));
			}
			assertThat(second.field("Content-Length")).isNull();
			assertThat(second.field("Content-Type")).isNull();
		}
		assertThat(this.books.calls(handler)).isEqualTo(calls);
		assertOutcome(Result.HIT, Reason.NONE, Phase.EARLY);
		this.books.version.incrementAndGet();
		if (!etag.contains("my-tag") && !etag.contains("whole")) {
			Answer third = this.http.get(path, with(fields, "If-None-Match: " + etag));
			assertThat(third.status()).isEqualTo(200);
			assertThat(third.field("ETag")).isNotEqualTo(etag);
			assertThat(this.books.calls(handler)).isEqualTo(calls + 1);
			assertOutcome(Result.MISS, Reason.CHANGED, Phase.EARLY);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/result", "/mixed/1" })
	void versionOfTheReturnedValueIsDecidedLate(String path) {
		Answer first = this.http.get(path);
		int calls = this.books.calls(path.split("/")[1]);
		Answer second = this.http.get(path, "If-None-Match: " + first.field("ETag"));
		assertThat(second.status()).isEqualTo(304);
		assertThat(this.books.calls(path.split("/")[1])).isEqualTo(calls + 1);
		assertOutcome(Result.HIT, Reason.NONE, Phase.VALUE);
		this.books.version.incrementAndGet();
		assertThat(this.http.get(path, "If-None-Match: " + first.field("ETag")).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "post-authorize", "post-filter", "aspect-around", "aspect-around-after", "aspect-after" })
	void handlerWhoseResultMayBeJudgedRunsFirst(String handler) {
		Answer first = this.http.get("/" + handler, ANN);
		int calls = this.books.calls(handler);
		Answer second = this.http.get("/" + handler, ANN, "If-None-Match: " + first.field("ETag"));
		assertThat(second.status()).isEqualTo(304);
		assertThat(this.books.calls(handler)).isEqualTo(calls + 1);
	}

	@Test
	void otherOriginThatIsLetInMayReadTheTag() {
		String origin = "Origin: https://other.example";
		Answer first = this.http.get("/cors", origin);
		Answer second = this.http.get("/cors", origin, "If-None-Match: " + first.field("ETag"));
		Answer failed = this.http.get("/cors", origin, "If-Match: \"x\"");
		assertThat(List.of(first.status(), second.status(), failed.status())).containsExactly(200, 304, 412);
		for (Answer answer : List.of(first, second, failed)) {
			assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo("https://other.example");
			assertThat(answer.field("Access-Control-Expose-Headers")).isEqualTo("ETag");
		}
		assertThat(this.http.get("/cors").field("Access-Control-Expose-Headers")).isNull();
	}

	@Test
	void fieldsOfAnEntityAreOnIts304() {
		Answer first = this.http.get("/located");
		Answer second = this.http.get("/located", "If-None-Match: " + first.field("ETag"));
		assertThat(second.status()).isEqualTo(304);
		assertThat(second.field("Content-Location")).isEqualTo("/books/1");
		assertThat(second.field("Expires")).isEqualTo("0");
	}

	@Test
	void partOfAnEntityHasTheTagAndTheFieldsOfTheWhole() {
		Answer whole = this.http.get("/located-file");
		assertThat(whole.status()).isEqualTo(200);
		for (String ifRange : List.of("X-None: none", "If-Range: " + whole.field("ETag"))) {
			Answer part = this.http.get("/located-file", "Range: bytes=2-4", ifRange);
			assertThat(part.status()).isEqualTo(206);
			assertThat(part.text()).isEqualTo("234");
			assertThat(part.field("ETag")).isEqualTo(whole.field("ETag"));
			assertThat(part.fields()).filteredOn((line) -> line.startsWith("Cache-Control:"))
				.containsExactly("Cache-Control: max-age=60");
			assertThat(part.field("Content-Location")).isEqualTo("/books/1");
		}
	}

	@Test
	void partOfAnEntityThatRepeatsAFieldHasTheTagOfTheWhole() {
		String origin = "Origin: https://other.example";
		Answer whole = this.http.get("/cors-file", origin);
		assertThat(whole.field("Vary")).contains("Origin");
		Answer part = this.http.get("/cors-file", origin, "Range: bytes=2-4", "If-Range: " + whole.field("ETag"));
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.field("ETag")).isEqualTo(whole.field("ETag"));
	}

	@Test
	void contentFromACacheIsNotLabelledWithAVersionReadLater() {
		String before = this.http.get("/cached-mixed").field("ETag");
		this.books.version.incrementAndGet();
		Answer fromCache = this.http.get("/cached-mixed");
		assertThat(before).contains(".");
		assertThat(fromCache.field("ETag")).doesNotContain(".");
	}

	@Test
	void finalMethodBehindAProxyIsStillAnswered() {
		assertThat(this.http.get("/final").text()).isEqualTo("final");
		assertThat(this.http.get("/final", "If-None-Match: \"my-tag\"").status()).isEqualTo(304);
	}

	@Test
	void cacheOfSpringIsNotPoisoned() {
		String etag = this.http.get("/cached").field("ETag");
		assertThat(this.http.get("/cached", "If-None-Match: " + etag).status()).isEqualTo(304);
		assertThat(this.books.calls("cached")).isEqualTo(1);
		Answer fromCache = this.http.get("/cached");
		assertThat(fromCache.status()).isEqualTo(200);
		assertThat(fromCache.text()).contains("\"version\"");
		assertThat(this.books.calls("cached")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pre-authorize", "meta", "secured", "roles-allowed", "on-class", "on-interface",
			"on-superclass", "secured-class", "roles-allowed-class", "deny-all-class", "behind-a-door",
			"post-authorize", "pre-and-post", "post-filter", "url-rule", "interceptor", "aspect-before",
			"aspect-around", "aspect-around-after", "aspect-after", "return-object" })
	void deniedUserSeesExactlyTheDenial(String handler) {
		String path = "/" + handler;
		String readers = Optional.ofNullable(this.http.get(path, ANN).field("ETag")).orElse("\"none\"");
		for (String user : List.of(BOB, "X-Nobody: yes")) {
			Answer plain = this.http.get(path, user);
			boolean filtered = handler.equals("post-filter");
			assertThat(plain.status()).isEqualTo(filtered ? 200 : plain.status()).isNotEqualTo(304);
			if (!filtered) {
				assertThat(plain.status()).isGreaterThanOrEqualTo(400);
				assertThat(plain.field("ETag")).isNull();
				assertThat(plain.field("Last-Modified")).isNull();
			}
			for (String condition : List.of("If-None-Match: " + readers, "If-None-Match: *", "If-Match: \"x\"",
					"If-Match: " + readers, "If-Modified-Since: Fri, 20 Nov 2099 00:00:00 GMT",
					"If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "If-None-Match: broken")) {
				Answer conditional = this.http.get(path, user, condition);
				if (!filtered) {
					assertThat(visible(conditional)).as(condition).isEqualTo(visible(plain));
					assertThat(stable(conditional.text())).as(condition).isEqualTo(stable(plain.text()));
				}
				else if (!condition.contains("*") && !condition.startsWith("If-Match")) {
					assertThat(conditional.text()).as(condition).isEqualTo(plain.text());
				}
			}
		}
	}

	private static List<String> visible(Answer answer) {
		return Stream.concat(Stream.of("" + answer.status()), answer.fields().stream())
			.filter((line) -> !line.startsWith("Date:"))
			.toList();
	}

	private static String stable(String body) {
		return body.replaceAll("\"timestamp\":\"[^\"]*\"", "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "behind-a-door", "in-front-of-a-door", "pre-and-post", "interceptor", "aspect-before",
			"aspect-around", "aspect-around-after", "aspect-after" })
	void userWhoHasLostAccessSeesExactlyTheDenial(String handler) {
		String path = "/" + handler;
		Answer granted = this.http.get(path, BOB, GRANTED);
		String tag = "If-None-Match: " + granted.field("ETag");
		assertThat(this.http.get(path, BOB, GRANTED, tag).status()).isEqualTo(304);
		for (String method : List.of("GET", "HEAD")) {
			Answer plain = this.http.send(method, path, BOB);
			Answer conditional = this.http.send(method, path, BOB, tag);
			assertThat(plain.status()).isEqualTo(403);
			assertThat(visible(conditional)).isEqualTo(visible(plain));
			assertThat(stable(conditional.text())).isEqualTo(stable(plain.text()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "pre-authorize", "pre-and-post", "behind-a-door", "secured-class", "deny-all-class" })
	void deniedUserCausesNoLookUp(String handler) {
		int before = this.books.lookups.get();
		assertThat(this.http.get("/" + handler, BOB, "If-None-Match: \"x\"").status()).isEqualTo(403);
		assertThat(this.books.lookups).hasValue(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/masked-early", "/masked-late" })
	void answerInsteadOfADenialHasNotTheVersionsTag(String path) {
		String etag = this.http.get(path, ANN, GRANTED).field("ETag");
		Answer masked = this.http.get(path, ANN, "If-None-Match: " + etag);
		assertThat(masked.status()).isEqualTo(200);
		assertThat(masked.text()).contains("\"version\":0");
		Answer unmasked = this.http.get(path, ANN, GRANTED, "If-None-Match: " + masked.field("ETag"));
		assertThat(unmasked.status()).isEqualTo(200);
		assertThat(unmasked.text()).doesNotContain("\"version\":0");
		assertThat(unmasked.field("ETag")).isEqualTo(etag);
	}

	@Test
	void userNeverGetsAnotherUsersAnswer() {
		String etag = this.http.get("/books/1", ANN).field("ETag");
		assertThat(this.http.get("/books/1", ANN, "If-None-Match: " + etag).status()).isEqualTo(304);
		assertThat(this.http.get("/books/1", EVE, "If-None-Match: " + etag).status()).isEqualTo(200);
		assertOutcome(Result.MISS, Reason.VARIANT, Phase.EARLY);
		assertThat(this.http.get("/books/1", "If-None-Match: " + etag).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: application/*+json", "Accept-Language: de", "X-Mode: dark", "X-Theme: blue",
			"X-Tenant: other" })
	void otherVariantIsSent(String field) {
		String etag = this.http.get("/varied").field("ETag");
		assertThat(this.http.get("/varied", field, "If-None-Match: " + etag).status()).isEqualTo(200);
		assertOutcome(Result.MISS, Reason.VARIANT, Phase.EARLY);
	}

	@Test
	void otherQueryOrApiVersionIsAnotherVariant() {
		String etag = this.http.get("/varied?q=1").field("ETag");
		assertThat(this.http.get("/varied?q=1", "If-None-Match: " + etag).status()).isEqualTo(304);
		assertThat(this.http.get("/varied?q=2", "If-None-Match: " + etag).status()).isEqualTo(200);
		String first = this.http.get("/api", "X-API-Version: 1.0").field("ETag");
		assertThat(this.http.get("/api", "X-API-Version: 1.0", "If-None-Match: " + first).status()).isEqualTo(304);
		assertThat(this.http.get("/api", "X-API-Version: 2.0", "If-None-Match: " + first).status()).isEqualTo(200);
		assertThat(this.http.get("/api", "X-API-Version: 1.0").field("Vary")).contains("X-API-Version");
	}

	@Test
	void namedPolicyIsSent() {
		Answer answer = this.http.get("/varied");
		assertThat(answer.field("Cache-Control")).isEqualTo("no-cache");
		assertThat(answer.field("CDN-Cache-Control")).isEqualTo("max-age=60");
		assertThat(answer.field("Vary")).contains("X-Theme").contains("X-Mode");
		assertThat(this.http.get("/varied", ANN).field("CDN-Cache-Control")).isNull();
	}

	@Test
	void handlersOwnErrorsStay() {
		assertThat(this.http.get("/books/404", "If-None-Match: *").status()).isEqualTo(404);
		assertThat(this.http.get("/books/404", "If-Modified-Since: Fri, 20 Nov 2099 00:00:00 GMT").status())
			.isEqualTo(404);
		assertThat(this.http.get("/books/x", "If-None-Match: *").status()).isEqualTo(400);
		assertThat(this.http.get("/books/0", "If-None-Match: *").status()).isEqualTo(400);
		assertThat(this.http.get("/validators/absent", "If-None-Match: \"whole\"").status()).isEqualTo(404);
		assertThat(this.http.get("/validators/absent", "If-Match: *").status()).isEqualTo(404);
	}

	@Test
	void anythingButAMatchIsDecidedOnceTheHandlerHasRun() {
		int calls = this.books.calls("book");
		assertThat(this.http.get("/books/1", "If-None-Match: *").status()).isEqualTo(304);
		assertThat(this.http.get("/books/1", "If-Match: \"other\"").status()).isEqualTo(412);
		assertThat(this.books.calls("book")).isEqualTo(calls + 2);
	}

	@Test
	void applicationsOwnWordWins() {
		assertThat(this.http.get("/own-tag").field("ETag")).isEqualTo("\"mine\"");
		assertThat(this.http.get("/own-tag", "If-None-Match: \"mine\"").status()).isEqualTo(304);
		Answer noStore = this.http.get("/no-store");
		assertThat(noStore.field("ETag")).isNull();
		assertThat(noStore.field("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void verbatimValidatorsAreSentAsTheyAre() {
		assertThat(this.http.get("/tag").field("ETag")).isEqualTo("\"my-tag\"");
		assertThat(this.http.get("/tag", ANN, "If-None-Match: \"my-tag\"").status()).isEqualTo(304);
		Answer untagged = this.http.get("/validators/untagged");
		assertThat(untagged.field("ETag")).isNull();
		assertThat(untagged.field("Last-Modified")).isEqualTo("Tue, 03 Feb 2026 04:05:06 GMT");
	}

	@Test
	void dateAloneIsDecidedLateUnderMethodSecurity() {
		int calls = this.books.calls("validators");
		String date = this.http.get("/validators/untagged").field("Last-Modified");
		assertThat(this.http.get("/validators/untagged", "If-Modified-Since: " + date).status()).isEqualTo(304);
		assertThat(this.books.calls("validators")).isEqualTo(calls + 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception", "type", "slow", "error" })
	void failingVersionIsAnsweredAsWithoutTheLibrary(String fault) {
		String etag = this.http.get("/books/7").field("ETag");
		this.books.next = () -> switch (fault) {
			case "exception" -> throw new IllegalStateException("no database");
			case "type" -> new StringBuilder[] { null }.getClass();
			case "slow" -> {
				TimeUnit.SECONDS.sleep(5);
				yield 1;
			}
			default -> throw new StackOverflowError();
		};
		long start = System.nanoTime();
		Answer answer = this.http.get("/books/7", "If-None-Match: " + etag);
		assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(4);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("ETag")).isNull();
		assertThat(answer.text()).contains("\"version\"");
		assertOutcome(Result.BYPASS, Reason.VALIDATOR_ERROR, Phase.NONE);
	}

	@Test
	void unknownVersionLeavesTheDecisionToTheValue() {
		this.books.next = () -> null;
		Answer answer = this.http.get("/books/8");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("ETag")).isNotNull().doesNotContain(".");
	}

	@Test
	void versionIsLookedUpOnce() {
		String etag = this.http.get("/books/1").field("ETag");
		for (String path : List.of("/books/1", "/sourced/1")) {
			int before = this.books.lookups.get();
			this.http.get(path, "If-None-Match: " + etag);
			this.http.get(path);
			assertThat(this.books.lookups).hasValue(before + 2);
		}
	}

	@Test
	void tagIsNeverNewerThanTheContent() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch written = new CountDownLatch(1);
		this.books.onRead = () -> {
			reading.countDown();
			await(written);
		};
		Answer[] answer = new Answer[1];
		Thread reader = new Thread(() -> answer[0] = this.http.get("/books/1"));
		reader.start();
		await(reading);
		int before = this.books.version.get();
		this.books.version.incrementAndGet();
		written.countDown();
		reader.join();
		this.books.onRead = () -> {
		};
		assertThat(answer[0].text()).contains("\"version\":" + (before + 1));
		assertThat(this.http.get("/books/1", "If-None-Match: " + answer[0].field("ETag")).status())
			.as("The tag is older than the content, which costs a 200")
			.isEqualTo(200);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void validationIsTimedWhereTheVersionIsDeclared() {
		this.http.get("/books/1");
		ConditionalRequestOutcome outcome = assertOutcome(Result.UNCONDITIONAL, Reason.NONE, Phase.EARLY);
		assertThat(outcome.validation()).isPositive();
		assertThat(outcome.validator()).isEqualTo(ValidatorKind.VERSION);
		this.http.get("/dated");
		assertThat(assertOutcome(Result.UNCONDITIONAL, Reason.NONE, Phase.EARLY).validator())
			.isEqualTo(ValidatorKind.LAST_MODIFIED);
	}

	private ConditionalRequestOutcome assertOutcome(Result result, Reason reason, Phase phase) {
		Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> !this.outcomes.all.isEmpty());
		ConditionalRequestOutcome last = this.outcomes.all.get(this.outcomes.all.size() - 1);
		Awaitility.await()
			.atMost(5, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(this.outcomes.all.get(this.outcomes.all.size() - 1))
				.extracting(ConditionalRequestOutcome::result, ConditionalRequestOutcome::reason,
						ConditionalRequestOutcome::phase)
				.containsExactly(result, reason, phase));
		return this.outcomes.all.get(this.outcomes.all.size() - 1);
	}

	private static String[] with(String[] fields, String another) {
		return Stream.concat(Stream.of(fields), Stream.of(another)).toArray(String[]::new);
	}

}
