package io.github.conditionalcache.change.entity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hibernate.dialect.temptable.TemporaryTable;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a statement shows at a glance.
 */
final class SqlText {

	private static final Pattern FIRST_WORD = Pattern.compile("(?:\\s|\\(|/\\*.*?\\*/|--[^\\n]*\\n)*([a-zA-Z]*)",
			Pattern.DOTALL);

	private static final Set<String> READS = Set.of("select", "values", "table", "explain", "show", "set", "lock");

	private static final Pattern WRITES = Pattern.compile("\\b(?:insert|update|delete|merge)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SEQUENCE = Pattern.compile("call\\s+next\\s+value\\s+for\\s",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern TABLE = Pattern.compile(
			"(?:insert\\s+into|merge\\s+into|update|delete\\s+from)\\s+([\\w.$\"`\\[\\]]+)", Pattern.CASE_INSENSITIVE);

	private SqlText() {
	}

	/**
	 * Returns whether a statement may write.
	 * @param sql its text
	 * @return {@code true} also if that is not known
	 */
	static boolean mayWrite(String sql) {
		Matcher first = FIRST_WORD.matcher(sql);
		String word = first.lookingAt() ? first.group(1).toLowerCase(Locale.ROOT) : "";
		return switch (word) {
			case "with" -> WRITES.matcher(sql).find();
			case "call" -> !SEQUENCE.matcher(sql).lookingAt();
			default -> !READS.contains(word);
		};
	}

	/**
	 * Returns the table that a statement writes.
	 * @param sql its text
	 * @return name of the table, or {@code null} if that is not known
	 */
	static @Nullable String table(String sql) {
		Matcher table = TABLE.matcher(sql);
		return (table.lookingAt() && !WRITES.matcher(sql.substring(table.end())).find()) ? table.group(1) : null;
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
