package io.github.conditionalcache.change.statement;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the tables that one statement writes. Where several names may be that of a table,
 * all of them count. Not thread-safe.
 */
final class WrittenTables {

	/** Of PostgreSQL, in bytes. */
	private static final int LONGEST_NAME = 63;

	private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE",
			"INTO");

	/**
	 * Functions of these names write nothing.
	 */
	private static final Set<String> FUNCTIONS = Set.of("INSERT", "REPLACE", "TRUNCATE");

	/**
	 * Words that may stand before the name. Some of them may be a name themselves.
	 */
	private static final Set<String> BEFORE_NAME = Set.of("INTO", "FROM", "TABLE", "ONLY", "IGNORE", "LOW_PRIORITY",
			"HIGH_PRIORITY", "DELAYED", "QUICK");

	private static final Set<String> RESERVED = Set.of("INTO", "FROM", "TABLE");

	private static final Set<String> AFTER_TABLE = Set.of("SET", "WHERE", "RETURNING", "ORDER", "LIMIT", "FETCH",
			"OFFSET");

	private static final Set<String> NO_TABLES = Set.of("SELECT", "FROM", "WHERE", "JOIN", "INNER", "LEFT", "RIGHT",
			"CROSS", "NATURAL", "ON", "USING", "AND", "OR", "NOT", "IN", "IS", "NULL", "EXISTS", "AS", "SET", "GROUP",
			"BY", "ORDER", "LIMIT", "INTO", "TABLE");

	private static final String FOLLOWING = "(),*";

	private final List<SqlToken> tokens;

	private final Set<TableName> tables = new HashSet<>();

	private @Nullable TableName first;

	private boolean everything;

	private boolean plain = true;

	WrittenTables(List<SqlToken> tokens) {
		this.tokens = SqlToken.withoutBrackets(tokens);
	}

	/**
	 * Returns the effect of the statement.
	 * @return the effect
	 */
	StatementEffect effect() {
		int at = 0;
		while (at < this.tokens.size()) {
			at = (token(at).isOneOf(WRITING) && !isHarmless(at)) ? write(at) : at + 1;
		}
		return this.everything ? StatementEffect.EVERYTHING
				: new StatementEffect(Set.copyOf(this.tables), this.first, false, this.plain, false);
	}

	private SqlToken token(int at) {
		return (at >= 0 && at < this.tokens.size()) ? this.tokens.get(at) : SqlToken.END;
	}

	private boolean isHarmless(int at) {
		SqlToken word = token(at);
		SqlToken before = token(at - 1);
		if (before.isSign('.') || before.is("AS")) {
			return true;
		}
		if (word.isOneOf(FUNCTIONS) && token(at + 1).isSign('(') && at > 0) {
			return true;
		}
		return isBranch(word, before) || (word.is("UPDATE") && isLockOrConflict(at));
	}

	// WHEN MATCHED THEN UPDATE SET: the table was named by MERGE
	private boolean isBranch(SqlToken word, SqlToken before) {
		return before.is("THEN") && !word.is("INTO") && contains("MERGE");
	}

	private boolean isLockOrConflict(int at) {
		SqlToken before = token(at - 1);
		if (before.is("KEY")) {
			return token(at - 2).is("DUPLICATE") || token(at - 2).is("NO");
		}
		return before.is("FOR") || (before.is("DO") && contains("CONFLICT"));
	}

	private boolean contains(String word) {
		return this.tokens.stream().anyMatch((token) -> token.is(word));
	}

	/**
	 * Takes a writing word with the names behind it.
	 * @param at place of the word
	 * @return the place behind
	 */
	private int write(int at) {
		SqlToken word = token(at);
		this.plain &= !word.is("INTO");
		int name = at + 1;
		boolean from = false;
		while (token(name).isOneOf(BEFORE_NAME)) {
			from |= token(name).is("FROM");
			if (!token(name).isOneOf(RESERVED) && !token(name + 1).isOneOf(RESERVED)) {
				add(new TableName(null, token(name).text()));
			}
			name++;
		}
		boolean several = word.is("TRUNCATE") || (word.is("DELETE") && !from);
		return several ? allNames(name) : table(word, name);
	}

	private int table(SqlToken word, int at) {
		int last = lastPart(at);
		if (!token(last).mayName()) {
			return (token(at).isSign('(') && word.is("UPDATE")) ? allNames(at) : unknown(at);
		}
		int behind = last + 1;
		if (token(behind).kind() == SqlToken.Kind.SIGN && FOLLOWING.indexOf(token(behind).text().charAt(0)) < 0) {
			return unknown(behind);
		}
		boolean known = this.tables.isEmpty();
		TableName table = TableName.of(this.tokens.subList(at, last + 1));
		add((table != null) ? table : new TableName(null, token(last).text()));
		boolean several = (word.is("UPDATE") || word.is("DELETE")) && !isEndOfTable(behind);
		this.first = (known && !several) ? table : this.first;
		return several ? allNames(behind) : behind;
	}

	private int lastPart(int at) {
		int last = at;
		while (token(last + 1).isSign('.')) {
			last += token(last + 2).isSign('.') ? 3 : 2;
		}
		return last;
	}

	// Perhaps with another name for it
	private boolean isEndOfTable(int at) {
		if (endsTable(token(at))) {
			return true;
		}
		int alias = token(at).is("AS") ? at + 1 : at;
		return token(alias).mayName() && endsTable(token(alias + 1));
	}

	private static boolean endsTable(SqlToken token) {
		return token.isOneOf(AFTER_TABLE) || token.isSign(')') || token.kind() == SqlToken.Kind.END;
	}

	private int unknown(int at) {
		this.everything = true;
		return at;
	}

	// The rest of the statement
	private int allNames(int at) {
		int next = at;
		while (next < this.tokens.size()) {
			if (token(next).mayName() && !token(next).isOneOf(NO_TABLES)) {
				add(new TableName(null, token(next).text()));
			}
			next++;
		}
		return at;
	}

	private void add(TableName table) {
		this.tables.add(table);
		byte[] bytes = table.name().getBytes(StandardCharsets.UTF_8);
		if (bytes.length > LONGEST_NAME) {
			// PostgreSQL cuts longer names, and no sign in two
			String cut = new String(bytes, 0, LONGEST_NAME, StandardCharsets.UTF_8).replace("\uFFFD", "");
			this.tables.add(new TableName(table.schema(), cut));
		}
	}

}
