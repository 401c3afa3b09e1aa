package io.github.conditionalcache.webmvc;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawConnection;
import io.github.conditionalcache.test.RawHttp;
import io.github.conditionalcache.webmvc.WriteApplication.Books;
import io.github.conditionalcache.webmvc.WriteApplication.Told;
import io.github.conditionalcache.webmvc.WriteApplication.Transactions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Preconditions on writes, over a real server and raw sockets.
 */
@SpringBootTest(classes = WriteApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "conditional-cache.validation.timeout=500ms",
				"conditional-cache.preconditions.refusal-tag=always" })
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractWriteTests {

	private static final String BOOK = "{\"title\":\"Emma\"}";

	private static final String BEFORE = "If-Unmodified-Since: Mon, 02 Feb 2026 04:05:06 GMT";

	private static final String AFTER = "If-Unmodified-Since: Wed, 04 Feb 2026 04:05:06 GMT";

	private static final String ANN = user("ann");

	private static final String BOB = user("bob");

	private final String server;

	private RawHttp http;

	private int port;

	@Autowired
	private Books books;

	@Autowired
	private Told told;

	@Autowired
	private Transactions transactions;

	AbstractWriteTests(String server) {
		this.server = server;
	}

	private static String user(String name) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.port = port;
		this.http = new RawHttp(port);
		this.books.reset();
		this.told.all.clear();
		this.transactions.ended.clear();
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE", "POST" })
	void methodIsPerformedOnlyUnderACurrentTag(String method) {
		String stale = currentTag();
		this.books.rows.put(1, 2);
		assertRefused(write(method, "If-Match: " + stale), 412, "changed");
		assertTold(Result.FAILED, Reason.CHANGED);
		String current = currentTag();
		assertThat(current).startsWith("\"").isNotEqualTo(stale);
		assertRefused(write(method, "If-Match: W/" + current), 412, "weak");
		assertRefused(write(method, "If-Match: not a tag"), 412, "unreadable");
		assertTold(Result.FAILED, Reason.UNREADABLE);
		assertRefused(write(method, "If-Match: " + current + ", nonsense"), 412, "unreadable");
		assertThat(this.books.performed).hasValue(0);
		assertThat(write(method, "If-Match: " + stale, "If-Match: " + current).status()).isBetween(200, 299);
		assertTold(Result.PASSED, Reason.NONE);
		assertThat(this.books.performed).hasValue(1);
		assertRefused(write(method, "If-Match: " + current), 412, method.equals("DELETE") ? "absent" : "changed");
		assertThat(this.books.performed).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE", "POST" })
	void anyRepresentationOrNone(String method) {
		assertRefused(write(method, "If-None-Match: *"), 412, "exists");
		assertTold(Result.FAILED, Reason.EXISTS);
		assertThat(write(method, "If-Match: *").status()).isBetween(200, 299);
		this.books.rows.remove(1);
		assertRefused(write(method, "If-Match: *"), 412, "absent");
		assertTold(Result.FAILED, Reason.ABSENT);
		assertThat(this.books.performed).hasValue(1);
		assertThat(write(method, "If-None-Match: *").status()).isBetween(200, 299);
		assertThat(this.books.performed).hasValue(2);
	}

	@Test
	void creationHappensOnce() {
		assertThat(this.http.write("PUT", "/books/2", BOOK, "If-None-Match: *").status()).isEqualTo(201);
		assertRefused(this.http.write("PUT", "/books/2", BOOK, "If-None-Match: *"), 412, "exists");
		assertThat(this.books.performed).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-None: there", "If-Modified-Since: Mon, 02 Feb 2026 04:05:06 GMT", "If-Range: \"x\"",
			"If-Unmodified-Since: soon" })
	void writeWithoutPreconditionIsPerformedWithoutLookUp(String field) {
		assertThat(write("PUT", field).status()).isEqualTo(200);
		assertThat(this.books.lookups).hasValue(0);
		assertTold(Result.UNCONDITIONAL, Reason.NONE);
	}

	// RFC 9110 §13.2.2
	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			ifMatch,     ifUnmodifiedSince, ifNoneMatch, ifModifiedSince, status, reason
			'"whole"',   before,            -,           -,               200,    -
			'"other"',   after,             -,           -,               412,    changed
			'"other"',   before,            '"whole"',   -,               412,    changed
			'"whole"',   before,            '"whole"',   -,               412,    exists
			'"whole"',   before,            *,           -,               412,    exists
			'"whole"',   -,                 '"other"',   -,               200,    -
			-,           before,            -,           -,               412,    date
			-,           before,            '"other"',   -,               412,    date
			-,           after,             -,           -,               200,    -
			-,           after,             '"whole"',   -,               412,    exists
			-,           after,             'W/"whole"', -,               412,    exists
			-,           -,                 '"whole"',   -,               412,    exists
			-,           -,                 'broken',    -,               412,    unreadable
			-,           -,                 -,           before,          200,    -
			-,           -,                 -,           after,           200,    -
			""")
	void combinedPreconditions(@Nullable String ifMatch, @Nullable String ifUnmodifiedSince,
			@Nullable String ifNoneMatch, @Nullable String ifModifiedSince, int status, @Nullable String reason) {
		String[] fields = Stream.of((ifMatch != null) ? "If-Match: " + ifMatch : null,
				(ifUnmodifiedSince != null) ? (ifUnmodifiedSince.equals("before") ? BEFORE : AFTER) : null,
				(ifNoneMatch != null) ? "If-None-Match: " + ifNoneMatch : null,
				(ifModifiedSince != null)
						? (ifModifiedSince.equals("before") ? BEFORE : AFTER).replace("Unmodified", "Modified") : null)
			.filter((field) -> field != null)
			.toArray(String[]::new);
		Answer answer = this.http.write("PUT", "/states/tagged", BOOK, fields);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(this.books.performed).hasValue((status == 200) ? 1 : 0);
		if (reason != null) {
			assertRefused(answer, 412, reason);
			assertThat(answer.field("ETag")).isEqualTo("\"whole\"");
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			state,    field,                     status, reason
			absent,   If-Match: *,               412,    absent
			absent,   'If-Match: "x"',           412,    absent
			absent,   If-None-Match: *,          200,    -
			null,     If-Match: *,               412,    absent
			null,     If-None-Match: *,          200,    -
			empty,    If-Match: *,               412,    absent
			empty,    If-None-Match: *,          200,    -
			untagged, If-Match: *,               200,    -
			untagged, 'If-Match: "x"',           412,    changed
			untagged, If-None-Match: *,          412,    exists
			untagged, 'If-None-Match: "x"',      200,    -
			tagged,   If-Match: *,               200,    -
			tagged,   'If-Match: "whole"',       200,    -
			tagged,   'If-Match: W/"whole"',     412,    weak
			tag,      'If-Match: "mine"',        200,    -
			weak,     'If-Match: W/"mine"',      412,    weak
			weak,     'If-Match: "mine"',        412,    weak
			weak,     'If-Match: "other"',       412,    changed
			""")
	void threeStatesAreKeptApart(String state, String field, int status, @Nullable String reason) {
		Answer answer = this.http.write("PUT", "/states/" + state, BOOK, field);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(this.books.performed).hasValue((status == 200) ? 1 : 0);
		if (reason != null) {
			assertRefused(answer, 412, reason);
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			date,                            status
			'Mon, 02 Feb 2026 04:05:06 GMT', 412
			'Tue, 03 Feb 2026 04:05:06 GMT', 412
			'Tue, 03 Feb 2026 04:05:07 GMT', 200
			'Wed, 04 Feb 2026 04:05:06 GMT', 200
			'Tuesday',                       200
			""")
	void dateIsCompared(String date, int status) {
		for (String[] fields : List.of(new String[0], new String[] { "Accept-Language: fr" }, new String[] { ANN },
				new String[] { "Accept: application/json" })) {
			this.books.reset();
			Answer answer = this.http.write("PUT", "/dated/1", BOOK, with(fields, "If-Unmodified-Since: " + date));
			assertThat(answer.status()).isEqualTo(status);
			assertThat(this.books.performed).hasValue((status == 200) ? 1 : 0);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 3600 })
	void changeOfThisSecondIsAChange(int ahead) {
		assertRefused(this.http.write("PUT", "/just-now/" + ahead, BOOK, AFTER), 412, "date");
		assertTold(Result.FAILED, Reason.DATE);
		assertThat(this.books.performed).hasValue(0);
	}

	@Test
	void tagOfAnotherVariantIsAcceptedWhenNobodyWrote() {
		String english = currentTag("Accept-Language: en");
		assertThat(english).startsWith("\"").isNotEqualTo(currentTag("Accept-Language: fr"));
		for (String[] fields : List.of(new String[] { "Accept-Language: fr" },
				new String[] { "Accept-Language: en", ANN }, new String[] { "Accept: text/html, */*" })) {
			this.books.rows.put(1, 1);
			assertThat(write("PUT", with(fields, "If-Match: " + english)).status()).isEqualTo(200);
			assertThat(this.books.rows).containsEntry(1, 2);
			assertRefused(write("PUT", with(fields, "If-Match: " + english)), 412, "changed");
		}
		this.books.rows.put(1, 1);
		assertThat(this.http.write("PUT", "/books/1?q=1", BOOK, "If-Match: " + english).status()).isEqualTo(200);
		String deployedBefore = english.substring(0, 28) + "0123456789abc\"";
		assertRefused(write("PUT", "If-Match: " + deployedBefore), 412, "changed");
		this.books.rows.put(1, 1);
		assertThat(write("PUT", "If-Match: " + deployedBefore).status()).isEqualTo(200);
	}

	@Test
	void tagOfAnotherResourceIsRefused() {
		this.books.rows.put(2, 1);
		assertRefused(this.http.write("PUT", "/books/2", BOOK, "If-Match: " + currentTag()), 412, "changed");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			state,    field,                                                counts
			tagged,   -,                                                    false
			tagged,   'If-Unmodified-Since: soon',                          false
			untagged, 'If-Unmodified-Since: Wed, 04 Feb 2026 04:05:06 GMT', false
			tagged,   'If-Modified-Since: Wed, 04 Feb 2026 04:05:06 GMT',   false
			tagged,   'If-Range: "whole"',                                  false
			tagged,   'If-None-Match: ,',                                   false
			absent,   -,                                                    false
			tagged,   'If-Unmodified-Since: Wed, 04 Feb 2026 04:05:06 GMT', true
			dated,    'If-Unmodified-Since: Wed, 04 Feb 2026 04:05:06 GMT', true
			tagged,   'If-Match: "whole"',                                  true
			tagged,   'If-Match: *',                                        true
			absent,   'If-None-Match: *',                                   true
			""")
	void requiredPreconditionMustCount(String state, @Nullable String field, boolean counts) {
		String[] fields = (field != null) ? new String[] { field } : new String[0];
		Answer answer = this.http.write("PUT", "/required/" + state, BOOK, fields);
		if (counts) {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(this.books.performed).hasValue(1);
			return;
		}
		assertRefused(answer, 428, "required");
		assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
		assertTold(Result.REQUIRED, Reason.NONE);
		assertThat(this.books.performed).hasValue(0);
	}

	@Test
	void unreadableTagsAreAFailedPreconditionAlsoWhereOneIsRequired() {
		for (String field : List.of("If-Match: broken", "If-None-Match: broken", "If-None-Match: *, *")) {
			assertRefused(this.http.write("PUT", "/required/tagged", BOOK, field), 412, "unreadable");
			assertRefused(this.http.write("PUT", "/required/absent", BOOK, field), 412, "unreadable");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "text/plain", "text/html", "application/xml", "application/json", "image/png",
			"no media type" })
	void problemDetailsAreSentWhateverIsAccepted(String accept) {
		String current = currentTag();
		Answer answer = write("PUT", "Accept: " + accept, "If-Match: \"x\"");
		assertRefused(answer, 412, "changed");
		assertThat(answer.text()).contains("\"type\":\"urn:problem:conditional-cache:precondition-failed\"",
				"\"status\":412", "\"detail\":\"It was changed since you read it.\"");
		assertThat(answer.field("ETag")).startsWith("\"").startsWith(current.substring(0, 28));
	}

	@Test
	void handlerOfAllExceptionsInTheControllerIsNotAsked() {
		assertRefused(this.http.write("PUT", "/catches-all/1", BOOK, "If-Match: \"x\""), 412, "changed");
		assertThat(this.books.performed).hasValue(0);
	}

	@Test
	void versionThatCannotBeReadRefusesTheWrite(CapturedOutput output) {
		for (String state : List.of("fails", "type", "slow")) {
			Answer answer = this.http.write("PUT", "/states/" + state, BOOK, "If-Match: *");
			assertRefused(answer, 503, "unchecked");
			assertThat(answer.field("ETag")).isNull();
			assertTold(Result.BYPASS, Reason.VALIDATOR_ERROR);
			assertThat(this.http.write("PUT", "/required/" + state, BOOK).status()).isEqualTo(503);
		}
		assertThat(this.books.performed).hasValue(0);
		assertThat(output).containsOnlyOnce("States.put refuses a write: reading the current version");
		assertThat(this.http.write("PUT", "/states/fails", BOOK).status()).isEqualTo(200);
	}

	@Test
	void versionIsReadAfterConversionAndValidation() {
		for (String path : List.of("/books/x", "/books/0")) {
			assertThat(this.http.write("PUT", path, BOOK, "If-Match: \"x\"").status()).isEqualTo(400);
		}
		assertThat(this.http.write("PUT", "/books/1", "{\"title\":\"\"}", "If-Match: \"x\"").status()).isEqualTo(400);
		assertThat(this.http.write("PUT", "/books/1", "{", "If-Match: \"x\"").status()).isEqualTo(400);
		assertThat(this.books.lookups).hasValue(0);
		assertThat(this.books.performed).hasValue(0);
		assertTold(Result.BYPASS, Reason.ERROR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "service", "service-callable" })
	void serviceChecksAgainInsideItsTransaction(String path) {
		String field = "If-Match: " + tagOf("/" + path + "/1");
		this.books.meanwhile = () -> this.books.rows.put(1, 7);
		assertRefused(this.http.write("PUT", "/" + path + "/1", BOOK, field), 412, "changed");
		assertThat(this.books.performed).hasValue(0);
		assertThat(this.transactions.ended).containsExactly("rollback");
		assertTold(Result.FAILED, Reason.CHANGED);
	}

	@Test
	void serviceWritesWhatIsUnchanged() {
		assertThat(this.http.write("PUT", "/service/1", BOOK, "If-Match: " + tagOf("/service/1")).status())
			.isEqualTo(200);
		assertThat(this.http.write("PUT", "/service/1", BOOK).status()).isEqualTo(200);
		assertThat(this.transactions.ended).containsExactly("commit", "commit");
		this.books.rows.remove(1);
		this.books.meanwhile = () -> this.books.rows.put(1, 1);
		assertRefused(this.http.write("PUT", "/service/1", BOOK, "If-None-Match: *"), 412, "exists");
	}

	@Test
	void contentThatWasStoredAsSentHasATagWithoutContent() {
		String origin = "Origin: https://other.example";
		Answer refused = this.http.write("PUT", "/as-sent/1", BOOK, origin, "If-Match: \"x\"");
		assertThat(refused.status()).isEqualTo(412);
		assertThat(refused.field("Access-Control-Expose-Headers")).isEqualTo("ETag");
		Answer answer = this.http.write("PUT", "/as-sent/1", BOOK, origin, "If-Match: " + refused.field("ETag"));
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.field("Access-Control-Expose-Headers")).isEqualTo("ETag");
		assertThat(this.http.write("PUT", "/as-sent/1", BOOK, "If-Match: " + answer.field("ETag")).status())
			.isEqualTo(204);
	}

	@Test
	void handlerMayKnowBetterThanItsCheck() {
		String field = "If-Match: " + tagOf("/merging/1");
		this.books.meanwhile = () -> this.books.rows.put(1, 7);
		assertThat(this.http.write("PUT", "/merging/1", BOOK, field).status()).isEqualTo(200);
		assertThat(this.books.performed).hasValue(1);
	}

	@Test
	void writeThatIsForwardedToIsCheckedToo() {
		assertRefused(this.http.write("PUT", "/forwarding", BOOK, "If-Match: \"x\""), 412, "changed");
		String tag = tagOf("/forwarding");
		assertRefused(this.http.write("PUT", "/forwarding", BOOK, "If-Match: " + tag), 412, "changed");
		assertThat(this.books.performed).hasValue(0);
	}

	// There is no GET for it; but a refusal names the tag
	private String tagOf(String path) {
		return this.http.write("PUT", path, BOOK, "If-Match: \"x\"").field("ETag");
	}

	@ParameterizedTest
	@ValueSource(strings = { "locking/dao", "locking/jakarta", "locking/caused", "locking-callable", "locking-future",
			"locking-deferred" })
	void optimisticLockingFailureIsARefusal(String path) {
		// The version is the same as before, so the precondition still holds
		assertRefused(this.http.write("PUT", "/" + path, BOOK, "If-Match: *"), 409, "conflict");
		assertTold(Result.PASSED, Reason.OPTIMISTIC_LOCK);
		this.told.all.clear();
		assertRefused(this.http.write("PUT", "/" + path, BOOK), 409, "conflict");
		assertTold(Result.UNCONDITIONAL, Reason.OPTIMISTIC_LOCK);
		assertRefused(this.http.write("PUT", "/" + path, BOOK, "If-Modified-Since: Mon, 02 Feb 2026 04:05:06 GMT"), 409,
				"conflict");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: */*", "Accept: application/json", "Accept-Language: de" })
	void answerCarriesTheTagOfTheNextGet(String field) {
		Answer created = this.http.write("PUT", "/books/2", BOOK, field);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.field("ETag")).isNotNull().isEqualTo(this.http.get("/books/2", field).field("ETag"));
		assertThat(created.field("Content-Location")).isEqualTo("/books/2");
		Answer changed = this.http.write("PUT", "/books/2", BOOK, field, "If-Match: " + created.field("ETag"));
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.field("Content-Location")).isEqualTo("/books/2");
		assertThat(changed.field("ETag")).isNotNull()
			.isNotEqualTo(created.field("ETag"))
			.isEqualTo(this.http.get("/books/2", field).field("ETag"));
		Answer patched = this.http.write("PATCH", "/books/2", BOOK, field, "If-Match: " + changed.field("ETag"));
		assertThat(patched.status()).isEqualTo(204);
		assertThat(patched.field("ETag")).isNull();
		assertThat(patched.field("Content-Location")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "/books, 5", "/created, 6" })
	void createdElsewhereCarriesTheTagOfItsLocation(String path, int id) {
		Answer created = this.http.write("POST", path + "?id=" + id, BOOK, "If-Match: *");
		assertThat(created.status()).isEqualTo(201);
		String location = created.field("Location");
		assertThat(location).endsWith("/books/" + id);
		assertThat(created.field("ETag")).isNotNull().isEqualTo(this.http.get("/books/" + id).field("ETag"));
	}

	@Test
	void createdOnAnotherHostCarriesNoTag() {
		Answer created = this.http.write("POST", "/elsewhere?id=3", BOOK);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.field("ETag")).isNull();
	}

	@Test
	void tagOfTheApplicationIsKept() {
		Answer answer = this.http.write("PUT", "/own-tag/1", BOOK);
		assertThat(answer.fields().stream().filter((line) -> line.startsWith("ETag")))
			.containsExactly("ETag: \"mine\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pre-authorize", "secured", "url-rule", "aspect-before", "aspect-around" })
	void userWhoMayNotWriteLearnsNothing(String path) {
		for (String[] user : List.of(new String[0], new String[] { BOB })) {
			Answer denied = this.http.write("PUT", "/" + path, BOOK, user);
			assertThat(denied.status()).isIn(401, 403);
			for (String field : List.of("If-Match: *", "If-Match: \"x\"", "If-Match: broken", "If-None-Match: *",
					BEFORE, AFTER)) {
				Answer conditional = this.http.write("PUT", "/" + path, BOOK, with(user, field));
				assertThat(conditional.status()).isEqualTo(denied.status());
				assertThat(withoutDate(conditional)).isEqualTo(withoutDate(denied));
				assertThat(conditional.text().replaceAll("\"timestamp\":\"[^\"]*\"", ""))
					.isEqualTo(denied.text().replaceAll("\"timestamp\":\"[^\"]*\"", ""));
			}
		}
		assertThat(this.books.lookups).hasValue(0);
		assertThat(this.books.performed).hasValue(0);
		assertRefused(this.http.write("PUT", "/" + path, BOOK, ANN, "If-Match: \"x\""), 412, "changed");
		assertThat(this.books.performed).hasValue(0);
		assertThat(this.http.write("PUT", "/" + path, BOOK, ANN, "If-Match: *").status()).isEqualTo(200);
		assertThat(this.books.performed).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "swallowed", "retried", "transactional" })
	void adviceAroundTheHandlerCannotUndoARefusal(String path) {
		assertRefused(this.http.write("PUT", "/" + path, BOOK, "If-Match: \"x\""), 412, "changed");
		assertThat(this.books.performed).hasValue(0);
	}

	@Test
	void retriedWriteIsCheckedAgain() {
		String tag = tagOf("/retried");
		this.books.meanwhile = () -> {
			this.books.rows.put(1, 7);
			throw new IllegalStateException("somebody else wrote");
		};
		assertRefused(this.http.write("PUT", "/retried", BOOK, "If-Match: " + tag), 412, "changed");
		assertThat(this.books.performed).hasValue(0);
		assertTold(Result.FAILED, Reason.CHANGED);
		this.books.meanwhile = () -> {
			throw new IllegalStateException("try again");
		};
		assertThat(this.http.write("PUT", "/retried", BOOK, "If-Match: *").status()).isEqualTo(200);
		assertThat(this.books.performed).hasValue(1);
	}

	@Test
	void annotationStandsOnClassAnnotationAndInterface() {
		for (String path : List.of("/on-class", "/meta", "/on-interface/1")) {
			assertRefused(this.http.write("PUT", path, BOOK, "If-Match: \"x\""), 412, "changed");
		}
		assertRefused(this.http.write("DELETE", "/on-class", BOOK, "If-Match: \"x\""), 412, "changed");
		assertRefused(this.http.write("PUT", "/meta", BOOK), 428, "required");
		assertThat(this.http.get("/on-class", "If-Match: \"x\"").status()).isEqualTo(200);
		assertThat(this.books.performed).hasValue(0);
	}

	@Test
	void handlerWithoutAnnotationIsUnchanged() {
		Answer plain = this.http.write("PUT", "/plain/1", BOOK);
		this.books.rows.put(1, 1);
		Answer conditional = this.http.write("PUT", "/plain/1", BOOK, "If-Match: \"x\"", "If-None-Match: *");
		assertThat(plain.status()).isEqualTo(200);
		assertThat(conditional.status()).isEqualTo(200);
		assertThat(withoutDate(conditional)).isEqualTo(withoutDate(plain));
		assertThat(conditional.text()).isEqualTo(plain.text());
		assertThat(conditional.field("ETag")).isNull();
		assertThat(this.books.performed).hasValue(2);
		assertThat(this.books.lookups).hasValue(0);
		assertThat(this.told.all).isEmpty();
		assertThat(this.http.get("/plain/1").field("ETag")).startsWith("W/");
	}

	static Stream<String> largeBodies() {
		return Stream.of("/books/1", "/raw/1", "/text/1", "/required/tagged")
			.flatMap((path) -> Stream.of("length", "chunked", "length expect", "chunked expect")
				.map((framing) -> path + " " + framing));
	}

	@ParameterizedTest
	@MethodSource("largeBodies")
	void connectionIsLeftInOrderAfterALargeRefusedBody(String path) throws IOException {
		String content = "{\"title\":\"" + "x".repeat(300_000) + "\"}";
		boolean chunked = path.contains("chunked");
		boolean expects = path.contains("expect");
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.head("PUT " + path.split(" ")[0],
					Stream
						.of("Content-Type: " + (path.startsWith("/text") ? "text/plain" : "application/json"),
								chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + content.length(),
								path.startsWith("/required") ? "If-Range: x" : "If-Match: \"x\"",
								expects ? "Expect: 100-continue" : "X-Nothing: y")
						.toArray(String[]::new));
			Answer answer = expects ? connection.read() : null;
			if (answer == null || answer.status() == 100) {
				try {
					if (chunked) {
						connection.writeChunked(content, 8_000);
					}
					else {
						connection.write(content);
					}
				}
				catch (SocketException ex) {
					// The server has closed what it had asked for, and its answer is
					// there
					assertThat(expects).isTrue();
				}
				answer = connection.read();
			}
			assertRefused(answer, path.startsWith("/required") ? 428 : 412,
					path.startsWith("/required") ? "required" : "changed");
			assertThat(this.books.performed).hasValue(0);
			if ("close".equalsIgnoreCase(answer.field("Connection"))) {
				// Framed properly too; the content was asked for with Expect and not
				// wanted
				assertThat(expects).isTrue();
				return;
			}
			connection.head("GET /books/1");
			Answer next = connection.read();
			assertThat(next.status()).isEqualTo(200);
			assertThat(next.text()).isEqualTo("{\"id\":1,\"version\":1}");
		}
	}

	@Test
	void exchangeIsCountedOnce() {
		this.http.write("PUT", "/locking-callable", BOOK, "If-Match: \"x\"");
		assertTold(Result.FAILED, Reason.CHANGED);
		this.told.all.clear();
		this.http.write("PUT", "/service-callable/1", BOOK, "If-Match: *");
		assertTold(Result.PASSED, Reason.NONE);
		ConditionalRequestOutcome outcome = this.told.all.get(0);
		assertThat(outcome.method()).isEqualTo("PUT");
		assertThat(outcome.pattern()).isEqualTo("/service-callable/{id}");
		assertThat(outcome.validator()).isEqualTo(ValidatorKind.VERSION);
		assertThat(outcome.phase()).isEqualTo(Phase.EARLY);
		assertThat(outcome.validation()).isNotNull();
	}

	private String currentTag(String... fields) {
		return this.http.get("/books/1", fields).field("ETag");
	}

	private Answer write(String method, String... fields) {
		this.told.all.clear();
		return this.http.write(method, "/books/1", BOOK, fields);
	}

	private static String[] with(String[] fields, String... more) {
		return Stream.concat(Stream.of(fields), Stream.of(more)).toArray(String[]::new);
	}

	private static Map<String, String> withoutDate(Answer answer) {
		return answer.fields()
			.stream()
			.filter((line) -> !line.startsWith("Date:"))
			.collect(Collectors.toMap((line) -> line, (line) -> line, (one, other) -> one + other, TreeMap::new));
	}

	private static void assertRefused(Answer answer, int status, String reason) {
		assertThat(answer.text()).contains("\"reason\":\"" + reason + "\"");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
	}

	private void assertTold(Result result, Reason reason) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.untilAsserted(() -> assertThat(this.told.all).isNotEmpty());
		assertThat(this.told.all).last().satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(result);
			assertThat(outcome.reason()).isEqualTo(reason);
		});
	}

}
