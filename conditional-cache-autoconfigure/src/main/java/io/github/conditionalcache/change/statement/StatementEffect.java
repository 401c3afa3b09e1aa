package io.github.conditionalcache.change.statement;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a text of one or more statements may do to the data.
 *
 * @param tables names of the tables that it may write, in lower case
 * @param everything whether it may write any table
 * @param plain whether it leaves the current transaction, and what was done in it before,
 * as it is; else it may commit or roll back
 * @param begins whether it may begin a transaction that the driver knows nothing of
 */
record StatementEffect(Set<String> tables, boolean everything, boolean plain, boolean begins) {

	/**
	 * It reads.
	 */
	static final StatementEffect NOTHING = new StatementEffect(Set.of(), false, true, false);

	/**
	 * It ends or divides a transaction, or changes a setting.
	 */
	static final StatementEffect CONTROL = new StatementEffect(Set.of(), false, false, false);

	/**
	 * It begins a transaction.
	 */
	static final StatementEffect BEGINNING = new StatementEffect(Set.of(), false, false, true);

	/**
	 * It may do anything.
	 */
	static final StatementEffect EVERYTHING = new StatementEffect(Set.of(), true, false, false);

	/**
	 * Returns the effect of a text that may do what either of two may do.
	 * @param other the other one
	 * @return both together
	 */
	StatementEffect and(StatementEffect other) {
		Set<String> both = new TreeSet<>(this.tables);
		both.addAll(other.tables);
		return new StatementEffect(both, this.everything || other.everything, this.plain && other.plain,
				this.begins || other.begins);
	}

	/**
	 * Returns whether it writes.
	 * @return {@code true} if it may write any table
	 */
	boolean writes() {
		return this.everything || !this.tables.isEmpty();
	}

}
