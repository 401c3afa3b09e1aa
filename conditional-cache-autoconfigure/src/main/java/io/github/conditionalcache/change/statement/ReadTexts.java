package io.github.conditionalcache.change.statement;

import java.util.function.Function;

import org.springframework.util.ConcurrentLruCache;

/**
 * Reads the texts of statements, and remembers the findings for some of them.
 * Thread-safe.
 *
 * @param <T> type of the findings, immutable
 */
public final class ReadTexts<T> {

	private static final int MOST_REMEMBERED = 1024;

	/**
	 * Longer ones have their values in them, and hardly come again.
	 */
	private static final int LONGEST_REMEMBERED = 8192;

	private final Function<StatementEffect, T> found;

	private final ConcurrentLruCache<String, T> remembered = new ConcurrentLruCache<>(MOST_REMEMBERED, this::read);

	/**
	 * Creates the texts.
	 * @param found makes the finding of the effect of a text
	 */
	public ReadTexts(Function<StatementEffect, T> found) {
		this.found = found;
	}

	/**
	 * Reads a text.
	 * @param text one or more statements
	 * @return the finding
	 */
	public T of(String text) {
		return (text.length() <= LONGEST_REMEMBERED) ? this.remembered.get(text) : read(text);
	}

	private T read(String text) {
		return this.found.apply(SqlStatements.effect(text));
	}

}
