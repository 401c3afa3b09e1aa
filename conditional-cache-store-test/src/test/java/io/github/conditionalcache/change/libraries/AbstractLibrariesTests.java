package io.github.conditionalcache.change.libraries;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Table;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mybatis.spring.annotation.MapperScan;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Statements of the libraries that applications write with, none of which knows of change
 * tags. Flyway and Liquibase have written their tables at the start.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = AbstractLibrariesTests.Application.class,
		properties = { "conditional-cache.change-tags.automatic=statements",
				"spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=none",
				"spring.autoconfigure.exclude=", "spring.flyway.locations=classpath:library/flyway",
				"spring.flyway.baseline-on-migrate=true", "spring.flyway.baseline-version=0",
				"spring.liquibase.change-log=classpath:library/liquibase.sql" })
abstract class AbstractLibrariesTests {

	@Autowired
	private ChangeTagStore store;

	@Autowired
	private Ways ways;

	private List<Long> version(String table) {
		int[] buckets = Buckets.of(List.of("table:" + table));
		long[] versions = this.store.read(buckets);
		assertThat(versions).as("nothing is marked").isNotNull();
		return Arrays.stream(versions).boxed().toList();
	}

	@Test
	void migrationsAtTheStartLeaveNothingMarked() {
		assertThat(version("book")).isEqualTo(version("book"));
		assertThat(version("shelf")).isEqualTo(version("shelf"));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			way,                book,  shelf
			client-update,      true,  false
			client-key,         true,  false
			client-query,       false, false
			data-insert,        true,  false
			data-update,        true,  false
			data-delete,        true,  false
			data-modifying,     true,  false
			data-query,         false, false
			jooq-insert,        true,  false
			jooq-returning,     true,  false
			jooq-merge,         true,  false
			jooq-batch,         true,  true
			jooq-bound-batch,   true,  false
			jooq-transaction,   true,  false
			jooq-plain,         true,  false
			jooq-select,        false, false
			mybatis-update,     true,  false
			mybatis-key,        true,  false
			mybatis-batch,      true,  false
			mybatis-select,     false, false
			hibernate-insert,   true,  false
			hibernate-bulk,     true,  false
			hibernate-session,  true,  false
			hibernate-query,    false, false
			""")
	void statementsOfLibraryChangeTheTagsOfTheirTables(String way, boolean book, boolean shelf) {
		List<Long> bookBefore = version("book");
		List<Long> shelfBefore = version("shelf");
		this.ways.byName.get(way).run();
		assertThat(!version("book").equals(bookBefore)).isEqualTo(book);
		assertThat(!version("shelf").equals(shelfBefore)).isEqualTo(shelf);
	}

	@ParameterizedTest
	@ValueSource(strings = { "flyway", "liquibase" })
	void laterMigrationChangesTheTagOfItsTable(String library) {
		List<Long> before = version("shelf");
		this.ways.byName.get(library).run();
		assertThat(version("shelf")).isNotEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "client-update", "data-update", "jooq-batch", "jooq-returning", "mybatis-batch",
			"hibernate-insert" })
	void statementsInSpringsTransactionShareItsEnd(String way) {
		List<Long> before = version("book");
		this.ways.transaction.executeWithoutResult((status) -> {
			this.ways.byName.get(way).run();
			status.setRollbackOnly();
		});
		assertThat(version("book")).isEqualTo(before);
		this.ways.transaction.executeWithoutResult((status) -> this.ways.byName.get(way).run());
		assertThat(version("book")).isNotEqualTo(before);
	}

	@Test
	void rollBackOfLibraryChangesNothing() {
		List<Long> before = version("book");
		assertThatIllegalStateException().isThrownBy(() -> this.ways.jooq.transaction((inner) -> {
			inner.dsl().execute("update book set title = 'never'");
			throw new IllegalStateException("rolled back");
		}));
		assertThat(version("book")).isEqualTo(before);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EnableJdbcRepositories(considerNestedRepositories = true)
	@MapperScan(annotationClass = Mapper.class)
	@Import(Ways.class)
	static class Application {

	}

	@org.springframework.data.relational.core.mapping.Table
	record Book(@org.springframework.data.annotation.Id Long id, String title) {

	}

	interface Books extends ListCrudRepository<Book, Long> {

		@Modifying
		@org.springframework.data.jdbc.repository.query.Query("update book set title = :title")
		int rename(String title);

	}

	@Mapper
	interface BookMapper {

		@Update("update book set title = #{title}")
		void rename(String title);

		@Insert("insert into book (title) values (#{title})")
		@Options(useGeneratedKeys = true, keyProperty = "id")
		void insert(Map<String, Object> book);

		@Select("select title from book")
		List<String> titles();

	}

	@Entity(name = "Volume")
	@Table(name = "book")
	static class Volume {

		@Id
		private long id;

		private String title = "";

	}

	/**
	 * Ways to write, by name.
	 */
	static class Ways {

		private static final org.jooq.Table<?> BOOK = DSL.table("book");

		private static final Field<Long> ID = DSL.field("id", Long.class);

		private static final Field<String> TITLE = DSL.field("title", String.class);

		final Map<String, Runnable> byName = new HashMap<>();

		final TransactionTemplate transaction;

		final DSLContext jooq;

		private final DataSource dataSource;

		@PersistenceContext
		private EntityManager entities;

		Ways(DataSource dataSource, PlatformTransactionManager manager, JdbcClient client, Books books,
				BookMapper mapper, SqlSessionFactory sessions, EntityManagerFactory factory) {
			this.dataSource = dataSource;
			this.transaction = new TransactionTemplate(manager);
			this.jooq = DSL.using(new TransactionAwareDataSourceProxy(dataSource), SQLDialect.H2);
			client(client);
			data(books);
			jooq();
			mybatis(mapper, sessions);
			hibernate(factory.unwrap(SessionFactory.class));
			this.byName.put("flyway", this::flyway);
			this.byName.put("liquibase", this::liquibase);
		}

		private void client(JdbcClient client) {
			this.byName.put("client-update",
					() -> client.sql("update book set title = :title").param("title", text()).update());
			this.byName.put("client-key",
					() -> client.sql("insert into book (title) values (?)")
						.param(text())
						.update(new GeneratedKeyHolder(), "id"));
			this.byName.put("client-query", () -> client.sql("select title from book").query(String.class).list());
		}

		private void data(Books books) {
			this.byName.put("data-insert", () -> books.save(new Book(null, text())));
			this.byName.put("data-update", () -> books.save(new Book(1L, text())));
			this.byName.put("data-delete", () -> books.deleteById(99L));
			this.byName.put("data-modifying", () -> books.rename(text()));
			this.byName.put("data-query", books::findAll);
		}

		private void jooq() {
			this.byName.put("jooq-insert", () -> this.jooq.insertInto(BOOK, TITLE).values(text()).execute());
			this.byName.put("jooq-returning",
					() -> this.jooq.insertInto(BOOK, TITLE).values(text()).returning(ID).fetchOne());
			this.byName.put("jooq-merge",
					() -> this.jooq.mergeInto(BOOK)
						.usingDual()
						.on(ID.eq(1L))
						.whenMatchedThenUpdate()
						.set(TITLE, text())
						.execute());
			this.byName.put("jooq-batch",
					() -> this.jooq
						.batch(this.jooq.update(BOOK).set(TITLE, text()),
								this.jooq.update(DSL.table("shelf")).set(DSL.field("name", String.class), text()))
						.execute());
			this.byName.put("jooq-bound-batch", () -> {
				Query insert = this.jooq.insertInto(BOOK, TITLE).values((String) null);
				this.jooq.batch(insert).bind(text()).bind(text()).execute();
			});
			this.byName.put("jooq-transaction",
					() -> this.jooq.transaction((inner) -> inner.dsl().update(BOOK).set(TITLE, text()).execute()));
			this.byName.put("jooq-plain", () -> this.jooq.execute("update book set title = ?", text()));
			this.byName.put("jooq-select", () -> this.jooq.select(TITLE).from(BOOK).forUpdate().fetch());
		}

		private void mybatis(BookMapper mapper, SqlSessionFactory sessions) {
			this.byName.put("mybatis-update", () -> mapper.rename(text()));
			this.byName.put("mybatis-key", () -> mapper.insert(new HashMap<>(Map.of("title", text()))));
			this.byName.put("mybatis-batch", () -> {
				try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
					BookMapper batch = session.getMapper(BookMapper.class);
					batch.rename(text());
					batch.rename(text());
					session.flushStatements();
					session.commit();
				}
			});
			this.byName.put("mybatis-select", mapper::titles);
		}

		private void hibernate(SessionFactory factory) {
			this.byName.put("hibernate-insert", () -> this.transaction.executeWithoutResult((status) -> {
				Volume volume = new Volume();
				volume.id = System.nanoTime();
				this.entities.persist(volume);
				this.entities.flush();
			}));
			this.byName.put("hibernate-bulk", () -> this.transaction.executeWithoutResult(
					(status) -> this.entities.createQuery("update Volume v set v.title = 'bulk'").executeUpdate()));
			this.byName.put("hibernate-session", () -> factory.inStatelessTransaction((session) -> {
				Volume volume = session.get(Volume.class, 1L);
				volume.title = text();
				session.update(volume);
			}));
			this.byName.put("hibernate-query",
					() -> this.entities.createQuery("select v from Volume v", Volume.class).getResultList());
		}

		private void flyway() {
			Flyway.configure()
				.dataSource(this.dataSource)
				.locations("classpath:library/flyway", "classpath:library/flyway-later")
				.load()
				.migrate();
		}

		private void liquibase() {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(this.dataSource);
			liquibase.setChangeLog("classpath:library/liquibase-later.sql");
			try {
				liquibase.afterPropertiesSet();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static String text() {
			return "changed " + System.nanoTime();
		}

	}

}
