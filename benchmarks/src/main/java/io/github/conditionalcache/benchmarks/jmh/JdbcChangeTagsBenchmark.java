package io.github.conditionalcache.benchmarks.jmh;

import java.io.IOException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.declared.TagReader;
import io.github.conditionalcache.change.declared.TagsVersion;
import io.github.conditionalcache.change.jdbc.JdbcChangeTagStore;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.ExpressionPart;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.declared.VersionReading;
import io.github.conditionalcache.version.expression.HandlerExpression;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * What change tags in a database cost an early answer, beside a row that is selected by
 * its primary key through the same pool: as the version of an early answer, and with
 * plain JDBC alone. The bucket has 128 rows, the most before they are compacted.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(3)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class JdbcChangeTagsBenchmark {

	private static final int ROWS = 128;

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	/**
	 * The database.
	 */
	@Param({ "H2", "POSTGRESQL" })
	public Databases database = Databases.H2;

	private final @Nullable Object[] arguments = { 130L };

	private @Nullable AutoCloseable server;

	private final HikariDataSource pool = new HikariDataSource();

	private @Nullable DeclaredVersion ofTags;

	private @Nullable DeclaredVersion ofRow;

	/**
	 * Starts the database and fills it.
	 * @throws IOException if it does not start
	 */
	@Setup
	public void start() throws IOException {
		if (this.database == Databases.POSTGRESQL) {
			EmbeddedPostgres started = EmbeddedPostgres.start();
			this.server = started;
			this.pool.setJdbcUrl(started.getJdbcUrl("postgres", "postgres"));
		}
		else {
			// Its own for each benchmark, as several may run in one JVM. Between two
			// changes H2 would give the sum that it has given before
			this.pool
				.setJdbcUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=0".formatted(UUID.randomUUID()));
		}
		new ResourceDatabasePopulator(new ClassPathResource(
				"io/github/conditionalcache/change/jdbc/schema-%s.sql".formatted(this.database.platform)))
			.execute(this.pool);
		JdbcTemplate jdbc = new JdbcTemplate(this.pool);
		jdbc.execute("create table item (id bigint primary key, version bigint not null)");
		jdbc.update("insert into item values (130, 1)");
		this.ofTags = declared(tags(store(this.pool)));
		this.ofRow = declared(row(new Items(jdbc)));
	}

	private static ChangeTagStore store(HikariDataSource pool) {
		JdbcChangeTagStore store = new JdbcChangeTagStore(pool, new DataSourceTransactionManager(pool),
				"conditional_cache_change", () -> false);
		int[] bucket = { Buckets.of("item:130") };
		store.read(bucket);
		for (int i = 0; i < ROWS; i++) {
			store.inTransaction(() -> {
				store.append(bucket);
				return bucket;
			});
		}
		return store;
	}

	private static Method handler() {
		try {
			return Handlers.class.getDeclaredMethod("get", long.class);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static VersionPart row(Items items) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("items", items);
		return ExpressionPart.version(HandlerExpression.parse("@items.versionOf(#id)", handler(), NAMES, beans));
	}

	private static VersionPart tags(ChangeTagStore store) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("reader", new TagReader(store, StoreObserver.NONE, null));
		return TagsVersion.parse(List.of("item:#{#id}"), handler(), NAMES, beans);
	}

	private static DeclaredVersion declared(VersionPart part) {
		return new DeclaredVersion(handler(), NAMES, List.of(part));
	}

	/**
	 * Closes the pool and stops the database.
	 * @throws Exception if it does not stop
	 */
	@TearDown
	public void close() throws Exception {
		this.pool.close();
		if (this.server != null) {
			this.server.close();
		}
	}

	/**
	 * Reads the version of a tag.
	 * @return the version
	 */
	@Benchmark
	public VersionReading tags() {
		return read(this.ofTags);
	}

	/**
	 * Reads the version of a row by an expression and {@link JdbcTemplate}, the way to
	 * answer early without tags.
	 * @return the version
	 */
	@Benchmark
	public VersionReading row() {
		return read(this.ofRow);
	}

	private VersionReading read(@Nullable DeclaredVersion version) {
		if (version == null) {
			throw new IllegalStateException("Not started");
		}
		return version.read(this.arguments);
	}

	/**
	 * Selects a row, with plain JDBC.
	 * @return a column
	 * @throws SQLException never
	 */
	@Benchmark
	public long select() throws SQLException {
		try (Connection connection = this.pool.getConnection();
				PreparedStatement statement = connection.prepareStatement("select version from item where id = ?")) {
			statement.setLong(1, 130);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
	}

	/**
	 * The databases.
	 */
	public enum Databases {

		/** In memory. */
		H2("h2"),

		/** A server. */
		POSTGRESQL("postgresql");

		private final String platform;

		Databases(String platform) {
			this.platform = platform;
		}

	}

	/**
	 * Knows the versions of rows.
	 */
	public static final class Items {

		private final JdbcTemplate jdbc;

		Items(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		/**
		 * Returns the version of an item.
		 * @param id its id
		 * @return the version
		 */
		public @Nullable Long versionOf(long id) {
			return this.jdbc.queryForObject("select version from item where id = ?", Long.class, id);
		}

	}

	/**
	 * Has a handler.
	 */
	interface Handlers {

		String get(long id);

	}

}
