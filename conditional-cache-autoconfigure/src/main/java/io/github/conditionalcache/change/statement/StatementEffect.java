package io.github.conditionalcache.change.statement;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The effect that a text of one or more statements may have on the data.
 *
 * @param tables the tables that it may write
 * @param first the table that it writes first, or {@code null} if that is not known
 * @param everything whether it may write any table
 * @param plain whether it leaves the current transaction, and the earlier work in it, as
 * it is; else it may commit or roll back
 * @param begins whether it may begin a transaction that the driver knows nothing of
 */
public record StatementEffect(Set<TableName> tables, @Nullable TableName first, boolean everything, boolean plain,
		boolean begins) {

	/**
	 * It reads.
	 */
	static final StatementEffect NOTHING = new StatementEffect(Set.of(), null, false, true, false);

	/**
	 * It ends or divides a transaction, or changes a setting.
	 */
	static final StatementEffect CONTROL = new StatementEffect(Set.of(), null, false, false, false);

	/**
	 * It begins a transaction.
	 */
	static final StatementEffect BEGINNING = new StatementEffect(Set.of(), null, false, false, true);

	/**
	 * It may do anything.
	 */
	static final StatementEffect EVERYTHING = new StatementEffect(Set.of(), null, true, false, false);

	/**
	 * Returns the effect of this and another text together.
	 * @param next the effect of the text behind
	 * @return both together
	 */
	StatementEffect then(StatementEffect next) {
		return with(next, writes() ? this.first : next.first);
	}

	/**
	 * Returns the effect of a text that may be read in two ways.
	 * @param other its effect if it is read in the other way
	 * @return the effect of either of them
	 */
	StatementEffect or(StatementEffect other) {
		return with(other, Objects.equals(this.first, other.first) ? this.first : null);
	}

	private StatementEffect with(StatementEffect other, @Nullable TableName firstOfBoth) {
		Set<TableName> both = new HashSet<>(this.tables);
		both.addAll(other.tables);
		return new StatementEffect(both, firstOfBoth, this.everything || other.everything, this.plain && other.plain,
				this.begins || other.begins);
	}

	/**
	 * Returns whether it writes.
	 * @return {@code true} if it may write any table
	 */
	public boolean writes() {
		return this.everything || !this.tables.isEmpty();
	}

}
