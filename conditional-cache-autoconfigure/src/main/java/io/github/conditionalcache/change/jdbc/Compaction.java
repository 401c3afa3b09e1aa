package io.github.conditionalcache.change.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replaces the rows of a bucket by one with their sum, which leaves the version as it is.
 * Only rows that were selected are deleted, each by its primary key, since writers add
 * rows meanwhile, and READ COMMITTED locks nothing between them. If another node compacts
 * the same rows, one of the two is rolled back. Thread-safe.
 */
final class Compaction {

	private static final int MOST_ROWS = 1000;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final TagTable table;

	Compaction(DataSource dataSource, TagTable table) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		this.table = table;
	}

	/**
	 * Compacts those of some buckets that have many rows.
	 * @param buckets numbers of the buckets
	 * @throws RuntimeException if it fails; the rows that are not compacted stay
	 */
	void ofCrowded(int... buckets) {
		List<Integer> crowded = this.transaction
			.execute((status) -> this.jdbc.execute((ConnectionCallback<List<Integer>>) (connection) -> this.table
				.crowded(connection, CommonVersion.FEW_ROWS, buckets)));
		crowded.forEach(this::run);
	}

	/**
	 * Compacts a bucket.
	 * @param bucket number of the bucket
	 * @throws RuntimeException if it fails; the rows that are not compacted stay
	 */
	void run(int bucket) {
		int replaced;
		do {
			replaced = this.transaction.execute((status) -> this.jdbc
				.execute((ConnectionCallback<Integer>) (connection) -> compact(connection, bucket)));
		}
		while (replaced == MOST_ROWS);
	}

	private int compact(Connection connection, int bucket) throws SQLException {
		long[] ids = ids(connection, bucket);
		if (ids.length > 1) {
			delete(connection, bucket, ids);
			this.table.insert(connection, new int[] { bucket }, () -> TagTable.cut(Arrays.stream(ids).sum()));
		}
		return ids.length;
	}

	private long[] ids(Connection connection, int bucket) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select id from " + this.table.name() + " where bucket = ?")) {
			select.setMaxRows(MOST_ROWS);
			select.setInt(1, bucket);
			long[] ids = new long[MOST_ROWS];
			int count = 0;
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					ids[count++] = rows.getLong(1);
				}
			}
			return Arrays.copyOf(ids, count);
		}
	}

	// One by one: with a list of them, MariaDB looks at all rows of the bucket, and waits
	// for the writers of some
	private void delete(Connection connection, int bucket, long[] ids) throws SQLException {
		try (PreparedStatement delete = connection
			.prepareStatement("delete from " + this.table.name() + " where bucket = ? and id = ?")) {
			// Another node may have stopped while it compacts. H2 keeps the limit
			int limit = delete.getQueryTimeout();
			delete.setQueryTimeout(1);
			try {
				delete(delete, bucket, ids);
			}
			finally {
				delete.setQueryTimeout(limit);
			}
		}
	}

	private static void delete(PreparedStatement delete, int bucket, long[] ids) throws SQLException {
		delete.setInt(1, bucket);
		for (long id : ids) {
			delete.setLong(2, id);
			if (delete.executeUpdate() != 1) {
				throw new OptimisticLockingFailureException("Somebody else has removed a row");
			}
		}
	}

}
