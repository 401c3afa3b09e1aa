package io.github.conditionalcache.races;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes that lose against another one, over a real database, with a persistence context
 * that is open for the whole request and holds what was read before.
 */
@SpringBootTest(classes = LostRacesTests.RacesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:races", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.open-in-view=true" })
class LostRacesTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Meanwhile meanwhile;

	@BeforeEach
	void fill() {
		this.jdbc.update("delete from item");
		insert(1, "one");
		this.meanwhile.action = () -> {
		};
	}

	private void insert(long id, String name) {
		this.jdbc.update("insert into item (id, version, name) values (?, 0, ?)", id, name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc", "jpa" })
	void rowThatSomebodyElseHasCreatedExists(String by) throws Exception {
		this.meanwhile.action = () -> insert(2, "two");
		HttpResponse<String> answer = put(by, 2, "mine", "If-None-Match", "*");
		assertThat(answer.statusCode()).isEqualTo(412);
		assertThat(answer.body()).contains("\"reason\":\"exists\"");
		assertThat(answer.headers().firstValue("ETag")).isPresent().isEqualTo(get(by, 2).headers().firstValue("ETag"));
		assertThat(this.jdbc.queryForObject("select name from item where id = 2", String.class)).isEqualTo("two");
	}

	@Test
	void rowThatSomebodyElseHasChangedIsReadAnew() throws Exception {
		String tag = get("jpa", 1).headers().firstValue("ETag").orElseThrow();
		this.meanwhile.action = () -> this.jdbc.update("update item set name = 'theirs', version = 1 where id = 1");
		HttpResponse<String> answer = put("jpa", 1, "mine", "If-Match", tag);
		assertThat(answer.statusCode()).isEqualTo(412);
		assertThat(answer.body()).contains("\"reason\":\"optimistic-lock\"");
		String current = get("jpa", 1).headers().firstValue("ETag").orElseThrow();
		assertThat(answer.headers().firstValue("ETag")).hasValue(current).get().isNotEqualTo(tag);
		this.meanwhile.action = () -> {
		};
		assertThat(put("jpa", 1, "mine", "If-Match", current).statusCode()).isEqualTo(200);
	}

	@Test
	void lostRaceWithoutPreconditionIsAConflict() throws Exception {
		this.meanwhile.action = () -> this.jdbc.update("update item set name = 'theirs', version = 1 where id = 1");
		HttpResponse<String> answer = put("jpa", 1, "mine", "If-Match", "*");
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.headers().firstValue("ETag")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc", "jpa" })
	void uniqueKeyOfAnotherRowIsTheApplications(String by) throws Exception {
		for (String[] condition : new String[][] { { "If-None-Match", "*" }, { "X-None", "there" } }) {
			HttpResponse<String> answer = put(by, 2, "one", condition[0], condition[1]);
			assertThat(answer.statusCode()).isEqualTo(422);
			assertThat(answer.body()).isEqualTo("The name is taken");
		}
	}

	private HttpResponse<String> get(String by, long id) throws IOException, InterruptedException {
		return this.client.send(request(by, id, "?name=mine").build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> put(String by, long id, String name, String field, String value)
			throws IOException, InterruptedException {
		return this.client.send(
				request(by, id, "?name=" + name).header(field, value).PUT(BodyPublishers.noBody()).build(),
				BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String by, long id, String query) {
		return HttpRequest.newBuilder(URI.create("http://localhost:%d/%s/%d%s".formatted(this.port, by, id, query)));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class RacesApplication {

		@Bean
		Meanwhile meanwhile() {
			return new Meanwhile();
		}

		@Bean
		Items items(JdbcTemplate jdbc, Meanwhile meanwhile) {
			return new Items(jdbc, meanwhile);
		}

		@Bean
		ItemController itemController(Items items) {
			return new ItemController(items);
		}

	}

	static class Meanwhile {

		private volatile Runnable action = () -> {
		};

		// On a thread and in a transaction of its own
		void run() {
			CompletableFuture.runAsync(this.action).join();
		}

	}

	@Entity(name = "item")
	static class Item {

		@Id
		private @Nullable Long id;

		@Version
		private @Nullable Long version;

		@Column(unique = true)
		private @Nullable String name;

	}

	/**
	 * Reads entities for their versions, as repositories do.
	 */
	public static class Items {

		@PersistenceContext
		private EntityManager entities;

		private final JdbcTemplate jdbc;

		private final Meanwhile meanwhile;

		Items(JdbcTemplate jdbc, Meanwhile meanwhile) {
			this.jdbc = jdbc;
			this.meanwhile = meanwhile;
		}

		public @Nullable Long versionOf(long id) {
			Item item = this.entities.find(Item.class, id);
			return (item != null) ? item.version : null;
		}

		@Transactional
		public void insert(long id, String name) {
			this.meanwhile.run();
			this.jdbc.update("insert into item (id, version, name) values (?, 0, ?)", id, name);
		}

		@Transactional
		public void save(long id, String name) {
			Item item = this.entities.find(Item.class, id);
			this.meanwhile.run();
			if (item == null) {
				item = new Item();
				item.id = id;
				this.entities.persist(item);
			}
			item.name = name;
		}

	}

	@RestController
	static class ItemController {

		private final Items items;

		ItemController(Items items) {
			this.items = items;
		}

		@GetMapping({ "/jpa/{id}", "/jdbc/{id}" })
		@Cacheable304("@items.versionOf(#id)")
		String get(@PathVariable long id) {
			return "item " + id;
		}

		@PutMapping("/jpa/{id}")
		@ConditionalWrite
		String save(@PathVariable long id, @RequestParam String name) {
			this.items.save(id, name);
			return name;
		}

		@PutMapping("/jdbc/{id}")
		@ConditionalWrite
		String insert(@PathVariable long id, @RequestParam String name) {
			this.items.insert(id, name);
			return name;
		}

		@ExceptionHandler
		ResponseEntity<String> taken(DataIntegrityViolationException ex) {
			return ResponseEntity.unprocessableContent().body("The name is taken");
		}

	}

}
