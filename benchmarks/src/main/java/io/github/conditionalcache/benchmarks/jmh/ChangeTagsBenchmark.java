package io.github.conditionalcache.benchmarks.jmh;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.github.conditionalcache.benchmarks.app.Versions;
import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.ChangeTagStore;
import io.github.conditionalcache.change.StoreObserver;
import io.github.conditionalcache.change.declared.TagReader;
import io.github.conditionalcache.change.declared.TagsVersion;
import io.github.conditionalcache.change.jdbc.JdbcChangeTagStore;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.ExpressionPart;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.declared.VersionReading;
import io.github.conditionalcache.version.expression.HandlerExpression;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
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
 * What change tags cost an early answer: in memory beside a version from a map, and in
 * the database beside one row that is selected by its primary key. The bucket of the
 * database has 128 rows, the most before they are compacted.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ChangeTagsBenchmark {

	private static final int ROWS = 128;

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private final @Nullable Object[] arguments = { 130L };

	private final HikariDataSource database = database();

	private final DeclaredVersion ofMap = ofMap();

	private final DeclaredVersion ofMemory = ofTags(new MemoryChangeTagStore(Duration.ofMinutes(1)));

	private final DeclaredVersion ofDatabase = ofTags(store(this.database));

	private static HikariDataSource database() {
		HikariDataSource created = new HikariDataSource();
		// One for each benchmark, which may run in one JVM
		created.setJdbcUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
		new ResourceDatabasePopulator(new ClassPathResource("io/github/conditionalcache/change/jdbc/schema-h2.sql"))
			.execute(created);
		JdbcTemplate jdbc = new JdbcTemplate(created);
		jdbc.execute("create table item (id bigint primary key, version bigint not null)");
		jdbc.update("insert into item values (130, 1)");
		return created;
	}

	private static ChangeTagStore store(HikariDataSource database) {
		JdbcChangeTagStore store = new JdbcChangeTagStore(database, new DataSourceTransactionManager(database),
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

	private static DeclaredVersion ofMap() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("versions", new Versions());
		return declared(ExpressionPart.version(HandlerExpression.parse("@versions.of(#id)", handler(), NAMES, beans)));
	}

	private static DeclaredVersion ofTags(ChangeTagStore store) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("reader", new TagReader(store, StoreObserver.NONE, null));
		return declared(TagsVersion.parse(List.of("item:#{#id}"), handler(), NAMES, beans));
	}

	private static DeclaredVersion declared(VersionPart part) {
		return new DeclaredVersion(handler(), NAMES, List.of(part));
	}

	/**
	 * Closes the pool.
	 */
	@TearDown
	public void close() {
		this.database.close();
	}

	/**
	 * Reads a version from a map, by an expression.
	 * @return the version
	 */
	@Benchmark
	public VersionReading map() {
		return this.ofMap.read(this.arguments);
	}

	/**
	 * Reads the version of a tag in memory.
	 * @return the version
	 */
	@Benchmark
	public VersionReading memory() {
		return this.ofMemory.read(this.arguments);
	}

	/**
	 * Reads the version of a tag in the database.
	 * @return the version
	 */
	@Benchmark
	public VersionReading jdbc() {
		return this.ofDatabase.read(this.arguments);
	}

	/**
	 * Selects one row by its primary key, with plain JDBC.
	 * @return a column
	 * @throws SQLException never
	 */
	@Benchmark
	public long select() throws SQLException {
		try (Connection connection = this.database.getConnection();
				PreparedStatement statement = connection.prepareStatement("select version from item where id = ?")) {
			statement.setLong(1, 130);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
	}

	/**
	 * Has a handler.
	 */
	interface Handlers {

		String get(long id);

	}

}
