package io.github.conditionalcache.change.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

import io.github.conditionalcache.change.Buckets;

/**
 * The table of a store. A change adds a row with a random number to its bucket, and the
 * version of a bucket is the sum of its numbers. Writers of one bucket therefore never
 * wait for each other, and their order has no effect. Thread-safe.
 *
 * @param name name of the table
 * @param random gives the numbers
 */
record TagTable(String name, Random random) {

	/**
	 * The bucket whose rows count for all buckets. One row at least is there, so that no
	 * version comes again after the table was emptied.
	 */
	static final int EVERY = -1;

	/**
	 * Databases limit the parameters of a statement, and so many buckets are as good as
	 * all.
	 */
	private static final int MOST_BUCKETS = 10_000;

	private static final long BITS = (1L << 62) - 1;

	/**
	 * Adds a row to each bucket, all in one statement.
	 * @param connection the connection
	 * @param buckets numbers of the buckets, or {@link Buckets#ALL}
	 * @throws SQLException if the statement fails
	 */
	void append(Connection connection, int... buckets) throws SQLException {
		int[] rows = (buckets.length > MOST_BUCKETS) ? new int[] { EVERY } : buckets.clone();
		for (int i = 0; i < rows.length; i++) {
			rows[i] = (rows[i] == Buckets.ALL) ? EVERY : rows[i];
		}
		insert(connection, rows, () -> cut(this.random.nextLong()));
	}

	/**
	 * Adds rows.
	 * @param connection the connection
	 * @param buckets the bucket of each
	 * @param ids gives the number of each
	 * @throws SQLException if the statement fails
	 */
	void insert(Connection connection, int[] buckets, LongSupplier ids) throws SQLException {
		String rows = String.join(", ", Collections.nCopies(buckets.length, "(?, ?)"));
		try (PreparedStatement insert = connection
			.prepareStatement("insert into " + this.name + " (bucket, id) values " + rows)) {
			int parameter = 1;
			for (int bucket : buckets) {
				insert.setInt(parameter++, bucket);
				insert.setLong(parameter++, ids.getAsLong());
			}
			insert.executeUpdate();
		}
	}

	/**
	 * Reads the version that buckets and {@link #EVERY} have together.
	 * @param connection the connection
	 * @param buckets numbers of the buckets
	 * @return the version
	 * @throws SQLException if the statement fails
	 */
	CommonVersion read(Connection connection, int... buckets) throws SQLException {
		// One number for all of them costs a database less than groups do
		try (PreparedStatement select = prepare(connection, "select sum(id), count(*), min(bucket)", buckets, "");
				ResultSet sum = select.executeQuery()) {
			sum.next();
			int rows = sum.getInt(2);
			if (rows == 0 || sum.getInt(3) != EVERY) {
				return CommonVersion.EMPTIED;
			}
			// The sum of integers is a decimal number, which does not overflow
			return new CommonVersion(cut(sum.getBigDecimal(1).toBigInteger().longValue()), rows, false);
		}
	}

	/**
	 * Finds those of the buckets, and {@link #EVERY}, that have many rows.
	 * @param connection the connection
	 * @param few how many rows are not many
	 * @param buckets numbers of the buckets
	 * @return the numbers of those with more rows
	 * @throws SQLException if the statement fails
	 */
	List<Integer> crowded(Connection connection, int few, int... buckets) throws SQLException {
		try (PreparedStatement select = prepare(connection, "select bucket", buckets,
				" group by bucket having count(*) > " + few); ResultSet row = select.executeQuery()) {
			List<Integer> crowded = new ArrayList<>();
			while (row.next()) {
				crowded.add(row.getInt(1));
			}
			return crowded;
		}
	}

	private PreparedStatement prepare(Connection connection, String select, int[] buckets, String groups)
			throws SQLException {
		PreparedStatement statement = connection.prepareStatement(select + " from " + this.name + " where bucket in ("
				+ EVERY + ", ?".repeat(buckets.length) + ")" + groups);
		for (int i = 0; i < buckets.length; i++) {
			statement.setInt(i + 1, buckets[i]);
		}
		return statement;
	}

	/**
	 * Returns a number below 2<sup>62</sup>.
	 * @param number any number, or a sum that may have overflowed
	 * @return its remainder
	 */
	static long cut(long number) {
		return number & BITS;
	}

}
