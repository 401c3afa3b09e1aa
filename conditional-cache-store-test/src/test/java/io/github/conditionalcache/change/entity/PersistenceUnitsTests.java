package io.github.conditionalcache.change.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.entity.Library.Author;
import io.github.conditionalcache.change.entity.Library.Shelf;
import io.github.conditionalcache.change.entity.Library.Town;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandlers;
import io.github.conditionalcache.version.declared.DeclaredSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two persistence units, each with a database of its own.
 */
class PersistenceUnitsTests {

	private static ConfigurableApplicationContext start(String store) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		return application.run("--server.port=0", "--spring.data.jpa.repositories.enabled=false",
				"--conditional-cache.change-tags.automatic=entities", "--conditional-cache.change-tags.store=" + store,
				"--conditional-cache.change-tags.jdbc.initialize-schema=always");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			store,  unit,   tag,     changed
			memory, first,  shelf,   true
			memory, first,  shelf:1, true
			memory, second, author,  true
			jdbc,   first,  shelf,   true
			jdbc,   first,  shelf:1, true
			jdbc,   second, author,  false
			""")
	void changeIsNotedWhereTheStoreCan(String store, String unit, String tag, boolean changed) {
		try (ConfigurableApplicationContext context = start(store)) {
			ChangeTagStore versions = context.getBean(ChangeTagStore.class);
			int[] buckets = Buckets.of(List.of(tag));
			versions.read(buckets);
			long @Nullable [] before = versions.read(buckets);
			write(context, unit);
			assertThat(before).isNotNull();
			assertThat(Arrays.equals(before, versions.read(buckets))).isEqualTo(!changed);
		}
	}

	private static void write(ConfigurableApplicationContext context, String unit) {
		EntityManagerFactory factory = context.getBean(unit, EntityManagerFactory.class);
		PlatformTransactionManager manager = context.getBean(unit + "Manager", PlatformTransactionManager.class);
		new TransactionTemplate(manager).executeWithoutResult((status) -> {
			EntityManager entities = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
			Library.Identified written = unit.equals("first") ? new Shelf() : new Author();
			written.id = 1;
			entities.persist(written);
		});
	}

	@Test
	void tagsAreListedByHandlerOrWhyThereAreNone() {
		try (ConfigurableApplicationContext context = start("jdbc")) {
			ManagedHandlers handlers = context.getBean(ManagedHandlers.class);
			assertThat(handlers.named("Readers.shelf").orElseThrow().sources()).extracting(DeclaredSource::describe)
				.containsExactly("tags shelf");
			// Either unit may have read it
			assertThat(handlers.named("Readers.town").orElseThrow().sources()).isEmpty();
			ManagedHandler author = handlers.named("Readers.author").orElseThrow();
			assertThat(author.sources()).isEmpty();
			assertThat(author.whyLate()).contains("they go to another DataSource");
		}
		try (ConfigurableApplicationContext context = start("memory")) {
			ManagedHandlers handlers = context.getBean(ManagedHandlers.class);
			assertThat(handlers.named("Readers.author").orElseThrow().sources()).extracting(DeclaredSource::describe)
				.hasSize(1)
				.allSatisfy((text) -> assertThat(text).startsWith("tags author, ").contains("town"));
		}
	}

	@Test
	void inspectorOfTheApplicationStillSeesStatements() {
		try (ConfigurableApplicationContext context = start("memory")) {
			Inspector.last.set("");
			write(context, "first");
			assertThat(Inspector.last.get()).startsWith("insert into shelf");
		}
	}

	static class Inspector implements StatementInspector {

		private static final long serialVersionUID = 1L;

		static final AtomicReference<String> last = new AtomicReference<>("");

		@Override
		public String inspect(String sql) {
			last.set(sql);
			return sql;
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ Units.class, Readers.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Units {

		@Bean
		@Primary
		DataSource firstData() {
			return new DriverManagerDataSource("jdbc:h2:mem:first;DB_CLOSE_DELAY=-1");
		}

		@Bean
		DataSource secondData() {
			return new DriverManagerDataSource("jdbc:h2:mem:second;DB_CLOSE_DELAY=-1");
		}

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean first(DataSource data) {
			return unit("first", data);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean second(@Qualifier("secondData") DataSource data) {
			return unit("second", data);
		}

		private static LocalContainerEntityManagerFactoryBean unit(String name, DataSource data) {
			LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
			unit.setPersistenceUnitName(name);
			unit.setDataSource(data);
			unit.setResourceLoader(new DefaultResourceLoader());
			unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			unit.setManagedTypes(PersistenceManagedTypes.of(name.equals("first")
					? List.of(Town.class.getName(), Shelf.class.getName(), Library.Identified.class.getName())
					: List
						.of(Author.class, Library.Identified.class, Library.Home.class, Town.class,
								Library.Publication.class)
						.stream()
						.map(Class::getName)
						.toList(),
					List.of()));
			unit.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create",
					"hibernate.session_factory.statement_inspector", Inspector.class.getName()));
			return unit;
		}

		@Bean
		@Primary
		PlatformTransactionManager firstManager(@Qualifier("first") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		PlatformTransactionManager secondManager(@Qualifier("second") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	@RestController
	@Cacheable304
	static class Readers {

		@GetMapping("/shelf")
		Shelf shelf() {
			return new Shelf();
		}

		@GetMapping("/town")
		Town town() {
			return new Town();
		}

		@GetMapping("/author")
		Author author() {
			return new Author();
		}

	}

}
