package io.github.conditionalcache.autoconfigure.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.github.conditionalcache.autoconfigure.ConditionalCacheChangeTagsAutoConfiguration;
import io.github.conditionalcache.autoconfigure.jdbc.ConditionalCacheJdbcChangeTagsAutoConfiguration;
import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.TransactionalStore;
import io.github.conditionalcache.change.declared.TagRule;
import io.github.conditionalcache.change.jdbc.UnusableStoreException;
import io.github.conditionalcache.change.statement.TableTags;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.metadata.HikariDataSourcePoolMetadata;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ConditionalCacheStatementsAutoConfiguration}.
 */
class StatementsAutoConfigurationTests {

	private final ApplicationContextRunner empty = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheChangeTagsAutoConfiguration.class,
				ConditionalCacheJdbcChangeTagsAutoConfiguration.class,
				ConditionalCacheStatementsAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
				TransactionAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class))
		.withPropertyValues("conditional-cache.change-tags.automatic=statements",
				"spring.sql.init.schema-locations=classpath:schema-books.sql");

	private final ApplicationContextRunner runner = this.empty
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	private static List<Long> version(ApplicationContext context, String table) {
		ChangeTagStore store = context.getBean(ChangeTagStore.class);
		int[] buckets = Buckets.of(List.of("table:" + table));
		long[] versions = store.read(buckets);
		versions = (versions != null) ? versions : store.read(buckets);
		assertThat(versions).isNotNull();
		return Arrays.stream(versions).boxed().toList();
	}

	private static void assertNotes(ApplicationContext context, DataSource used) {
		JdbcTemplate jdbc = new JdbcTemplate(used);
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		List<Long> before = version(context, "book");
		jdbc.queryForList("select * from book");
		assertThat(version(context, "book")).isEqualTo(before);
		jdbc.update("insert into book (id) values (1)");
		List<Long> written = version(context, "book");
		assertThat(written).isNotEqualTo(before);
		transaction.executeWithoutResult((status) -> {
			jdbc.update("insert into Public.BOOK (id) values (2)");
			status.setRollbackOnly();
		});
		assertThat(version(context, "book")).isEqualTo(written);
		transaction.executeWithoutResult((status) -> jdbc.update("insert into \"BOOK\" (id) values (3)"));
		assertThat(version(context, "book")).isNotEqualTo(written);
		assertThat(jdbc.queryForObject("select count(*) from book", Integer.class)).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "jdbc" })
	void statementsAreNoted(String store) {
		this.runner.withPropertyValues("conditional-cache.change-tags.store=" + store)
			.run((context) -> assertNotes(context, context.getBean(DataSource.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "jdbc" })
	void oneConnectionIsEnough(String store) {
		this.runner
			.withPropertyValues("conditional-cache.change-tags.store=" + store,
					"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=1000")
			.run((context) -> assertNotes(context, context.getBean(DataSource.class)));
	}

	@ParameterizedTest
	@CsvSource({ "memory, LazyPool", "jdbc, LazyPool", "memory, TransactionAware", "jdbc, TransactionAware",
			"memory, Routing", "jdbc, Routing", "memory, RoutingToDefault", "jdbc, RoutingToDefault",
			"memory, OwnProxy", "jdbc, OwnProxy", "memory, OwnProxyOfPool", "jdbc, OwnProxyOfPool" })
	void statementsAreNotedBelowProxies(String store, String configuration) throws ClassNotFoundException {
		this.empty.withPropertyValues("conditional-cache.change-tags.store=" + store)
			.withUserConfiguration(Class.forName(getClass().getName() + "$" + configuration))
			.run((context) -> assertNotes(context, context.getBean(DataSource.class)));
	}

	@Test
	void poolKeepsItsClassAndIsFoundByItsInterfaces() {
		this.runner.run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(dataSource).isInstanceOf(HikariDataSource.class);
			assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
			assertThat(dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(10);
			try (Connection connection = dataSource.getConnection()) {
				HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
						HikariDataSource.class);
				assertThat(new HikariDataSourcePoolMetadata(pool).getActive()).isOne();
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isOne();
				assertThat(connection.isWrapperFor(org.h2.jdbc.JdbcConnection.class)).isTrue();
				assertThat(connection.unwrap(org.h2.jdbc.JdbcConnection.class)).isNotNull();
				assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
			}
		});
	}

	@Test
	void dataSourceWhenOffIsLeftAlone() {
		this.runner.withPropertyValues("conditional-cache.change-tags.automatic=off")
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(DataSource.class))).isFalse());
	}

	@Test
	void otherDataSourceIsNotWatchedByRows() {
		this.empty.withPropertyValues("conditional-cache.change-tags.store=jdbc")
			.withUserConfiguration(LazyPool.class, Other.class)
			.run((context) -> {
				List<Long> before = version(context, "book");
				JdbcTemplate other = new JdbcTemplate(context.getBean("other", DataSource.class));
				other.execute("create table book (id int)");
				other.update("insert into book (id) values (1)");
				assertThat(version(context, "book")).isEqualTo(before);
				assertNotes(context, context.getBean(DataSource.class));
			});
	}

	@Test
	void otherDataSourceIsWatchedByMarks() {
		this.empty.withPropertyValues("conditional-cache.change-tags.store=memory")
			.withUserConfiguration(LazyPool.class, Other.class)
			.run((context) -> {
				JdbcTemplate other = new JdbcTemplate(context.getBean("other", DataSource.class));
				other.execute("create table book (id int)");
				List<Long> before = version(context, "book");
				other.update("insert into book (id) values (1)");
				assertThat(version(context, "book")).isNotEqualTo(before);
			});
	}

	@Test
	void tagsThatAreTouchedWithATableChange() {
		this.runner
			.withPropertyValues("conditional-cache.change-tags.statements.touches[0].table=book",
					"conditional-cache.change-tags.statements.touches[0].tags=table:stock")
			.run((context) -> {
				List<Long> before = version(context, "stock");
				new JdbcTemplate(context.getBean(DataSource.class)).update("delete from book");
				assertThat(version(context, "stock")).isNotEqualTo(before);
			});
	}

	@Test
	void touchesWithoutTagsStopTheStart() {
		this.runner.withPropertyValues("conditional-cache.change-tags.statements.touches[0].table=book")
			.run((context) -> assertThat(context).getFailure().hasRootCauseInstanceOf(UnusableStoreException.class));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			tag,             problem
			table:book,
			table:listed,
			books,
			table:Book,      is not the tag of a table
			table:#{#name},  is not the tag of a table
			table:title,     names no table
			table:alias,     names no table
			table:by_title,  names no table
			table:absent,    names no table
			table:app.book,  names no table
			""")
	void tagOfTableThatIsNeverTouchedIsRefused(String tag, @Nullable String problem) {
		this.runner
			.withPropertyValues("conditional-cache.change-tags.statements.touches[0].table=book",
					"conditional-cache.change-tags.statements.touches[0].tags=table:listed")
			.run((context) -> {
				JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
				jdbc.execute("create synonym alias for book");
				jdbc.execute("create index by_title on book (id)");
				assertRule(context, tag, problem);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "jdbc" })
	void changesAreSeen(String store) {
		List<MarkingStore.Outcome> outcomes = new CopyOnWriteArrayList<>();
		List<StoreObserver.Call> calls = new CopyOnWriteArrayList<>();
		this.runner.withPropertyValues("conditional-cache.change-tags.store=" + store)
			.withBean(StoreObserver.class, () -> new StoreObserver() {
				@Override
				public void called(Call call, long nanos) {
					calls.add(call);
				}

				@Override
				public void ended(MarkingStore.Outcome outcome) {
					outcomes.add(outcome);
				}
			})
			.run((context) -> {
				outcomes.clear();
				calls.clear();
				new JdbcTemplate(context.getBean(DataSource.class)).update("delete from book");
				assertThat(calls).containsExactly(StoreObserver.Call.NOTED);
				assertThat(outcomes).containsExactly(MarkingStore.Outcome.COMMITTED);
			});
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			store,  tag,           problem
			memory, table:book,
			memory, table:elsewhere,
			jdbc,   table:book,
			jdbc,   table:elsewhere, a DataSource whose statements are not noted
			jdbc,   table:absent,  names no table
			""")
	void tableIsLookedForWhereItsStatementsAreNoted(String store, String tag, @Nullable String problem) {
		this.empty.withPropertyValues("conditional-cache.change-tags.store=" + store)
			.withUserConfiguration(LazyPool.class, Hidden.class)
			.run((context) -> {
				JdbcTemplate other = new JdbcTemplate(context.getBean("hidden", DataSource.class));
				other.execute("create table elsewhere (id int)");
				assertRule(context, tag, problem);
			});
	}

	private static void assertRule(ApplicationContext context, String tag, @Nullable String problem) {
		TagRule rule = context.getBean(TagRule.class);
		if (problem == null) {
			rule.check(tag);
		}
		else {
			assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> rule.check(tag))
				.withMessageContaining(problem);
		}
	}

	@Test
	void namesOfTablesAreReadOnceForAllTags() {
		AtomicInteger connections = new AtomicInteger();
		DataSource counting = new DelegatingDataSource(pool()) {
			@Override
			public Connection getConnection() throws SQLException {
				connections.incrementAndGet();
				return super.getConnection();
			}
		};
		new JdbcTemplate(counting).execute("create table book (id int)");
		new JdbcTemplate(counting).execute("create table \"Author\" (id int)");
		connections.set(0);
		TableTagRule rule = new TableTagRule(new TableTags(Map.of()), () -> List.of(counting), List::of);
		rule.check("table:book");
		rule.check("table:author");
		assertThat(connections).hasValue(1);
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> rule.check("table:late"));
		new JdbcTemplate(counting).execute("create table late (id int)");
		rule.check("table:late");
	}

	@Test
	void tagsAreNotCheckedWhereNamesCannotBeRead() {
		DataSource broken = new AbstractRoutingDataSource() {
			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return null;
			}
		};
		new TableTagRule(new TableTags(Map.of()), () -> List.of(broken), List::of).check("table:book");
	}

	@Test
	void startWithoutDataSourceFails() {
		this.empty.run((context) -> assertThat(context).getFailure()
			.isInstanceOf(UnusableStoreException.class)
			.hasMessageContaining("no DataSource"));
	}

	@Test
	void startWhenTransactionsUseAnotherDataSourceFails() {
		this.empty.withPropertyValues("conditional-cache.change-tags.store=jdbc")
			.withUserConfiguration(Unwatched.class)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void startWithStoreThatCannotNoteThemFails() {
		this.runner.withUserConfiguration(OwnStore.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(UnusableStoreException.class)
				.hasMessageContaining("can't be noted"));
	}

	@Test
	void changesThatAreTouchedByHandCountToo() {
		this.runner.withPropertyValues("conditional-cache.change-tags.store=jdbc").run((context) -> {
			List<Long> before = version(context, "book");
			context.getBean(ChangeTags.class).touch("table:book");
			assertThat(version(context, "book")).isNotEqualTo(before);
		});
	}

	private static HikariDataSource pool() {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:h2:mem:" + java.util.UUID.randomUUID());
		pool.setUsername("sa");
		return pool;
	}

	@Configuration(proxyBeanMethods = false)
	static class LazyPool {

		@Bean
		HikariDataSource pooled() {
			return pool();
		}

		@Bean
		@Primary
		DataSource lazy(HikariDataSource pooled) {
			return new LazyConnectionDataSourceProxy(pooled);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransactionAware {

		@Bean
		DataSource aware() {
			return new TransactionAwareDataSourceProxy(pool());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routing {

		@Bean
		DataSource routing() {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
				@Override
				protected Object determineCurrentLookupKey() {
					return "one";
				}
			};
			routing.setTargetDataSources(Map.of("one", pool()));
			return routing;
		}

	}

	/**
	 * Its default is none of its targets, one of which is watched as a bean.
	 */
	@Configuration(proxyBeanMethods = false)
	static class RoutingToDefault {

		@Bean(defaultCandidate = false)
		DataSource replica() {
			return pool();
		}

		@Bean
		DataSource routing(@Qualifier("replica") DataSource replica) {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
				@Override
				protected @Nullable Object determineCurrentLookupKey() {
					return null;
				}
			};
			routing.setTargetDataSources(Map.of("replica", replica));
			routing.setDefaultTargetDataSource(pool());
			return routing;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProxy {

		@Bean
		DataSource own() {
			return new Own(pool());
		}

	}

	@Configuration(proxyBeanMethods = true)
	static class OwnProxyOfPool {

		@Bean
		HikariDataSource pooled() {
			return pool();
		}

		@Bean
		@Primary
		DataSource own() {
			return new Own(pooled());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Other {

		@Bean
		HikariDataSource other() {
			return pool();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hidden {

		@Bean(defaultCandidate = false)
		HikariDataSource hidden() {
			return pool();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unwatched {

		private final HikariDataSource hidden = pool();

		@Bean
		DataSource shown() {
			return pool();
		}

		@Bean
		PlatformTransactionManager manager(@Qualifier("shown") DataSource shown) {
			return new org.springframework.jdbc.support.JdbcTransactionManager(this.hidden);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStore {

		@Bean
		TransactionalStore store() {
			return new TransactionalStore() {
				@Override
				public void append(int[] buckets) {
				}

				@Override
				public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E {
					return write.run();
				}

				@Override
				public long @Nullable [] read(int[] buckets) {
					return null;
				}
			};
		}

	}

	/**
	 * A proxy that Spring does not know.
	 */
	static final class Own extends AbstractDataSource {

		private final DataSource target;

		Own(DataSource target) {
			this.target = target;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.target.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.target.getConnection(username, password);
		}

		@Override
		public boolean isWrapperFor(Class<?> type) throws SQLException {
			return type.isInstance(this) || this.target.isWrapperFor(type);
		}

		@Override
		public <T> T unwrap(Class<T> type) throws SQLException {
			return type.isInstance(this) ? type.cast(this) : this.target.unwrap(type);
		}

	}

}
