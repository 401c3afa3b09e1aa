package io.github.conditionalcache.change.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.hibernate.dialect.temptable.TemporaryTable;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a statement shows at a glance.
 */
final class SqlText {

	private static final Pattern FIRST_WORD = Pattern.compile("(?:\\s|\\(|/\\*.*?\\*/|--[^\\n]*\\n)*([a-zA-Z]*)",
			Pattern.DOTALL);

	private static final Set<String> READS = Set.of("select", "values", "table", "explain", "show", "set", "lock");

	private static final Pattern SEQUENCE = Pattern.compile("call\\s+next\\s+value\\s+for\\s",
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "with");

	private static final String NAME = "(?:\"[^\"]*\"|`[^`]*`|\\[[^\\]]*\\]|[^\\s(),;\"`\\[\\]])++";

	// A word that locks, or one that belongs to the write before it
	private static final String FURTHER = "for\\s+(?:no\\s+key\\s+)?update\\b|key\\s+update\\b|do\\s+update\\s+set\\b"
			+ "|then\\s+(?:insert\\s*\\(|insert\\s+values\\b|update\\s+set\\b|delete\\b(?!\\s+from\\b))";

	// Some databases change and delete rows of several tables with one statement
	private static final String BEFORE_TABLE = "insert\\s+(?:ignore\\s+)?into|merge\\s+into" + "|update(?=\\s+" + NAME
			+ "\\s+(?:(?:as\\s+)?\\w+\\s+)?set\\b)|delete\\s+from(?!\\s+" + NAME + "\\s*,)"
			+ "|delete\\s+(?<alias>\\w+)\\s+from(?=\\s+" + NAME + "\\s+(?:as\\s+)?\\k<alias>\\b)";

	private static final Pattern WRITE = Pattern.compile("\\b(?:" + FURTHER + "|(?:" + BEFORE_TABLE + ")\\s+(?<table>"
			+ NAME + "))|(?<unknown>\\b(?:insert|update|delete|merge)\\b|;\\s*\\S)", Pattern.CASE_INSENSITIVE);

	private SqlText() {
	}

	/**
	 * Returns whether a statement may write.
	 * @param sql its text
	 * @return {@code true} also if that is not known
	 */
	static boolean mayWrite(String sql) {
		String word = firstWord(sql);
		return switch (word) {
			case "with" -> !writes(sql).isEmpty();
			case "call" -> !SEQUENCE.matcher(sql).lookingAt();
			default -> !READS.contains(word);
		};
	}

	private static String firstWord(String sql) {
		Matcher first = FIRST_WORD.matcher(sql);
		return first.lookingAt() ? first.group(1).toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * Returns the first table that a statement writes.
	 * @param sql its text
	 * @return name of the table, or {@code null} if that is not known
	 */
	static @Nullable String firstTable(String sql) {
		List<Optional<String>> written = writes(sql);
		boolean known = WRITES.contains(firstWord(sql)) && !written.isEmpty();
		return known ? written.get(0).orElse(null) : null;
	}

	/**
	 * Returns the tables that a statement writes.
	 * @param sql its text
	 * @return names of the tables, none if not all are known
	 */
	static Set<String> tables(String sql) {
		List<Optional<String>> written = writes(sql);
		boolean known = WRITES.contains(firstWord(sql)) && written.stream().allMatch(Optional::isPresent);
		return known ? written.stream().flatMap(Optional::stream).collect(Collectors.toSet()) : Set.of();
	}

	// The table of each write, where it is known
	private static List<Optional<String>> writes(String sql) {
		List<Optional<String>> written = new ArrayList<>();
		Matcher first = FIRST_WORD.matcher(sql);
		Matcher write = WRITE.matcher(sql);
		int start = first.lookingAt() ? first.start(1) : 0;
		for (boolean found = write.find(start); found; found = write.find()) {
			String table = write.group("table");
			if (table != null || write.group("unknown") != null) {
				written.add(Optional.ofNullable(table));
			}
		}
		return written;
	}

	/**
	 * Returns whether two names may be of one table. The schema may be left out where it
	 * is the default.
	 * @param table name of a table
	 * @param other another one
	 * @return {@code true} if they differ in schema, quotes and case at most
	 */
	static boolean isSame(String table, String other) {
		String one = unquoted(table);
		String two = unquoted(other);
		boolean qualified = one.indexOf('.') >= 0 && two.indexOf('.') >= 0;
		return qualified ? one.equalsIgnoreCase(two) : simple(one).equalsIgnoreCase(simple(two));
	}

	/**
	 * Returns a name without quotes.
	 * @param table name of a table, with its schema or without
	 * @return the name as the mapping may have it
	 */
	static String unquoted(String table) {
		return table.replaceAll("[\"`\\[\\]]", "");
	}

	private static String simple(String unquoted) {
		return unquoted.substring(unquoted.lastIndexOf('.') + 1);
	}

	/**
	 * Returns whether Hibernate has made a table to keep the ids of a bulk update in.
	 * @param table name of the table, or {@code null} if that is not known
	 * @return {@code true} if the name is one of these
	 */
	static boolean isTemporary(@Nullable String table) {
		String name = (table != null) ? table.substring(table.lastIndexOf('.') + 1) : "";
		return name.startsWith(TemporaryTable.ID_TABLE_PREFIX) || name.startsWith(TemporaryTable.ENTITY_TABLE_PREFIX);
	}

}
