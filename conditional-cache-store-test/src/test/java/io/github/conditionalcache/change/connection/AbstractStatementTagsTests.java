package io.github.conditionalcache.change.connection;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that are made of tables, and statements that write these, over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		classes = AbstractStatementTagsTests.Application.class,
		properties = { "conditional-cache.change-tags.automatic=statements", "spring.jpa.hibernate.ddl-auto=create",
				"spring.datasource.generate-unique-name=true", "spring.jpa.open-in-view=true",
				"conditional-cache.change-tags.statements.touches[0].table=shelf",
				"conditional-cache.change-tags.statements.touches[0].tags=table:book" })
abstract class AbstractStatementTagsTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private final boolean seenBesideWriter;

	@LocalServerPort
	private int port;

	@Autowired
	private Handlers handlers;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private PlatformTransactionManager manager;

	/**
	 * Creates the tests.
	 * @param seenBesideWriter whether a client is found up to date while a writer is
	 * about to commit
	 */
	AbstractStatementTagsTests(boolean seenBesideWriter) {
		this.seenBesideWriter = seenBesideWriter;
	}

	@BeforeEach
	void fill() {
		post("fill");
		get("/books", "");
	}

	private HttpResponse<String> send(HttpRequest.Builder request, String path) {
		try {
			return this.client.send(request.uri(URI.create("http://localhost:" + this.port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> get(String path, String tag) {
		return send(HttpRequest.newBuilder().header("If-None-Match", tag), path);
	}

	private String tag(String path) {
		return get(path, "").headers().firstValue("ETag").orElseThrow();
	}

	private void post(String way) {
		send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), "/" + way);
	}

	@Test
	void unchangedAnswerIsFoundWithoutItsHandler() {
		String tag = tag("/books");
		int calls = this.handlers.calls.get();
		assertThat(get("/books", tag).statusCode()).isEqualTo(304);
		assertThat(this.handlers.calls.get()).isEqualTo(calls);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			write,          books, authors
			save,           true,  false
			flush,          true,  false
			rename,         true,  false
			bulk,           true,  false
			jdbc,           true,  false
			transaction,    true,  false
			shelf,          true,  false
			author,         false, true
			rollback,       false, false
			find,           false, false
			call,           true,  true
			""")
	void statementsGiveOtherEntityTags(String write, boolean books, boolean authors) {
		String before = tag("/books");
		String authorsBefore = tag("/authors");
		post(write);
		HttpResponse<String> after = get("/books", before);
		assertThat(after.statusCode()).isEqualTo(books ? 200 : 304);
		assertThat(get("/authors", authorsBefore).statusCode()).isEqualTo(authors ? 200 : 304);
		assertThat(get("/books", tag("/books")).statusCode()).isEqualTo(304);
	}

	@Test
	void answerBesideWriterIsThatOfTheData() {
		String before = tag("/books");
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> {
			this.jdbc.sql("update author set name = 'beside'").update();
			this.jdbc.sql("insert into book (id, title) values (77, 'beside')").update();
			HttpResponse<String> during = get("/books", before);
			assertThat(during.statusCode()).isEqualTo(this.seenBesideWriter ? 304 : 200);
			assertThat(during.body()).doesNotContain("beside");
		});
		assertThat(get("/books", before).body()).contains("beside");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ Handlers.class, Writers.class })
	@EnableJpaRepositories(considerNestedRepositories = true)
	static class Application {

	}

	@Entity
	@Table(name = "Book")
	static class Book {

		@Id
		private int id;

		private String title = "";

		Book() {
		}

		Book(int id, String title) {
			this.id = id;
			this.title = title;
		}

	}

	@Entity
	@Table(name = "author")
	static class Author {

		@Id
		private int id;

		private String name = "";

	}

	@Entity
	@Table(name = "shelf")
	static class Shelf {

		@Id
		private int id;

	}

	interface Books extends JpaRepository<Book, Integer> {

		@Modifying
		@Transactional
		@Query("update AbstractStatementTagsTests$Book b set b.title = 'bulk'")
		void bulk();

	}

	@RestController
	static class Handlers {

		final AtomicInteger calls = new AtomicInteger();

		private final JdbcClient jdbc;

		private final Writers writers;

		Handlers(JdbcClient jdbc, Writers writers) {
			this.jdbc = jdbc;
			this.writers = writers;
		}

		@GetMapping("/books")
		@Cacheable304(tags = "table:book")
		Map<String, Object> books() {
			this.calls.incrementAndGet();
			return Map.of("books", this.jdbc.sql("select title from book order by id").query(String.class).list());
		}

		@GetMapping("/authors")
		@Cacheable304(tags = "table:author")
		Map<String, Object> authors() {
			return Map.of("authors", this.jdbc.sql("select name from author order by id").query(String.class).list());
		}

		@PostMapping("/{way}")
		void write(@PathVariable String way) {
			switch (way) {
				case "transaction" -> this.writers.inTransaction();
				case "rename" -> this.writers.rename();
				case "rollback" -> this.writers.rollBack();
				default -> this.writers.alone(way);
			}
		}

	}

	static class Writers {

		private final Books books;

		private final JdbcClient jdbc;

		Writers(Books books, JdbcClient jdbc) {
			this.books = books;
			this.jdbc = jdbc;
		}

		void alone(String way) {
			switch (way) {
				case "fill" -> {
					this.books.save(new Book(1, "first"));
					this.jdbc.sql("delete from book where id > 1").update();
					this.jdbc.sql("merge into author (id, name) key (id) values (1, 'first')").update();
				}
				case "save" -> this.books.save(new Book(1, "saved"));
				case "flush" -> this.books.saveAndFlush(new Book(2, "flushed"));
				case "bulk" -> this.books.bulk();
				case "jdbc" -> this.jdbc.sql("update Public.Book b set title = ?").param("jdbc").update();
				case "author" -> this.jdbc.sql("update author set name = 'changed'").update();
				case "shelf" -> this.jdbc.sql("merge into shelf (id) key (id) values (1)").update();
				case "find" -> this.books.findAll();
				case "call" -> this.jdbc.sql("call abs(1)").query().listOfRows();
				default -> throw new IllegalArgumentException(way);
			}
		}

		@Transactional
		void inTransaction() {
			this.jdbc.sql("update book set title = 'transaction'").update();
		}

		// Hibernate writes it during the commit
		@Transactional
		void rename() {
			this.books.findById(1).orElseThrow().title = "renamed";
		}

		@Transactional
		void rollBack() {
			this.jdbc.sql("update book set title = 'never'").update();
			throw new IllegalStateException("Rolled back");
		}

	}

}
