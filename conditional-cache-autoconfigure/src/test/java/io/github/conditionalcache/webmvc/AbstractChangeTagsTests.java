package io.github.conditionalcache.webmvc;

import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
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
 * Answers that are made of change tags, beside writers that touch them.
 */
@SpringBootTest(classes = ChangeTagsApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "management.endpoints.web.exposure.include=changetags")
abstract class AbstractChangeTagsTests {

	private final String server;

	@Autowired
	private ChangeTagsApplication.Handlers handlers;

	@Autowired
	private ChangeTagsApplication.Commits commits;

	@Autowired
	private ChangeTagsApplication.Outcomes outcomes;

	private RawHttp http;

	AbstractChangeTagsTests(String server) {
		this.server = server;
	}

	@Test
	void runsOnItsServer(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.server);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.http = new RawHttp(port);
		put("/books/1", "first");
	}

	private void put(String path, String title) {
		assertThat(this.http.write("PUT", path, title, "Content-Type: text/plain").status()).isIn(200, 204, 400);
	}

	private Answer revalidate(String path, Answer known) {
		return this.http.get(path, "If-None-Match: " + known.field("ETag"));
	}

	private int callsDuring(Runnable requests) {
		int before = this.handlers.calls.get();
		requests.run();
		return this.handlers.calls.get() - before;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/books", "/books/1", "/book?id=1", "/beside/1" })
	void unchangedAnswerIsFoundWithoutItsHandler(String path) {
		Answer full = this.http.get(path);
		assertThat(full.status()).isEqualTo(200);
		assertThat(callsDuring(() -> assertThat(revalidate(path, full).status()).isEqualTo(304))).isZero();
		ConditionalRequestOutcome outcome = this.outcomes.last.get();
		assertThat(outcome.result()).isEqualTo(Result.HIT);
		assertThat(outcome.phase()).isEqualTo(Phase.EARLY);
		assertThat(outcome.validator())
			.isEqualTo(path.startsWith("/beside") ? ValidatorKind.VERSION : ValidatorKind.TAGS);
		assertThat(this.http.head(path, "If-None-Match: " + full.field("ETag")).status()).isEqualTo(304);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			write,          read,        changed
			/books/1,       /books/1,    true
			/books/1,       /books,      true
			/books/1,       /book?id=1,  true
			/books/1,       /book?id=01, true
			/books/1,       /beside/1,   true
			/books/2,       /books,      true
			/books/2,       /books/1,    false
			/books/2,       /beside/1,   false
			/touched/1,     /books/1,    true
			/touched/1,     /books,      false
			/changing/1,    /books/1,    true
			/published/1,   /books/1,    true
			/modifying/1,   /books/1,    true
			/all/7,         /books/1,    true
			/all/7,         /books,      true
			/untouched/7,   /books/1,    false
			/fail/1,        /books/1,    false
			/fail/1,        /books,      false
			""")
	void touchedTagGivesAnotherEntityTag(String write, String read, boolean changed) {
		Answer full = this.http.get(read);
		put(write, "other");
		Answer again = revalidate(read, full);
		assertThat(again.status()).isEqualTo(changed ? 200 : 304);
		assertThat(again.field("ETag").equals(full.field("ETag"))).isEqualTo(!changed);
		assertThat(revalidate(read, again).status()).isEqualTo(304);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			content                      | status | changed
			{"tags": "books, book:1"}    | 204    | true
			{"tags": "book:1"}           | 204    | true
			{"all": true}                | 204    | true
			{"tags": "book:2"}           | 204    | false
			{"tags": ""}                 | 400    | false
			{"tags": "book:1", "all": 1} | 400    | false
			{}                           | 400    | false
			""")
	void endpointTouchesTags(String content, int status, boolean changed) {
		Answer full = this.http.get("/books/1");
		assertThat(this.http.write("POST", "/actuator/changetags", content, "Content-Type: application/json").status())
			.isEqualTo(status);
		assertThat(revalidate("/books/1", full).status()).isEqualTo(changed ? 200 : 304);
	}

	@Test
	void convertedArgumentsNameTheTag() {
		Answer full = this.http.get("/book?id=001");
		assertThat(revalidate("/book?id=001", full).status()).isEqualTo(304);
		put("/books/1", "other");
		assertThat(revalidate("/book?id=001", full).text()).contains("other");
	}

	@Test
	void answersOfOneHandlerAreToldApart() {
		Answer first = this.http.get("/books/3");
		assertThat(revalidate("/books/4", first).status()).isEqualTo(200);
		assertThat(revalidate("/book?id=4", this.http.get("/book?id=3")).status()).isEqualTo(200);
	}

	@Test
	void tagThatCannotBeMadeLeavesTheContentToDecide() {
		Answer full = this.http.get("/optional");
		assertThat(full.status()).isEqualTo(200);
		assertThat(revalidate("/optional", full).status()).isEqualTo(304);
		put("/untouched/0", "changed " + System.nanoTime());
		assertThat(revalidate("/optional", full).status()).isEqualTo(200);
	}

	@Test
	void tagsAreReadBeforeTheTransactionOfTheHandler() {
		Answer full = this.http.get("/transactional/1");
		assertThat(revalidate("/transactional/1", full).status()).isEqualTo(304);
		assertThat(this.outcomes.last.get().phase()).isEqualTo(Phase.EARLY);
		put("/books/1", "other");
		assertThat(revalidate("/transactional/1", full).text()).contains("other");
	}

	// What such a transaction reads may be older than what the tags show
	@Test
	void transactionThatHasBegunLeavesTheContentToDecide() {
		Answer full = this.http.get("/books/1", "X-Transaction: 1");
		assertThat(callsDuring(() -> assertThat(
				this.http.get("/books/1", "X-Transaction: 1", "If-None-Match: " + full.field("ETag")).status())
			.isIn(200, 304))).isEqualTo(1);
		put("/untouched/1", "untouched, but seen");
		assertThat(this.http.get("/books/1", "X-Transaction: 1", "If-None-Match: " + full.field("ETag")).text())
			.contains("untouched, but seen");
	}

	@Test
	void writeDuringTheHandlerIsNotLabelledAsRead() {
		List<Answer> read = new ArrayList<>();
		this.handlers.read.set(() -> {
			this.handlers.read.set(() -> {
			});
			put("/books/1", "second");
		});
		read.add(this.http.get("/books/1"));
		put("/books/1", "third");
		assertThat(revalidate("/books/1", read.get(0)).text()).contains("third");
	}

	@Test
	void readerThatSawTheOldDataIsNotLabelledWithTheNewTag() {
		String[] seen = new String[1];
		this.handlers.read.set(() -> this.handlers.read.set(() -> {
		}));
		this.commits.before.set(() -> {
			this.commits.before.set(() -> {
			});
			Answer old = this.http.get("/books/1");
			seen[0] = old.field("ETag");
			assertThat(old.text()).contains("first");
		});
		put("/books/1", "second");
		assertThat(this.http.get("/books/1", "If-None-Match: " + seen[0]).text()).contains("second");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nobodyIsFoundUnchangedWhileTheDataBecomesVisible(boolean visible) {
		Answer full = this.http.get("/books/1");
		List<Answer> during = new ArrayList<>();
		(visible ? this.commits.after : this.commits.before).set(() -> during.add(revalidate("/books/1", full)));
		try {
			put("/books/1", "second");
		}
		finally {
			this.commits.before.set(() -> {
			});
			this.commits.after.set(() -> {
			});
		}
		assertThat(during).singleElement().satisfies((answer) -> {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.text()).contains(visible ? "second" : "first");
		});
		assertThat(revalidate("/books/1", full).text()).contains("second");
		assertThat(revalidate("/books/1", during.get(0)).text()).contains("second");
	}

	@Test
	void writeIsComparedWithVersionAndTags() {
		Answer full = this.http.get("/beside/1");
		String condition = "If-Match: " + full.field("ETag");
		assertThat(full.field("ETag")).doesNotStartWith("W/");
		Answer written = this.http.write("PUT", "/beside/1", "sixth!", "Content-Type: text/plain", condition);
		assertThat(written.status()).isEqualTo(200);
		assertThat(this.http.write("PUT", "/beside/1", "again", "Content-Type: text/plain", condition).status())
			.isEqualTo(412);
	}

	@Test
	void writeBesideAnotherOneIsRefused() {
		Answer full = this.http.get("/beside/1");
		List<Answer> during = new ArrayList<>();
		for (String condition : List.of("If-Match: " + full.field("ETag"), "If-Match: *", "If-None-Match: *")) {
			this.commits.before.set(() -> {
				this.commits.before.set(() -> {
				});
				during.add(this.http.write("PUT", "/beside/1", "lost", "Content-Type: text/plain", condition));
			});
			put("/books/1", "kept");
		}
		assertThat(during).hasSize(3).allSatisfy((answer) -> assertThat(answer.status()).isEqualTo(503));
		assertThat(this.http.get("/beside/1").text()).contains("kept");
	}

}
