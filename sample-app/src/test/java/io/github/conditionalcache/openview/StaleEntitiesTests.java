package io.github.conditionalcache.openview;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Version;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities that were loaded before the version is read, and changed in between by another
 * connection. The handler gets them as they were.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.jpa.hibernate.ddl-auto=create-drop", "spring.config.location=optional:classpath:/none/",
				"spring.datasource.url=jdbc:h2:mem:stale", "spring.jpa.open-in-view=true" })
class StaleEntitiesTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Application application;

	@BeforeEach
	void fill() {
		this.application.onLoad = () -> {
		};
		this.jdbc.update("delete from book");
		this.jdbc.update("insert into book (id, version, title) values (1, 1, 'one')");
	}

	private HttpResponse<String> get(String path, String... fields) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		for (int i = 0; i < fields.length; i += 2) {
			request.header(fields[i], fields[i + 1]);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String etag(HttpResponse<String> answer) {
		return answer.headers().firstValue("ETag").orElse("\"none\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/converted/1", "/intercepted/1", "/in-transaction/1", "/validated/1" })
	void staleEntityIsNotLabelledWithTheNewVersion(String path) throws Exception {
		this.application.onLoad = () -> CompletableFuture
			.runAsync(() -> this.jdbc.update("update book set version = version + 1, title = 'two'"))
			.join();
		HttpResponse<String> stale = get(path);
		this.application.onLoad = () -> {
		};
		assertThat(stale.body()).as("The persistence context keeps what it has loaded").contains("one");
		HttpResponse<String> next = get(path, "If-None-Match", etag(stale));
		assertThat(next.statusCode()).isEqualTo(200);
		assertThat(next.body()).contains("two");
		assertThat(get(path, "If-None-Match", etag(next)).statusCode()).isEqualTo(304);
	}

	@Test
	void emptyPersistenceContextKeepsHandlersEarly() throws Exception {
		HttpResponse<String> first = get("/plain/1");
		int before = this.application.calls.get();
		assertThat(get("/plain/1", "If-None-Match", etag(first)).statusCode()).isEqualTo(304);
		assertThat(this.application.calls).hasValue(before);
	}

	@Test
	void entityThatTheLookUpLoadsBeforeItAsksForTheVersionIsLoadedAnew() throws Exception {
		this.application.onLoad = () -> CompletableFuture
			.runAsync(() -> this.jdbc.update("update book set version = version + 1, title = 'two'"))
			.join();
		HttpResponse<String> first = get("/loaded-then-asked/1");
		this.application.onLoad = () -> {
		};
		assertThat(first.body()).contains("two");
		int before = this.application.calls.get();
		assertThat(get("/loaded-then-asked/1", "If-None-Match", etag(first)).statusCode()).isEqualTo(304);
		assertThat(this.application.calls).hasValue(before);
	}

	@Test
	void versionOfAnEntityThatTheLookUpLoadsIsThatOfTheContent() throws Exception {
		HttpResponse<String> first = get("/loaded/1");
		int before = this.application.calls.get();
		assertThat(get("/loaded/1", "If-None-Match", etag(first)).statusCode()).isEqualTo(304);
		assertThat(this.application.calls).hasValue(before);
	}

	@Test
	void partIsSentOnlyIfTheSecondLookUpSeesTheDatabase() throws Exception {
		assertThat(get("/part/1", "Range", "bytes=0-1").statusCode()).isEqualTo(206);
		assertThat(get("/loaded-part/1", "Range", "bytes=0-1").statusCode()).isEqualTo(200);
	}

	@Entity(name = "Book")
	static class Book {

		@Id
		private long id;

		@Version
		private long version;

		private String title;

		long version() {
			return this.version;
		}

		String title() {
			return this.title;
		}

		long id() {
			return this.id;
		}

	}

	/**
	 * What a converter makes, after it has loaded the entity.
	 */
	record Isbn(long id) {

	}

	/**
	 * What a validator looks at, after it has loaded the entity.
	 */
	record Checked(long id) {

	}

	record Shown(String title) {

	}

	/**
	 * Knows the versions of books.
	 */
	public static class Versions {

		private final EntityManager entities;

		private final ObjectProvider<Application> application;

		Versions(EntityManager entities, ObjectProvider<Application> application) {
			this.entities = entities;
			this.application = application;
		}

		public Long of(Object id) {
			return this.entities.createQuery("select b.version from Book b where b.id = 1", Long.class)
				.getSingleResult();
		}

		public Long loaded() {
			return this.entities.find(Book.class, 1L).version();
		}

		public Long loadedThenAsked() {
			this.application.getObject().load();
			return of(1);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = StaleEntitiesTests.class)
	@Import(Books.class)
	static class Application implements WebMvcConfigurer {

		final AtomicInteger calls = new AtomicInteger();

		volatile Runnable onLoad = () -> {
		};

		@PersistenceContext
		private EntityManager entities;

		private void load() {
			this.entities.find(Book.class, 1L);
			this.onLoad.run();
		}

		@Bean
		Versions versions(ObjectProvider<Application> application) {
			return new Versions(this.entities, application);
		}

		@Override
		public Validator getValidator() {
			return Validator.forInstanceOf(Checked.class, (checked, errors) -> load());
		}

		@Bean
		Converter<String, Isbn> converter() {
			return new Converter<>() {

				@Override
				public Isbn convert(String text) {
					load();
					return new Isbn(Long.parseLong(text));
				}

			};
		}

		@Bean
		Filter transactions(PlatformTransactionManager manager) {
			TransactionTemplate transaction = new TransactionTemplate(manager);
			return (request, response, chain) -> {
				if (!((HttpServletRequest) request).getRequestURI().startsWith("/in-transaction")) {
					chain.doFilter(request, response);
					return;
				}
				transaction.executeWithoutResult((status) -> {
					load();
					try {
						chain.doFilter(request, response);
					}
					catch (Exception ex) {
						throw new IllegalStateException(ex);
					}
				});
			};
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new HandlerInterceptor() {

				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					load();
					return true;
				}

			}).addPathPatterns("/intercepted/**").order(Integer.MAX_VALUE);
		}

	}

	@RestController
	static class Books {

		private final Application application;

		Books(Application application) {
			this.application = application;
		}

		private Shown read(long id) {
			this.application.calls.incrementAndGet();
			return new Shown(this.application.entities.find(Book.class, id).title());
		}

		@GetMapping("/plain/{id}")
		@Cacheable304("@versions.of(#id)")
		Shown plain(@PathVariable long id) {
			return read(id);
		}

		@GetMapping("/loaded/{id}")
		@Cacheable304("@versions.loaded()")
		Shown loaded(@PathVariable long id) {
			return read(id);
		}

		@GetMapping("/loaded-then-asked/{id}")
		@Cacheable304("@versions.loadedThenAsked()")
		Shown loadedThenAsked(@PathVariable long id) {
			return read(id);
		}

		@GetMapping("/validated/{id}")
		@Cacheable304("@versions.of(1)")
		Shown validated(@Validated Checked checked) {
			return read(checked.id());
		}

		@GetMapping("/converted/{id}")
		@Cacheable304("@versions.of(1)")
		Shown converted(@PathVariable("id") Isbn isbn) {
			return read(isbn.id());
		}

		@GetMapping("/intercepted/{id}")
		@Cacheable304("@versions.of(#id)")
		Shown intercepted(@PathVariable long id) {
			return read(id);
		}

		@GetMapping("/in-transaction/{id}")
		@Cacheable304("@versions.of(#id)")
		Shown inTransaction(@PathVariable long id) {
			return read(id);
		}

		@GetMapping("/part/{id}")
		@Cacheable304("@versions.of(#id)")
		Resource part(@PathVariable long id) {
			return new ByteArrayResource(read(id).title().getBytes());
		}

		@GetMapping("/loaded-part/{id}")
		@Cacheable304("@versions.loaded()")
		Resource loadedPart(@PathVariable long id) {
			return new ByteArrayResource(read(id).title().getBytes());
		}

	}

}
