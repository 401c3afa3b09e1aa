package io.github.conditionalcache.autoconfigure.jdbc;

import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.conditionalcache.autoconfigure.ConditionalCacheChangeTagsAutoConfiguration;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.jdbc.JdbcChangeTagStore;
import io.github.conditionalcache.change.jdbc.UnusableStoreException;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of {@link ConditionalCacheJdbcChangeTagsAutoConfiguration}.
 */
class JdbcChangeTagsAutoConfigurationTests {

	private static final int[] BUCKET = { 42 };

	private final ApplicationContextRunner empty = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheChangeTagsAutoConfiguration.class,
				ConditionalCacheJdbcChangeTagsAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
				TransactionManagerCustomizationAutoConfiguration.class))
		.withPropertyValues("conditional-cache.change-tags.store=jdbc");

	private final ApplicationContextRunner runner = this.empty
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceInitializationAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void storeWhenJdbcUsesEmbeddedDatabase() {
		this.runner.run((context) -> assertNotes(context.getBean(ChangeTagStore.class),
				context.getBean(PlatformTransactionManager.class)));
	}

	@Test
	void storeWhenNotSetIsMemory() {
		this.runner.withPropertyValues("conditional-cache.change-tags.store=memory")
			.run((context) -> assertThat(context.getBean(ChangeTagStore.class))
				.isInstanceOf(MemoryChangeTagStore.class));
	}

	@Test
	void storeOfTheApplicationWins() {
		this.runner.withBean(ChangeTagStore.class, () -> (buckets) -> null)
			.run((context) -> assertThat(context).hasSingleBean(ChangeTagStore.class)
				.doesNotHaveBean(JdbcChangeTagStore.class));
	}

	@Test
	void storeWithPersistenceUsesItsTransactions() {
		this.runner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.run((context) -> assertNotes(context.getBean(ChangeTagStore.class),
					context.getBean(PlatformTransactionManager.class)));
	}

	@Test
	void storeWhenTableIsMissingStopsTheStart() {
		this.runner.withPropertyValues("conditional-cache.change-tags.jdbc.initialize-schema=never")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(SQLException.class)
				.cause()
				.cause()
				.isInstanceOf(UnusableStoreException.class));
	}

	@Test
	void storeWhenTableIsCreatedByTheApplicationUsesIt() {
		this.runner
			.withPropertyValues("conditional-cache.change-tags.jdbc.initialize-schema=never",
					"spring.sql.init.schema-locations=classpath:io/github/conditionalcache/change/jdbc/schema-h2.sql")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void storeWhenTableHasAnotherNameUsesIt() {
		this.runner
			.withPropertyValues("conditional-cache.change-tags.jdbc.table-name=other_table",
					"conditional-cache.change-tags.jdbc.schema=classpath:schema-other.sql")
			.run((context) -> {
				context.getBean(ChangeTags.class).touch("book:1");
				assertThat(new JdbcTemplate(context.getBean(DataSource.class))
					.queryForObject("select count(*) from other_table", Integer.class)).isOne();
			});
	}

	@Test
	void storeWithoutSpringJdbcStopsTheStart() {
		this.runner.withClassLoader(new FilteredClassLoader(DataSourceUtils.class))
			.run((context) -> assertThatException().isThrownBy(() -> context.getBean(ChangeTagStore.class))
				.withStackTraceContaining("'conditional-cache.change-tags.store' needs"));
	}

	@Test
	void storeWithoutDataSourceStopsTheStart() {
		this.empty.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(UnusableStoreException.class)
			.hasMessageContaining("DataSource"));
	}

	@Test
	void storeWithTwoDataSourcesStopsTheStart() {
		this.empty.withUserConfiguration(TwoDataSources.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnusableStoreException.class)
				.extracting((failure) -> ((UnusableStoreException) failure).remedy())
				.asString()
				.contains("conditional-cache.change-tags.jdbc.data-source"));
	}

	@Test
	void storeWithTwoDataSourcesUsesTheNamedOne() {
		this.empty.withUserConfiguration(TwoDataSources.class)
			.withPropertyValues("conditional-cache.change-tags.jdbc.data-source=second")
			.run((context) -> assertNotes(context.getBean(ChangeTagStore.class),
					context.getBean("managerOfSecond", PlatformTransactionManager.class)));
	}

	@Test
	void storeWithTwoDataSourcesUsesThePrimaryOne() {
		this.empty.withUserConfiguration(PrimaryDataSource.class, ManagerOfPrimary.class, TwoDataSources.class)
			.run((context) -> assertNotes(context.getBean(ChangeTagStore.class),
					context.getBean("managerOfPrimary", PlatformTransactionManager.class)));
	}

	@Test
	void storeWhenPrimaryManagerHasNotTheNamedDataSourceUsesTheOther() {
		this.empty.withUserConfiguration(PrimaryDataSource.class, ManagerOfPrimary.class, TwoDataSources.class)
			.withPropertyValues("conditional-cache.change-tags.jdbc.data-source=first")
			.run((context) -> assertNotes(context.getBean(ChangeTagStore.class),
					context.getBean("managerOfFirst", PlatformTransactionManager.class)));
	}

	@Test
	void storeWithTransactionAwareProxyUsesItsTarget() {
		this.runner.withBean(Wrapping.class, () -> new Wrapping(TransactionAwareDataSourceProxy.class))
			.run((context) -> assertNotes(context.getBean(ChangeTagStore.class),
					context.getBean(PlatformTransactionManager.class)));
	}

	@Test
	void storeWithLazyProxyUsesTheProxy() {
		this.runner.withBean(Wrapping.class, () -> new Wrapping(LazyConnectionDataSourceProxy.class))
			.run((context) -> assertNotes(context.getBean(ChangeTagStore.class),
					context.getBean(PlatformTransactionManager.class)));
	}

	@Test
	void storeWhenManagerHasAProxyOfItsOwnUsesThat() {
		this.runner.withUserConfiguration(ManagerOfProxy.class)
			.run((context) -> assertNotes(context.getBean(ChangeTagStore.class),
					context.getBean(PlatformTransactionManager.class)));
	}

	@Test
	void changeOfOneContextIsSeenByAnother() {
		this.runner.run((context) -> {
			DataSource shared = context.getBean(DataSource.class);
			this.empty.withBean("shared", DataSource.class, () -> shared).run((node) -> {
				ChangeTagStore store = node.getBean(ChangeTagStore.class);
				store.read(BUCKET);
				long[] before = store.read(BUCKET);
				context.getBean(ChangeTags.class).touchAll();
				assertThat(store.read(BUCKET)).isNotEqualTo(before)
					.isEqualTo(context.getBean(ChangeTagStore.class).read(BUCKET));
			});
		});
	}

	private static FailureAnalysis analysis(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, FailureHandler.logging(LogFactory.getLog(FailureAnalyzer.class)))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("io.github.conditionalcache."))
			.map((analyzer) -> analyzer.analyze(failure))
			.findFirst()
			.orElseThrow();
	}

	private static void assertNotes(ChangeTagStore store, PlatformTransactionManager manager) {
		assertThat(store).isInstanceOf(JdbcChangeTagStore.class);
		assertThat(store.read(BUCKET)).isNull();
		long[] before = store.read(BUCKET);
		TransactionTemplate transaction = new TransactionTemplate(manager);
		transaction.executeWithoutResult((status) -> {
			((JdbcChangeTagStore) store).append(BUCKET);
			status.setRollbackOnly();
		});
		assertThat(store.read(BUCKET)).isEqualTo(before);
		transaction.executeWithoutResult((status) -> ((JdbcChangeTagStore) store).append(BUCKET));
		assertThat(store.read(BUCKET)).isNotEqualTo(before);
	}

	private static DataSource embedded() {
		return new EmbeddedDatabaseBuilder().generateUniqueName(true).setType(EmbeddedDatabaseType.H2).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		DataSource first() {
			return embedded();
		}

		@Bean
		DataSource second() {
			return embedded();
		}

		@Bean
		PlatformTransactionManager managerOfFirst(@Qualifier("first") DataSource first) {
			return new JdbcTransactionManager(first);
		}

		@Bean
		PlatformTransactionManager managerOfSecond(@Qualifier("second") DataSource second) {
			return new JdbcTransactionManager(second);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDataSource {

		@Bean
		@Primary
		DataSource primary() {
			return embedded();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ManagerOfPrimary {

		@Bean
		@Primary
		PlatformTransactionManager managerOfPrimary(DataSource primary) {
			return new JdbcTransactionManager(primary);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ManagerOfProxy {

		@Bean
		PlatformTransactionManager manager(DataSource dataSource) {
			return new JdbcTransactionManager(new LazyConnectionDataSourceProxy(dataSource));
		}

	}

	/**
	 * Wraps the DataSource as libraries do.
	 */
	private record Wrapping(Class<? extends DataSource> proxy) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			if (bean instanceof DataSource target && !this.proxy.isInstance(bean)) {
				return (this.proxy == LazyConnectionDataSourceProxy.class) ? new LazyConnectionDataSourceProxy(target)
						: new TransactionAwareDataSourceProxy(target);
			}
			return bean;
		}

	}

}
