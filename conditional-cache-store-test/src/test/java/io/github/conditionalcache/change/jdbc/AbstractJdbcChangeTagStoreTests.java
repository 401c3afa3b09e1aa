package io.github.conditionalcache.change.jdbc;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.conditionalcache.change.ChangeTagsUnavailableException;
import io.github.conditionalcache.change.TransactionalStore;
import io.github.conditionalcache.test.change.AbstractTransactionalStoreTests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link JdbcChangeTagStore} over one database.
 */
abstract class AbstractJdbcChangeTagStoreTests extends AbstractTransactionalStoreTests {

	private static final String TABLE = "conditional_cache_change";

	private static final int WRITERS = 16;

	private static final int CHANGES = 40;

	private final Databases database;

	private HikariDataSource dataSource;

	private HikariDataSource dataSourceOfOtherNode;

	private JdbcTemplate jdbc;

	private TransactionTemplate transaction;

	private JdbcChangeTagStore store;

	private JdbcChangeTagStore storeOfOtherNode;

	AbstractJdbcChangeTagStoreTests(Databases database) {
		this.database = database;
	}

	@BeforeEach
	void createTables() {
		String url = this.database.create();
		this.dataSource = this.database.pool(url, WRITERS + 1);
		this.dataSourceOfOtherNode = this.database.pool(url, WRITERS + 1);
		this.jdbc = new JdbcTemplate(this.dataSource);
		new ResourceDatabasePopulator(new ClassPathResource(this.database.schema())).execute(this.dataSource);
		this.jdbc.execute("create table data (number integer not null)");
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		this.store = store(this.dataSource);
		this.storeOfOtherNode = store(this.dataSourceOfOtherNode);
	}

	private static JdbcChangeTagStore store(HikariDataSource dataSource) {
		return new JdbcChangeTagStore(dataSource, new JdbcTransactionManager(dataSource), TABLE, () -> false,
				Runnable::run);
	}

	@AfterEach
	void close() {
		this.dataSource.close();
		this.dataSourceOfOtherNode.close();
	}

	@Override
	protected TransactionalStore store() {
		return this.store;
	}

	@Override
	protected TransactionalStore storeOfOtherNode() {
		return this.storeOfOtherNode;
	}

	@Override
	protected void write(int value) {
		this.jdbc.update("insert into data (number) values (?)", value);
	}

	@Override
	protected int read() {
		Integer number = this.jdbc.queryForObject("select max(number) from data", Integer.class);
		return (number != null) ? number : 0;
	}

	@Test
	void checkWhenTableExistsPasses() {
		this.store.check();
	}

	@Test
	void checkWhenTableIsMissingNamesTheRemedy() {
		this.jdbc.execute("drop table " + TABLE);
		assertThatExceptionOfType(UnusableStoreException.class).isThrownBy(this.store::check)
			.withMessageContaining(TABLE)
			.satisfies((ex) -> assertThat(ex.remedy()).contains("initialize-schema"));
	}

	@Test
	void savepointWhenRolledBackChangesNothing() {
		List<Long> before = versions(BUCKET);
		List<Long> other = versions(OTHER_BUCKET);
		this.transaction.executeWithoutResult((status) -> {
			this.store.append(new int[] { BUCKET });
			Object savepoint = status.createSavepoint();
			this.store.append(new int[] { OTHER_BUCKET });
			status.rollbackToSavepoint(savepoint);
		});
		assertThat(versions(BUCKET)).isNotEqualTo(before);
		assertThat(versions(OTHER_BUCKET)).isEqualTo(other);
	}

	@Test
	void bucketWhenChangedAgainAfterSavepointChanges() {
		List<Long> before = versions(BUCKET);
		this.transaction.executeWithoutResult((status) -> {
			Object savepoint = status.createSavepoint();
			this.store.append(new int[] { BUCKET });
			status.rollbackToSavepoint(savepoint);
			this.store.append(new int[] { BUCKET });
		});
		assertThat(versions(BUCKET)).isNotEqualTo(before);
	}

