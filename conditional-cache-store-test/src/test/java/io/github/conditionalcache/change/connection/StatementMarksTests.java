package io.github.conditionalcache.change.connection;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.github.conditionalcache.change.Buckets;
import io.github.conditionalcache.change.MarkingStore;
import io.github.conditionalcache.change.memory.MemoryChangeTagStore;
import io.github.conditionalcache.change.statement.Statements;
import io.github.conditionalcache.change.statement.TableTags;
import io.github.conditionalcache.change.transaction.AfterTransaction;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements, and the marks in memory of what they change.
 */
class StatementMarksTests {

	private static final String INSERT = "insert into book (id) values (1)";

	private static final int[] BOOK = Buckets.of(List.of(TableTags.of("book")));

	private final MemoryChangeTagStore store = new MemoryChangeTagStore(Duration.ofHours(1));

	private final StatementWatch watch = new StatementWatch(new Statements(new TableTags(Map.of()), "own"));

	/**
	 * What happens at a call of a method of the connection.
	 */
	private final AtomicReference<Hook> hook = new AtomicReference<>((method, call) -> call.run());

	private EmbeddedDatabase database;

	private JdbcTemplate jdbc;

	private TransactionTemplate transaction;

	@BeforeEach
	void create() {
		this.database = h2().generateUniqueName(true).build();
		new JdbcTemplate(this.database).execute("create table book (id int primary key)");
		DataSource watched = this.watch.watch(new SingleConnectionDataSource(hooked(), true));
		this.jdbc = new JdbcTemplate(watched);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(watched));
	}

	private static EmbeddedDatabaseBuilder h2() {
		return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2);
	}

	private Connection hooked() {
		try {
			Connection connection = this.database.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> this.hook.get().at(method.getName(), () -> {
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw (SQLException) ex.getTargetException();
						}
						catch (IllegalAccessException ex) {
							throw new IllegalStateException(ex);
						}
					}));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void begin() {
		assertThat(this.watch.begin(this.store, AfterTransaction::run)).isTrue();
	}

	@AfterEach
	void close() {
		this.database.shutdown();
	}

	private @Nullable List<Long> version() {
		long[] versions = this.store.read(BOOK);
		return (versions != null) ? Arrays.stream(versions).boxed().toList() : null;
	}

	private void failing(String failing) {
		this.hook.set((method, call) -> {
			if (method.equals(failing)) {
				throw new SQLTransientConnectionException("The reply is lost", "08006");
			}
			return call.run();
		});
	}

	@Test
	void writeAloneIsMarkedUntilItIsVisible() {
		begin();
		List<Long> before = version();
		this.hook.set((method, call) -> {
			assertThat(version()).isEqualTo(before);
			return call.run();
		});
		this.jdbc.update(INSERT);
		assertThat(version()).isNotNull().isNotEqualTo(before);
	}

	@Test
	void transactionIsMarkedUntilItsCallbacksAreOver() {
		begin();
		List<Long> before = version();
		this.transaction.executeWithoutResult((status) -> {
			assertThat(version()).isEqualTo(before);
			this.jdbc.update(INSERT);
			assertThat(version()).isNull();
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void afterCompletion(int outcome) {
					assertThat(version()).isNull();
				}
			});
		});
		assertThat(version()).isNotNull().isNotEqualTo(before);
	}

	@Test
	void transactionThatIsRolledBackChangesNothing() {
		begin();
		List<Long> before = version();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update(INSERT);
			status.setRollbackOnly();
		});
		assertThat(version()).isEqualTo(before);
	}

	@Test
	void readsMarkNothing() {
		begin();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.queryForList("select * from book for update");
			assertThat(version()).isNotNull();
		});
	}

	@Test
	void commitWithoutReplyWaitsForTheLease() {
		begin();
		failing("commit");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(INSERT)));
		assertThat(version()).isNull();
	}

	@Test
	void rollbackWithoutReplyWaitsForTheLease() {
		begin();
		failing("rollback");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.jdbc.update(INSERT);
				status.setRollbackOnly();
			}));
		assertThat(version()).isNull();
	}

	@Test
	void failedWriteAloneThatTheDatabaseAnsweredGivesNewVersions() {
		begin();
		this.jdbc.update(INSERT);
		List<Long> before = version();
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.jdbc.update(INSERT));
		assertThat(version()).isNotNull().isNotEqualTo(before);
	}

	// Its reply may be lost
	@Test
	void failedWriteAloneOtherwiseWaitsForTheLease() {
		begin();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.batchUpdate(INSERT, INSERT, INSERT));
		assertThat(version()).isNull();
	}

	@Test
	void transactionOfTheConnectionIsFollowed() {
		begin();
		List<Long> before = version();
		this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			connection.setAutoCommit(false);
			connection.createStatement().execute(INSERT);
			connection.setAutoCommit(false);
			assertThat(version()).isNull();
			connection.rollback();
			assertThat(version()).isEqualTo(before);
			connection.createStatement().execute(INSERT);
			connection.rollback(connection.setSavepoint());
			assertThat(version()).isNull();
			connection.setAutoCommit(true);
			assertThat(version()).isNotNull().isNotEqualTo(before);
			return true;
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table further (id int)", "commit", "truncate table book" })
	void rollbackBehindWhatMayHaveCommittedGivesNewVersions(String statement) {
		begin();
		List<Long> before = version();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update(INSERT);
			this.jdbc.execute(statement);
			status.setRollbackOnly();
		});
		assertThat(version()).isNotNull().isNotEqualTo(before);
	}

	@Test
	void writeOfAnotherConnectionWithinATransactionIsNotRolledBackWithIt() {
		DataSource other = this.watch.watch(h2().generateUniqueName(true).build());
		JdbcTemplate elsewhere = new JdbcTemplate(other);
		elsewhere.execute("create table book (id int)");
		begin();
		List<Long> before = version();
		this.transaction.executeWithoutResult((status) -> {
			elsewhere.update(INSERT);
			status.setRollbackOnly();
		});
		assertThat(version()).isNotNull().isNotEqualTo(before);
	}

	// As in one of a message broker
	@Test
	void writesAloneWithinATransactionOfAnotherManagerLeaveOneMark() {
		AtomicInteger open = new AtomicInteger();
		assertThat(this.watch.begin(new Counting(this.store, open), AfterTransaction::run)).isTrue();
		List<Long> before = version();
		otherTransaction().executeWithoutResult((status) -> {
			for (int id = 0; id < 100; id++) {
				this.jdbc.update("insert into book (id) values (?)", id);
				assertThat(open.get()).isOne();
				assertThat(version()).isNull();
			}
			status.setRollbackOnly();
		});
		assertThat(open.get()).isZero();
		assertThat(version()).isNotNull().isNotEqualTo(before);
	}

	private static TransactionTemplate otherTransaction() {
		return new TransactionTemplate(
				new JdbcTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID())));
	}

	@Test
	void connectionIsAbortedWhileItsStatementRuns() throws Exception {
		begin();
		CountDownLatch aborted = new CountDownLatch(1);
		Connection connection = this.jdbc.getDataSource().getConnection();
		connection.setAutoCommit(false);
		connection.createStatement().execute(INSERT);
		this.hook.set((method, call) -> {
			if (method.equals("commit")) {
				CompletableFuture.runAsync(() -> abort(connection)).join();
				aborted.countDown();
			}
			return (method.equals("abort")) ? null : call.run();
		});
		connection.commit();
		assertThat(aborted.getCount()).isZero();
		// What has become of the commit is not known to the thread that aborts
		assertThat(version()).isNull();
		connection.createStatement().execute(INSERT.replace("1", "2"));
		connection.rollback();
		assertThat(this.store.changing()).hasValue(1);
	}

	private static void abort(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void connectionThatIsNeverClosedLeavesItsMarksToTheLease() throws Exception {
		MemoryChangeTagStore leased = new MemoryChangeTagStore(Duration.ZERO);
		assertThat(this.watch.begin(leased, AfterTransaction::run)).isTrue();
		long[] before = leased.read(BOOK);
		WeakReference<Connection> lost = writeAndForget();
		assertThat(leased.read(BOOK)).isNull();
		Awaitility.await().untilAsserted(() -> {
			System.gc();
			assertThat(leased.read(BOOK)).isNotNull().isNotEqualTo(before);
		});
		assertThat(lost.refersTo(null)).isTrue();
	}

	private WeakReference<Connection> writeAndForget() throws SQLException {
		Connection connection = this.jdbc.getDataSource().getConnection();
		connection.setAutoCommit(false);
		connection.createStatement().execute(INSERT);
		return new WeakReference<>(connection);
	}

	@Test
	void writeBeforeTheStartGivesNewVersionsAtTheStart() {
		List<Long> before = version();
		this.jdbc.update(INSERT);
		begin();
		assertThat(version()).isNotNull().isNotEqualTo(before);
	}

	@Test
	void readsBeforeTheStartChangeNothing() {
		List<Long> before = version();
		this.jdbc.queryForList("select * from book");
		begin();
		assertThat(version()).isEqualTo(before);
	}

	@Test
	void transactionThatBeganBeforeTheStartIsNotedWithItsCommit() {
		AtomicReference<List<Long>> atStart = new AtomicReference<>();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update(INSERT);
			CompletableFuture.runAsync(this::begin).join();
			atStart.set(version());
		});
		assertThat(version()).isNotNull().isNotEqualTo(atStart.get());
	}

	@Test
	void transactionThatIsCommittedDuringTheStartIsNoted() {
		AtomicReference<List<Long>> atStart = new AtomicReference<>();
		this.hook.set((method, call) -> {
			if (method.equals("commit") && atStart.get() == null) {
				CompletableFuture.runAsync(this::begin).join();
				atStart.set(version());
			}
			return call.run();
		});
		this.transaction.executeWithoutResult((status) -> this.jdbc.update(INSERT));
		assertThat(version()).isNotNull().isNotEqualTo(atStart.get());
	}

	/**
	 * Counts open marks.
	 *
	 * @param store keeps them
	 * @param open how many there are
	 */
	private record Counting(MarkingStore store, AtomicInteger open) implements MarkingStore {

		@Override
		public long @Nullable [] read(int[] buckets) {
			return this.store.read(buckets);
		}

		@Override
		public Mark mark(int[] buckets) {
			Mark mark = this.store.mark(buckets);
			this.open.incrementAndGet();
			return (outcome) -> {
				mark.end(outcome);
				this.open.decrementAndGet();
			};
		}

	}

	/**
	 * Stands before the calls of a connection.
	 */
	private interface Hook {

		@Nullable Object at(String method, Call call) throws SQLException;

	}

	/**
	 * Calls a connection.
	 */
	private interface Call {

		@Nullable Object run() throws SQLException;

	}

}
