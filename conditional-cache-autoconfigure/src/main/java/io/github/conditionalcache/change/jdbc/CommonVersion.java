package io.github.conditionalcache.change.jdbc;

/**
 * The version that some buckets have together, as one statement has read it: another one
 * whenever one of them has changed. Each change adds a random number to it, so two
 * changes leave it as it was no sooner than a random number comes twice.
 *
 * @param number the sum of their rows and of those of {@link TagTable#EVERY}
 * @param rows how many rows these are
 * @param emptied whether {@link TagTable#EVERY} has no row: the table is new or was
 * emptied, so the version may have been there before
 */
record CommonVersion(long number, int rows, boolean emptied) {

	/**
	 * The version of an empty table.
	 */
	static final CommonVersion EMPTIED = new CommonVersion(0, 0, true);

	/**
	 * Rows that need not be compacted, for each bucket that is read.
	 */
	static final int FEW_ROWS = 8;

	/**
	 * With more rows, reading takes noticeably longer: 128 changes of a bucket, and the
	 * row of {@link TagTable#EVERY}.
	 */
	private static final int MOST_ROWS = 128 + 1;

	/**
	 * Returns whether some of the buckets should be compacted. Then one of them at least
	 * has more than {@link #FEW_ROWS}.
	 * @param buckets how many were read
	 * @return {@code true} if they have many rows
	 */
	boolean isCrowded(int buckets) {
		return this.rows > Math.max(MOST_ROWS, FEW_ROWS * (buckets + 1));
	}

}
