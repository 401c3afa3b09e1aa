package io.github.conditionalcache.change.jdbc;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at the start if changes can never be noted in a table.
 */
public final class UnusableStoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param remedy what to do, as sentences
	 * @param cause the failure, or {@code null}
	 */
	public UnusableStoreException(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	UnusableStoreException(String table, SQLException cause) {
		this("Change tags can't be kept in the table '%s': %s".formatted(table, cause.getMessage()),
				"Create the table with the script for your database, io/github/conditionalcache/change/jdbc/schema-*.sql, "
						+ "or set 'conditional-cache.change-tags.jdbc.initialize-schema' to 'always'.",
				cause);
	}

	/**
	 * Returns the remedy.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
