package io.github.conditionalcache.change.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many writers of one tag over one database, none of which waits for another one or fails
 * because of us. Each has a row of data of its own.
 */
abstract class AbstractHotTagTests {

	private static final String TABLE = "conditional_cache_change";

	private static final int WRITERS = 16;

	private static final int WRITES = 25;

	private static final int[] HOT = { 42 };

	private static final int[] WARM = { 4711 };

	private final Databases database;

	private HikariDataSource dataSource;

	private JdbcTemplate jdbc;

	private JdbcChangeTagStore store;

	private ExecutorService threads;

	AbstractHotTagTests(Databases database) {
		this.database = database;
	}

	@BeforeEach
	void createTables() {
		this.dataSource = this.database.pool(this.database.create(), WRITERS + 4);
		this.jdbc = new JdbcTemplate(this.dataSource);
		new ResourceDatabasePopulator(new ClassPathResource(this.database.schema())).execute(this.dataSource);
		this.jdbc.execute("create table data (id integer primary key, number integer not null)");
		IntStream.range(0, WRITERS).forEach((id) -> this.jdbc.update("insert into data values (?, 0)", id));
		this.store = new JdbcChangeTagStore(this.dataSource, new JdbcTransactionManager(this.dataSource), TABLE,
				() -> false, Runnable::run);
		this.threads = Executors.newCachedThreadPool();
	}

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.dataSource.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE" })
	void openTransactionLetsAllOthersCommit(Isolation isolation) throws Exception {
		TransactionTemplate transaction = transaction(isolation);
		transaction.executeWithoutResult((status) -> {
			write(0, HOT);
			List<Future<?>> others = new ArrayList<>();
			for (int i = 1; i < WRITERS; i++) {
				int writer = i;
				others.add(this.threads.submit(() -> transaction.executeWithoutResult((own) -> write(writer, HOT))));
			}
			others.forEach(AbstractHotTagTests::await);
			await(this.threads.submit(() -> compaction().run(HOT[0])));
			await(this.threads.submit(() -> assertThat(rows()).isOne()));
		});
		assertThat(written()).isEqualTo(WRITERS);
	}

	// Two tags, touched in both orders
	@ParameterizedTest
	@EnumSource(names = { "READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE" })
	void writersBesideReadersAndCompactionNeverFail(Isolation isolation) throws Exception {
		TransactionTemplate transaction = transaction(isolation);
		CountDownLatch writing = new CountDownLatch(WRITERS);
		AtomicInteger compactions = new AtomicInteger();
		Future<?> compacting = this.threads.submit(() -> repeat(writing, () -> compact(compactions)));
		Future<?> reading = this.threads.submit(() -> repeat(writing, () -> this.store.read(HOT)));
		List<Future<?>> writers = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			int writer = i;
			writers.add(this.threads.submit(() -> {
				try {
					for (int j = 0; j < WRITES; j++) {
						transaction.executeWithoutResult((status) -> write(writer, (writer % 2 == 0) ? HOT : WARM,
								(writer % 2 == 0) ? WARM : HOT));
					}
				}
				finally {
					writing.countDown();
				}
			}));
		}
		writers.forEach(AbstractHotTagTests::await);
		await(compacting);
		await(reading);
		assertThat(written()).isEqualTo(WRITERS * WRITES);
		assertThat(compactions).hasPositiveValue();
		assertThat(rows()).isLessThan(WRITERS * WRITES);
	}

	private TransactionTemplate transaction(Isolation isolation) {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		transaction.setIsolationLevel(isolation.value());
		return transaction;
	}

	private void compact(AtomicInteger compactions) {
		try {
			compaction().run(HOT[0]);
			compactions.incrementAndGet();
		}
		catch (DataAccessException ex) {
			// A reader has had the same rows compacted
		}
	}

	private Compaction compaction() {
		return new Compaction(this.dataSource, new TagTable(TABLE, new Random()));
	}

	private void write(int writer, int[]... touched) {
		this.jdbc.update("update data set number = number + 1 where id = ?", writer);
		for (int[] buckets : touched) {
			this.store.append(buckets);
		}
	}

	private static void repeat(CountDownLatch until, Runnable code) {
		try {
			do {
				code.run();
			}
			while (!until.await(5, TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private int written() {
		return number("select sum(number) from data");
	}

	private int rows() {
		return number("select count(*) from " + TABLE + " where bucket = " + HOT[0]);
	}

	private int number(String query) {
		Integer number = this.jdbc.queryForObject(query, Integer.class);
		return (number != null) ? number : 0;
	}

	private static void await(Future<?> end) {
		try {
			end.get(60, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException("It failed, or waits for another one", ex);
		}
	}

}