	@Test
	void innerTransactionWhenOuterIsRolledBackChanges() {
		List<Long> before = versions(BUCKET);
		List<Long> other = versions(OTHER_BUCKET);
		TransactionTemplate inner = new TransactionTemplate(this.transaction.getTransactionManager());
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.executeWithoutResult((status) -> {
			this.store.append(new int[] { OTHER_BUCKET });
			inner.executeWithoutResult((innerStatus) -> this.store.append(new int[] { BUCKET }));
			status.setRollbackOnly();
		});
		assertThat(versions(BUCKET)).isNotEqualTo(before);
		assertThat(versions(OTHER_BUCKET)).isEqualTo(other);
	}

	@Test
	void outerTransactionWhenInnerIsRolledBackChanges() {
		List<Long> before = versions(BUCKET);
		List<Long> other = versions(OTHER_BUCKET);
		TransactionTemplate inner = new TransactionTemplate(this.transaction.getTransactionManager());
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.executeWithoutResult((status) -> {
			this.store.append(new int[] { BUCKET });
			inner.executeWithoutResult((innerStatus) -> {
				this.store.append(new int[] { OTHER_BUCKET });
				innerStatus.setRollbackOnly();
			});
		});
		assertThat(versions(BUCKET)).isNotEqualTo(before);
		assertThat(versions(OTHER_BUCKET)).isEqualTo(other);
	}

	@Test
	void transactionOfAnotherManagerIsRefused() {
		List<Long> before = versions(BUCKET);
		TransactionTemplate another = new TransactionTemplate(new JdbcTransactionManager(this.dataSourceOfOtherNode));
		another.executeWithoutResult((status) -> {
			assertThatExceptionOfType(ChangeTagsUnavailableException.class).isThrownBy(() -> change(this.store, BUCKET))
				.withMessageContaining("conditional-cache.change-tags.jdbc.data-source");
			this.jdbc.queryForList("select number from data");
			assertThatExceptionOfType(ChangeTagsUnavailableException.class)
				.isThrownBy(() -> this.store.append(new int[] { BUCKET }));
		});
		assertThat(versions(BUCKET)).isEqualTo(before);
	}

	@Test
	void transactionOfAnotherManagerWhenCommittedIsNoneToJoin() {
		List<Long> before = versions(BUCKET);
		TransactionTemplate another = new TransactionTemplate(new JdbcTransactionManager(this.dataSourceOfOtherNode));
		another.executeWithoutResult((status) -> afterCompletion(() -> change(this.store, BUCKET)));
		assertThat(versions(BUCKET)).isNotEqualTo(before);
	}

	// Each has its row and waits for the others before any of them commits
	@Test
	void writersOfOneBucketDoNotWaitForEachOther() throws Exception {
		List<Long> before = versions(BUCKET);
		CyclicBarrier allHaveAppended = new CyclicBarrier(WRITERS);
		inThreads(WRITERS, () -> this.transaction.execute((status) -> {
			this.store.append(new int[] { BUCKET, OTHER_BUCKET });
			return await(allHaveAppended);
		}));
		assertThat(versions(BUCKET)).isNotEqualTo(before);
		assertThat(rows(BUCKET)).isEqualTo(WRITERS);
	}

	@Test
	void readHasCrowdedBucketCompacted() {
		versions(BUCKET);
		for (int i = 0; i < 129; i++) {
			change(this.store, BUCKET);
		}
		assertThat(rows(BUCKET)).isEqualTo(129);
		List<Long> versions = read(this.store, BUCKET);
		assertThat(rows(BUCKET)).isOne();
		assertThat(versions(BUCKET)).isEqualTo(versions);
	}

	// Each has few rows
	@Test
	void readOfManyBucketsHasNoneCompacted() {
		int[] buckets = IntStream.range(0, 200).toArray();
		read(this.store, buckets);
		this.store.inTransaction(() -> {
			this.store.append(buckets);
			return buckets;
		});
		assertThat(read(this.store, buckets)).isEqualTo(read(this.storeOfOtherNode, buckets));
		assertThat(rows(7)).isOne();
		this.transaction
			.executeWithoutResult((status) -> IntStream.range(0, 8).forEach((i) -> this.store.append(buckets)));
		List<Long> crowded = read(this.store, buckets);
		assertThat(rows(7)).isOne();
		assertThat(read(this.store, buckets)).isEqualTo(crowded);
	}

