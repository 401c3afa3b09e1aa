package io.github.conditionalcache.change.statement;

import java.util.stream.IntStream;

import io.github.conditionalcache.change.Buckets;

/**
 * The tags that a statement changes. Immutable.
 */
public final class Change {

	/**
	 * Nothing changes.
	 */
	public static final Change NONE = new Change(new int[0], true, false);

	/**
	 * Everything changes, within the current transaction.
	 */
	public static final Change ALL = new Change(Buckets.all(), true, false);

	/**
	 * Nothing changes, but the current transaction may be committed.
	 */
	public static final Change MAY_COMMIT = new Change(new int[0], false, false);

	private final int[] buckets;

	private final boolean plain;

	private final boolean begins;

	/**
	 * Creates the change.
	 * @param buckets the buckets of tags, ascending, each once, or {@link Buckets#ALL}
	 * alone
	 * @param plain whether the statement leaves the current transaction as it is
	 * @param begins whether it may begin a transaction that the driver knows nothing of
	 */
	Change(int[] buckets, boolean plain, boolean begins) {
		this.buckets = buckets;
		this.plain = plain;
		this.begins = begins;
	}

	/**
	 * Returns the buckets that change.
	 * @return numbers of buckets, ascending, each once, or {@link Buckets#ALL} alone; not
	 * to be changed
	 */
	public int[] buckets() {
		return this.buckets;
	}

	/**
	 * Returns whether the statement leaves the current transaction as it is.
	 * @return {@code false} if it may commit or roll back
	 */
	public boolean plain() {
		return this.plain;
	}

	/**
	 * Returns whether the statement may begin a transaction that the driver knows nothing
	 * of.
	 * @return {@code true} if it may
	 */
	public boolean begins() {
		return this.begins;
	}

	/**
	 * Returns whether anything changes.
	 * @return {@code true} if there is a bucket
	 */
	public boolean writes() {
		return this.buckets.length > 0;
	}

	/**
	 * Returns the changes of two statements.
	 * @param other the other one
	 * @return both together
	 */
	public Change and(Change other) {
		if (other == this || other == NONE) {
			return this;
		}
		int[] both = Buckets
			.ordered(IntStream.concat(IntStream.of(this.buckets), IntStream.of(other.buckets)).toArray());
		return new Change(both, this.plain && other.plain, this.begins || other.begins);
	}

}
