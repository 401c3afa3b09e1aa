package io.github.conditionalcache.change.jdbc;

import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers over a pool whose isolation is a strict one: PostgreSQL refuses a writer if a
 * transaction that reads makes a cycle with others, and such a read must not be ours.
 */
@EnabledIf(value = "starts", disabledReason = "no PostgreSQL could be started, so isolation was not tried with it")
class PostgresIsolationTests {

	private static final int[] BUCKET = { 42 };

	static boolean starts() {
		return Databases.POSTGRESQL.starts();
	}

	// The writer has read what another one changes, and is not seen by our reader, who
	// sees the other one
	@ParameterizedTest
	@CsvSource({ "SERIALIZABLE, true", "SERIALIZABLE, false", "REPEATABLE_READ, true" })
	void writerIsNotRefusedBecauseOfOurReader(String isolation, boolean autoCommit) {
		try (HikariDataSource pool = Databases.POSTGRESQL.pool(Databases.POSTGRESQL.create(), 3)) {
			pool.setTransactionIsolation("TRANSACTION_" + isolation);
			pool.setAutoCommit(autoCommit);
			JdbcTransactionManager manager = new JdbcTransactionManager(pool);
			TransactionTemplate transaction = new TransactionTemplate(manager);
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			transaction.executeWithoutResult((status) -> {
				new ResourceDatabasePopulator(new ClassPathResource(Databases.POSTGRESQL.schema())).execute(pool);
				jdbc.execute("create table account (id integer primary key, amount integer)");
				jdbc.execute("insert into account values (1, 0), (2, 0)");
			});
			JdbcChangeTagStore store = new JdbcChangeTagStore(pool, manager, "conditional_cache_change", () -> false);
			store.read(BUCKET);
			transaction.executeWithoutResult((status) -> {
				jdbc.queryForList("select amount from account where id = 1");
				elsewhere(() -> transaction
					.executeWithoutResult((other) -> jdbc.update("update account set amount = 5 where id = 1")));
				jdbc.update("update account set amount = 7 where id = 2");
				store.append(BUCKET);
				elsewhere(() -> assertThat(store.read(BUCKET)).isNotNull());
			});
			assertThat(jdbc.queryForList("select amount from account order by id", Integer.class)).containsExactly(5,
					7);
		}
	}

	private static void elsewhere(Runnable code) {
		CompletableFuture.runAsync(code).join();
	}

}