	@Test
	void compactionOfManyRowsLeavesVersion() {
		ConcurrentLinkedQueue<Long> ids = new ConcurrentLinkedQueue<>();
		TagTable table = new TagTable(TABLE, recording(ids));
		this.transaction.executeWithoutResult((status) -> append(table, 2500));
		new Compaction(this.dataSource, table).run(BUCKET);
		assertThat(rows(BUCKET)).isLessThan(10);
		assertThat(sumOf(BUCKET)).isEqualTo(sum(ids));
	}

	// It neither waits for the row of the open transaction, nor takes it
	@Test
	void compactionBesideOpenTransactionLeavesItsRow() {
		ConcurrentLinkedQueue<Long> ids = new ConcurrentLinkedQueue<>();
		TagTable table = new TagTable(TABLE, recording(ids));
		append(table, 200);
		this.transaction.executeWithoutResult((status) -> {
			append(table, 1);
			elsewhere(() -> {
				new Compaction(this.dataSourceOfOtherNode, table).run(BUCKET);
				return this;
			});
		});
		assertThat(rows(BUCKET)).isEqualTo(2);
		assertThat(sumOf(BUCKET)).isEqualTo(sum(ids));
	}

	@Test
	void compactionWhenRowsAreBeingRemovedLeavesThemAll() {
		ConcurrentLinkedQueue<Long> ids = new ConcurrentLinkedQueue<>();
		TagTable table = new TagTable(TABLE, recording(ids));
		append(table, 10);
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("delete from " + TABLE + " where bucket = ?", BUCKET);
			assertThatException().isThrownBy(() -> elsewhere(() -> {
				new Compaction(this.dataSourceOfOtherNode, table).run(BUCKET);
				return this;
			}));
			status.setRollbackOnly();
		});
		assertThat(rows(BUCKET)).isEqualTo(10);
		assertThat(sumOf(BUCKET)).isEqualTo(sum(ids));
	}

	@Test
	void compactionBesideWritersLosesNothing() throws Exception {
		ConcurrentLinkedQueue<Long> ids = new ConcurrentLinkedQueue<>();
		TagTable table = new TagTable(TABLE, recording(ids));
		Compaction compaction = new Compaction(this.dataSource, table);
		Compaction ofOtherNode = new Compaction(this.dataSourceOfOtherNode, table);
		ExecutorService compactions = Executors.newFixedThreadPool(2);
		try {
			inThreads(WRITERS / 2, () -> {
				for (int i = 0; i < CHANGES; i++) {
					append(table, 1);
					if (i % 5 == 0) {
						compactions.execute(() -> ignoring(() -> compaction.run(BUCKET)));
						compactions.execute(() -> ignoring(() -> ofOtherNode.run(BUCKET)));
					}
				}
				return null;
			});
		}
		finally {
			compactions.shutdown();
		}
		assertThat(compactions.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		assertThat(ids).hasSize(WRITERS / 2 * CHANGES);
		assertThat(sumOf(BUCKET)).isEqualTo(sum(ids));
		assertThat(rows(BUCKET)).isLessThan(ids.size());
	}

	@Test
	void sumsDoNotOverflow() {
		ConcurrentLinkedQueue<Long> ids = new ConcurrentLinkedQueue<>();
		TagTable table = new TagTable(TABLE, new Random() {

			private long next = -1;

			@Override
			public long nextLong() {
				ids.add(TagTable.cut(this.next));
				return this.next--;
			}

		});
		append(table, 100);
		assertThat(sumOf(BUCKET)).isEqualTo(sum(ids));
		new Compaction(this.dataSource, table).run(BUCKET);
		assertThat(sumOf(BUCKET)).isEqualTo(sum(ids));
	}

	@Test
	void versionsWhenTableWasEmptiedNeverComeAgain() {
		List<List<Long>> seen = new ArrayList<>(List.of(versions(BUCKET)));
		change(this.store, BUCKET);
		seen.add(versions(BUCKET));
		this.jdbc.update("delete from " + TABLE);
		assertThat(read(this.store, BUCKET)).isNull();
		assertThat(seen).doesNotContain(versions(BUCKET));
		seen.add(versions(BUCKET));
		change(this.store, BUCKET);
		assertThat(seen).doesNotContain(versions(BUCKET));
	}

	// The data of the dump has the versions of the dump; what was lost does not come
	// again
	@Test
	void versionsWhenOlderDumpWasRestoredAreThoseOfItsData() {
		List<Long> dumped = versions(BUCKET);
		List<Object[]> dump = this.jdbc.query("select bucket, id from " + TABLE,
				(row, number) -> new Object[] { row.getInt(1), row.getLong(2) });
		change(this.store, BUCKET);
		List<Long> lost = versions(BUCKET);
		this.jdbc.update("delete from " + TABLE);
		this.jdbc.batchUpdate("insert into " + TABLE + " (bucket, id) values (?, ?)", dump);
		assertThat(versions(BUCKET)).isEqualTo(dumped);
		change(this.store, BUCKET);
		assertThat(versions(BUCKET)).isNotEqualTo(lost).isNotEqualTo(dumped);
	}

	@Test
	void failureToAppendRollsTheDataBack() {
		this.jdbc.execute("drop table " + TABLE);
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				write(1);
				assertThatExceptionOfType(ChangeTagsUnavailableException.class)
					.isThrownBy(() -> this.store.append(new int[] { BUCKET }));
			}));
		assertThat(read()).isZero();
		assertThatExceptionOfType(ChangeTagsUnavailableException.class).isThrownBy(() -> versions(BUCKET));
	}

	// Such a pool rolls back what nobody has committed
	@Test
	void poolWithoutAutocommitLosesNoChangeAfterTheCommit() {
		try (HikariDataSource pool = this.database.pool(this.dataSource.getJdbcUrl(), 1)) {
			pool.setAutoCommit(false);
			pool.setConnectionTimeout(1000);
			JdbcChangeTagStore pooled = store(pool);
			List<Long> before = versions(BUCKET);
			pooled.inTransaction(() -> {
				afterCommit(() -> change(pooled, BUCKET));
				return this;
			});
			List<Long> afterCommit = versions(BUCKET);
			assertThat(afterCommit).isNotEqualTo(before);
			pooled.inTransaction(() -> {
				afterCompletion(() -> change(pooled, BUCKET));
				afterCompletion(() -> change(pooled, OTHER_BUCKET));
				return this;
			});
			assertThat(versions(BUCKET)).isNotEqualTo(afterCommit);
			assertThat(rows(OTHER_BUCKET)).isOne();
		}
	}

	// A snapshot that a connection keeps in the pool would be an old one
	@Test
	void poolWithoutAutocommitGivesNewVersions() {
		try (HikariDataSource pool = this.database.pool(this.dataSource.getJdbcUrl(), 1)) {
			pool.setAutoCommit(false);
			pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
			JdbcChangeTagStore pooled = store(pool);
			assertThat(read(pooled, BUCKET)).isNull();
			List<Long> before = versions(BUCKET);
			assertThat(read(pooled, BUCKET)).isEqualTo(before);
			change(this.store, BUCKET);
			assertThat(read(pooled, BUCKET)).isEqualTo(versions(BUCKET)).isNotEqualTo(before);
			change(pooled, BUCKET);
			assertThat(read(pooled, BUCKET)).isEqualTo(versions(BUCKET));
		}
	}

	@ParameterizedTest
	@CsvSource({ "READ_UNCOMMITTED, true", "READ_UNCOMMITTED, false", "REPEATABLE_READ, true", "REPEATABLE_READ, false",
			"SERIALIZABLE, true", "SERIALIZABLE, false" })
	void readSeesCommittedChangesWhateverThePoolDoes(String isolation, boolean autoCommit) {
		versions(BUCKET);
		try (HikariDataSource pool = this.database.pool(this.dataSource.getJdbcUrl(), 2)) {
			pool.setTransactionIsolation("TRANSACTION_" + isolation);
			pool.setAutoCommit(autoCommit);
			JdbcChangeTagStore reader = store(pool);
			List<Long> before = read(reader, BUCKET);
			this.transaction.executeWithoutResult((status) -> {
				this.store.append(new int[] { BUCKET });
				assertThat(elsewhere(() -> read(reader, BUCKET))).isEqualTo(before);
			});
			assertThat(read(reader, BUCKET)).isNotEqualTo(before).isEqualTo(versions(BUCKET));
			assertThat(new JdbcTemplate(pool).execute((Connection connection) -> connection.getTransactionIsolation()))
				.isEqualTo(Isolation.valueOf(isolation).value());
		}
	}

	@Test
	void oneConnectionIsEnough() {
		try (HikariDataSource pool = this.database.pool(this.dataSource.getJdbcUrl(), 1)) {
			pool.setConnectionTimeout(1000);
			JdbcChangeTagStore pooled = new JdbcChangeTagStore(pool, new JdbcTransactionManager(pool), TABLE,
					() -> false);
			pooled.check();
			assertThat(read(pooled, BUCKET)).isNull();
			List<Long> before = read(pooled, BUCKET);
			change(pooled, BUCKET);
			List<Long> changed = read(pooled, BUCKET);
			assertThat(changed).isNotEqualTo(before);
			pooled.inTransaction(() -> {
				assertThat(read(pooled, BUCKET)).isNull();
				afterCommit(() -> change(pooled, BUCKET));
				return this;
			});
			List<Long> changedAfterCommit = read(pooled, BUCKET);
			assertThat(changedAfterCommit).isNotEqualTo(changed);
			pooled.inTransaction(() -> {
				afterCompletion(() -> change(pooled, BUCKET));
				afterCompletion(() -> change(pooled, OTHER_BUCKET));
				return this;
			});
			assertThat(read(pooled, BUCKET)).isNotEqualTo(changedAfterCommit);
			assertThat(rows(OTHER_BUCKET)).isOne();
		}
	}

	// What listeners after the commit write on its connection is committed with the row
	@Test
	void dataWrittenAfterCompletionIsCommittedWithItsRow() {
		List<Long> before = versions(BUCKET);
		this.transaction.executeWithoutResult((status) -> afterCompletion(() -> this.store.inTransaction(() -> {
			this.store.append(new int[] { BUCKET });
			write(1);
			assertThat(elsewhere(() -> read(this.storeOfOtherNode, BUCKET))).isEqualTo(before);
			assertThat(elsewhere(() -> new JdbcTemplate(this.dataSourceOfOtherNode)
				.queryForObject("select count(*) from data", Integer.class))).isZero();
			return this;
		})));
		assertThat(versions(BUCKET)).isNotEqualTo(before);
		assertThat(read()).isOne();
	}

	private void append(TagTable table, int rows) {
		DataTransactions transactions = new DataTransactions(this.dataSource, this.transaction.getTransactionManager());
		for (int i = 0; i < rows; i++) {
			transactions.inAny(() -> {
				transactions.onConnection((connection) -> table.append(connection, BUCKET));
				return this;
			});
		}
	}

	private int rows(int bucket) {
		Integer rows = this.jdbc.queryForObject("select count(*) from " + TABLE + " where bucket = ?", Integer.class,
				bucket);
		return (rows != null) ? rows : 0;
	}

	private long sumOf(int bucket) {
		return sum(this.jdbc.queryForList("select id from " + TABLE + " where bucket = ?", Long.class, bucket));
	}

	private static long sum(Iterable<Long> ids) {
		long sum = 0;
		for (long id : ids) {
			sum = (sum + id) % (1L << 62);
		}
		return sum;
	}

	private static Random recording(ConcurrentLinkedQueue<Long> ids) {
		return new Random() {

			@Override
			public long nextLong() {
				long id = TagTable.cut(super.nextLong());
				ids.add(id);
				return id;
			}

		};
	}

	private static int await(CyclicBarrier barrier) {
		try {
			return barrier.await(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException("A writer waits for another one", ex);
		}
	}

	private static void ignoring(Runnable code) {
		try {
			code.run();
		}
		catch (RuntimeException ex) {
			// Another one compacts the same rows
		}
	}

	private static void inThreads(int count, Callable<@Nullable Object> code) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			for (Future<?> end : threads.invokeAll(Collections.nCopies(count, code))) {
				end.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
