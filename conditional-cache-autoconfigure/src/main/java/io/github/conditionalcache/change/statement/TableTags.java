package io.github.conditionalcache.change.statement;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tags of tables: {@code table:} and the name in lower case, without its schema and
 * quotes. Thread-safe.
 */
public final class TableTags {

	private static final String PREFIX = "table:";

	private final Map<String, Set<String>> touches = new HashMap<>();

	/**
	 * Creates the tags.
	 * @param touches the tags that change with a table as well, such as those of rows
	 * that a trigger writes: names of tables, and the tags of each
	 */
	public TableTags(Map<String, ? extends Collection<String>> touches) {
		touches.forEach((table, tags) -> this.touches
			.computeIfAbsent(of(table.substring(table.lastIndexOf('.') + 1)), (tag) -> new HashSet<>())
			.addAll(tags.stream().map((tag) -> isOne(tag) ? tag.toLowerCase(Locale.ROOT) : tag).toList()));
	}

	/**
	 * Returns the tag of a table.
	 * @param table name of the table
	 * @return its tag
	 */
	public static String of(String table) {
		return PREFIX + table.toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns whether a tag is that of a table.
	 * @param tag a tag, or a template of some
	 * @return {@code true} if it begins as one
	 */
	public static boolean isOne(String tag) {
		return tag.startsWith(PREFIX);
	}

	/**
	 * Returns whether a tag changes with a table by declaration.
	 * @param tag the tag
	 * @return {@code true} if it is listed
	 */
	public boolean isTouched(String tag) {
		return this.touches.values().stream().anyMatch((tags) -> tags.contains(tag));
	}

	/**
	 * Returns the tags that change with tables.
	 * @param tables names of the tables
	 * @return their own tags, and all that these touch
	 */
	Set<String> of(Collection<String> tables) {
		Set<String> tags = new HashSet<>();
		tables.forEach((table) -> add(of(table), tags));
		return tags;
	}

	private void add(String tag, Set<String> tags) {
		if (tags.add(tag)) {
			this.touches.getOrDefault(tag, Set.of()).forEach((further) -> add(further, tags));
		}
	}

}
