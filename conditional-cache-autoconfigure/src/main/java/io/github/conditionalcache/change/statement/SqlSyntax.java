package io.github.conditionalcache.change.statement;

/**
 * How databases tell strings and comments from the rest of a text.
 */
enum SqlSyntax {

	/** PostgreSQL. */
	STANDARD(false, false, false),

	/** PostgreSQL where {@code standard_conforming_strings} is off. */
	ESCAPING(true, false, false),

	/** H2. */
	SLASHES(false, false, true),

	/** MariaDB and MySQL. */
	MYSQL(true, true, false),

	/** MariaDB and MySQL where {@code NO_BACKSLASH_ESCAPES} is on. */
	MYSQL_PLAIN(false, true, false);

	private final boolean backslashEscapes;

	private final boolean mySql;

	private final boolean slashComments;

	SqlSyntax(boolean backslashEscapes, boolean mySql, boolean slashComments) {
		this.backslashEscapes = backslashEscapes;
		this.mySql = mySql;
		this.slashComments = slashComments;
	}

	/**
	 * Returns whether a backslash within a string takes its meaning from a quote.
	 * @return {@code true} if it does
	 */
	boolean backslashEscapes() {
		return this.backslashEscapes;
	}

	/**
	 * Returns whether there are comments from {@code #} on and comments that are run,
	 * whether {@code --} needs a space behind it, and {@code $} is a letter.
	 * @return {@code true} if so
	 */
	boolean isMySql() {
		return this.mySql;
	}

	/**
	 * Returns whether a comment begins with two slashes.
	 * @return {@code true} if it does
	 */
	boolean slashComments() {
		return this.slashComments;
	}

	/**
	 * Returns whether all databases read a text alike.
	 * @param text the text
	 * @return {@code false} if one may find other strings or comments in it
	 */
	static boolean isCommon(String text) {
		return text.chars().noneMatch((character) -> "\\#/$".indexOf(character) >= 0) && !text.contains("--");
	}

}
