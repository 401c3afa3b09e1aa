package io.github.conditionalcache.change.persistence;

import java.util.Map;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.Modifies304;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Change tags in a table with JPA, open-in-view, and a pool of one connection. Where a
 * thread took a second one, a request would fail after the timeout of the pool.
 */
@SpringBootTest(properties = { "conditional-cache.change-tags.store=jdbc", "spring.datasource.url=jdbc:h2:mem:view",
		"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=1000",
		"spring.jpa.open-in-view=true", "spring.jpa.hibernate.ddl-auto=create" })
@AutoConfigureMockMvc
class OpenInViewTests {

	private static final int[] BUCKET = { 42 };

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Books books;

	@Autowired
	private BookController controller;

	@Autowired
	private ChangeTagStore store;

	@Autowired
	private EntityManagerFactory sessions;

	@BeforeEach
	void createBook() {
		this.books.save(new Book(1, "Emma"));
		// The first one to read may put a row into the new table
		get("/books/1", "");
	}

	@Test
	void bookWhenUnchangedIsNotModifiedAndNotRead() {
		String tag = tag("/books/1");
		int reads = this.controller.reads;
		assertThat(get("/books/1", tag)).hasStatus(HttpStatus.NOT_MODIFIED);
		assertThat(this.controller.reads).isEqualTo(reads);
	}

	@Test
	void bookWhenRenamedIsModified() {
		assertModifiedBy("rename");
	}

	@Test
	void bookWhenTouchedAfterCommitIsModified() {
		assertModifiedBy("after-commit");
	}

	@Test
	void bookWhenTouchedByListenerIsModified() {
		assertModifiedBy("listener");
	}

	// Hibernate flushes during the commit, after all callbacks before it
	@Test
	void bookWhenTouchedByFlushIsModified() {
		assertModifiedBy("flush");
	}

	private void assertModifiedBy(String way) {
		String before = tag("/books/1");
		assertThat(this.mvc.post().uri("/books/1/" + way).param("title", way)).hasStatusOk();
		MvcTestResult after = get("/books/1", before);
		assertThat(after).hasStatusOk().bodyText().contains(way);
		assertThat(get("/books/1", tag("/books/1"))).hasStatus(HttpStatus.NOT_MODIFIED);
	}

	@Test
	void versionsWhileSessionKeepsConnectionAreNotCertain() {
		EntityManager session = this.sessions.createEntityManager();
		TransactionSynchronizationManager.bindResource(this.sessions, new EntityManagerHolder(session));
		try {
			assertThat(this.store.read(BUCKET)).isNotNull();
			session.createNativeQuery("select 1").getSingleResult();
			assertThat(this.store.read(BUCKET)).isNull();
		}
		finally {
			TransactionSynchronizationManager.unbindResource(this.sessions);
			session.close();
		}
		assertThat(this.store.read(BUCKET)).isNotNull();
	}

	private String tag(String path) {
		String tag = get(path, "").getResponse().getHeader(HttpHeaders.ETAG);
		assertThat(tag).isNotNull();
		return String.valueOf(tag);
	}

	private MvcTestResult get(String path, String ifNoneMatch) {
		return this.mvc.get().uri(path).header(HttpHeaders.IF_NONE_MATCH, ifNoneMatch).exchange();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ BookController.class, BookService.class, RenamedListener.class })
	@EnableJpaRepositories(considerNestedRepositories = true)
	static class Application {

	}

	@Entity
	@EntityListeners(FlushListener.class)
	static class Book {

		@Id
		private long id;

		private String title = "";

		Book() {
		}

		Book(long id, String title) {
			this.id = id;
			this.title = title;
		}

	}

	static class FlushListener {

		private final ObjectProvider<ChangeTags> tags;

		FlushListener(ObjectProvider<ChangeTags> tags) {
			this.tags = tags;
		}

		@PreUpdate
		void beforeUpdate(Book book) {
			if (book.title.equals("flush")) {
				this.tags.getObject().touch("book:" + book.id);
			}
		}

	}

	interface Books extends JpaRepository<Book, Long> {

	}

	record Renamed(long id) {

	}

	@RestController
	static class BookController {

		private final Books books;

		private final BookService service;

		private int reads;

		BookController(Books books, BookService service) {
			this.books = books;
			this.service = service;
		}

		@GetMapping("/books/{id}")
		@Cacheable304(tags = "book:#{#id}")
		Map<String, String> book(@PathVariable long id) {
			this.reads++;
			return Map.of("title", this.books.findById(id).orElseThrow().title);
		}

		@PostMapping("/books/{id}/rename")
		void rename(@PathVariable long id, @RequestParam String title) {
			this.service.rename(id, title);
		}

		@PostMapping("/books/{id}/flush")
		void renameSilently(@PathVariable long id, @RequestParam String title) {
			this.service.renameSilently(id, title);
		}

		@PostMapping("/books/{id}/after-commit")
		void renameAndTouchAfterCommit(@PathVariable long id, @RequestParam String title) {
			this.service.renameAndTouchAfterCommit(id, title);
		}

		@PostMapping("/books/{id}/listener")
		void renameAndPublish(@PathVariable long id, @RequestParam String title) {
			this.service.renameAndPublish(id, title);
		}

	}

	static class BookService {

		private final Books books;

		private final ChangeTags tags;

		private final ApplicationEventPublisher events;

		BookService(Books books, ChangeTags tags, ApplicationEventPublisher events) {
			this.books = books;
			this.tags = tags;
			this.events = events;
		}

		@Transactional
		@Modifies304("book:#{#id}")
		void rename(long id, String title) {
			this.books.findById(id).orElseThrow().title = title;
		}

		@Transactional
		void renameSilently(long id, String title) {
			this.books.findById(id).orElseThrow().title = title;
		}

		@Transactional
		void renameAndTouchAfterCommit(long id, String title) {
			this.books.findById(id).orElseThrow().title = title;
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					BookService.this.tags.touch("book:" + id);
				}

			});
		}

		@Transactional
		void renameAndPublish(long id, String title) {
			this.books.findById(id).orElseThrow().title = title;
			this.events.publishEvent(new Renamed(id));
		}

	}

	static class RenamedListener {

		private final ChangeTags tags;

		RenamedListener(ChangeTags tags) {
			this.tags = tags;
		}

		@TransactionalEventListener
		void on(Renamed event) {
			this.tags.touch("book:" + event.id());
		}

	}

}
