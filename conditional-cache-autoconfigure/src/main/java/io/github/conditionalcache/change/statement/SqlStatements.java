package io.github.conditionalcache.change.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the effect of statements on the data, by their words. A statement that is not
 * known to do less may do anything: procedures, {@code COPY}, changes of tables, and
 * whatever begins with another word than those below.
 */
final class SqlStatements {

	private static final Set<String> DATA = Set.of("SELECT", "VALUES", "TABLE", "WITH", "INSERT", "UPDATE", "DELETE",
			"MERGE", "REPLACE");

	private static final Set<String> DESCRIBING = Set.of("EXPLAIN", "DESCRIBE", "DESC", "SHOW");

	private static final Set<String> CONTROL = Set.of("SET", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "LOCK",
			"UNLOCK", "USE", "START", "BEGIN", "RESET", "LISTEN", "UNLISTEN", "NOTIFY");

	private static final Set<String> BEGINNING = Set.of("START", "BEGIN");

	private static final Set<String> AFTER_BEGIN = Set.of("WORK", "TRANSACTION", "ISOLATION", "READ", "DEFERRABLE",
			"IMMEDIATE", "EXCLUSIVE");

	private static final List<String> SEQUENCE = List.of("CALL", "NEXT", "VALUE", "FOR");

	private SqlStatements() {
	}

	/**
	 * Returns the effect that a text has on one of the databases at least.
	 * @param text one or more statements
	 * @return the effect
	 */
	static StatementEffect effect(String text) {
		return readings(text).map(SqlStatements::effect).reduce(StatementEffect::or).orElse(StatementEffect.EVERYTHING);
	}

	private static Stream<List<SqlToken>> readings(String text) {
		Stream<SqlSyntax> syntaxes = SqlSyntax.isCommon(text) ? Stream.of(SqlSyntax.STANDARD)
				: Stream.of(SqlSyntax.values());
		return syntaxes.flatMap((syntax) -> Stream.ofNullable(SqlScanner.scan(text, syntax)));
	}

	private static StatementEffect effect(List<SqlToken> tokens) {
		StatementEffect effect = StatementEffect.NOTHING;
		List<SqlToken> statement = new ArrayList<>();
		for (SqlToken token : tokens) {
			if (token.isSign(';')) {
				effect = effect.then(ofOne(statement));
				statement.clear();
			}
			else {
				statement.add(token);
			}
		}
		return effect.then(ofOne(statement));
	}

	private static StatementEffect ofOne(List<SqlToken> tokens) {
		if (tokens.stream().anyMatch((token) -> token.kind() == SqlToken.Kind.UNCLEAR)) {
			return StatementEffect.EVERYTHING;
		}
		SqlToken first = tokens.stream().filter((token) -> !token.isSign('(')).findFirst().orElse(null);
		return (first != null) ? ofOne(tokens, first) : StatementEffect.NOTHING;
	}

	private static StatementEffect ofOne(List<SqlToken> tokens, SqlToken first) {
		if (first.isOneOf(DATA)) {
			return new WrittenTables(tokens).effect();
		}
		if (first.is("TRUNCATE") && !contains(tokens, "CASCADE")) {
			return new WrittenTables(tokens).effect().then(StatementEffect.CONTROL);
		}
		if ((first.isOneOf(DESCRIBING) && !runs(tokens)) || isSequence(tokens)) {
			return StatementEffect.NOTHING;
		}
		StatementEffect control = first.isOneOf(CONTROL) ? control(tokens, first) : null;
		return (control != null) ? control : StatementEffect.EVERYTHING;
	}

	private static boolean runs(List<SqlToken> tokens) {
		return contains(tokens, "ANALYZE") || contains(tokens, "ANALYSE");
	}

	// CALL evaluates an expression as well, and this one is how numbers for rows are got
	private static boolean isSequence(List<SqlToken> tokens) {
		TableName sequence = (tokens.size() > SEQUENCE.size())
				? TableName.of(tokens.subList(SEQUENCE.size(), tokens.size())) : null;
		return sequence != null && tokens.stream().limit(SEQUENCE.size()).map(SqlToken::word).toList().equals(SEQUENCE);
	}

	// SET STATEMENT, BEGIN NOT ATOMIC, START REPLICA, COMMIT PREPARED
	private static @Nullable StatementEffect control(List<SqlToken> tokens, SqlToken first) {
		SqlToken second = (tokens.size() > 1) ? tokens.get(1) : SqlToken.END;
		boolean other = contains(tokens, "PREPARED") || second.is("STATEMENT") || second.is("NOT")
				|| (first.is("START") && !second.is("TRANSACTION"))
				|| (first.is("BEGIN") && second.kind() != SqlToken.Kind.END && !second.isOneOf(AFTER_BEGIN));
		if (other || new WrittenTables(tokens).effect().writes()) {
			return null;
		}
		boolean begins = first.isOneOf(BEGINNING) || contains(tokens, "CHAIN") || (first.is("SET")
				&& tokens.stream().anyMatch((token) -> token.text().equalsIgnoreCase("AUTOCOMMIT")));
		return begins ? StatementEffect.BEGINNING : StatementEffect.CONTROL;
	}

	private static boolean contains(List<SqlToken> tokens, String word) {
		return tokens.stream().anyMatch((token) -> token.is(word));
	}

}
