package io.github.conditionalcache.change.nodes;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.conditionalcache.change.ChangeTags;
import io.github.conditionalcache.change.TransactionalStore;
import io.github.conditionalcache.change.jdbc.JdbcChangeTagStore;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows in a table, with a mistake. The moment in which it matters is made longer.
 */
final class MistakenRows implements TransactionalStore {

	private static final String PAUSE = "select pg_sleep(0.03)";

	private final Supplier<Mistake> mistake;

	private final TransactionalStore right;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate ownTransaction;

	MistakenRows(Supplier<Mistake> mistake, DataSource dataSource, PlatformTransactionManager manager) {
		this.mistake = mistake;
		this.right = new JdbcChangeTagStore(dataSource, manager, "conditional_cache_change", () -> false);
		this.jdbc = new JdbcTemplate(dataSource);
		this.ownTransaction = new TransactionTemplate(manager);
		this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@Override
	public long @Nullable [] read(int[] buckets) {
		if (this.mistake.get() == Mistake.NO_SEED) {
			return Arrays.stream(buckets).mapToLong(this::sum).toArray();
		}
		if (this.mistake.get() == Mistake.COMPACTION_OF_WHAT_IS_THERE) {
			Arrays.stream(buckets).forEach(this::compact);
		}
		return this.right.read(buckets);
	}

	private long sum(int bucket) {
		Long sum = this.jdbc.queryForObject(
				"select sum(id % 1000000000) from conditional_cache_change where bucket = ?", Long.class, bucket);
		return (sum != null) ? sum : 0;
	}

	private void compact(int bucket) {
		this.ownTransaction.executeWithoutResult((status) -> {
			List<Long> ids = this.jdbc.queryForList("select id from conditional_cache_change where bucket = ?",
					Long.class, bucket);
			if (ids.size() > 1 && isOnlyCompaction()) {
				this.jdbc.execute(PAUSE);
				this.jdbc.update("delete from conditional_cache_change where bucket = ?", bucket);
				long sum = ids.stream().mapToLong(Long::longValue).sum() & ((1L << 62) - 1);
				this.jdbc.update("insert into conditional_cache_change (bucket, id) values (?, ?)", bucket, sum);
			}
		});
	}

	private boolean isOnlyCompaction() {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("select pg_try_advisory_xact_lock(1)", Boolean.class));
	}

	@Override
	public void append(int[] buckets) {
		switch (this.mistake.get()) {
			case NO_TOUCH -> {
			}
			case ROW_BEFORE_COMMIT -> appendInOwnTransaction(buckets);
			case ROW_AFTER_COMMIT -> appendAfterCommit(buckets);
			default -> this.right.append(buckets);
		}
	}

	private void appendInOwnTransaction(int[] buckets) {
		this.ownTransaction.executeWithoutResult((status) -> this.right.append(buckets));
		this.jdbc.execute(PAUSE);
	}

	private void appendAfterCommit(int[] buckets) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				CompletableFuture.runAsync(() -> {
					MistakenRows.this.jdbc.execute(PAUSE);
					appendInOwnTransaction(buckets);
				}).join();
			}

		});
	}

	@Override
	public <T, E extends Exception> T inTransaction(ChangeTags.Write<T, E> write) throws E {
		return this.right.inTransaction(write);
	}

}
