package io.github.conditionalcache.change.statement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table.
 *
 * @param schema the schema, perhaps with its catalog, or {@code null} if it is left out
 * @param name the name in the schema; neither has quotes
 */
public record TableName(@Nullable String schema, String name) {

	/**
	 * Returns the name that a text has.
	 * @param text a name as a statement has it, perhaps with a schema and quotes
	 * @return the name; the whole text if it is something else
	 */
	public static TableName of(String text) {
		List<SqlToken> tokens = SqlScanner.scan(text, SqlSyntax.STANDARD);
		TableName name = (tokens != null) ? of(SqlToken.withoutBrackets(tokens)) : null;
		return (name != null) ? name : new TableName(null, text);
	}

	/**
	 * Returns the name that tokens have.
	 * @param tokens names with dots between them; some may be empty
	 * @return the name, or {@code null} if the tokens are something else
	 */
	static @Nullable TableName of(List<SqlToken> tokens) {
		int last = tokens.size() - 1;
		if (last < 0 || !isQualified(tokens)) {
			return null;
		}
		String schema = tokens.stream().limit(Math.max(0, last - 1)).map(SqlToken::text).collect(Collectors.joining());
		return new TableName(schema.isEmpty() ? null : schema, tokens.get(last).text());
	}

	private static boolean isQualified(List<SqlToken> tokens) {
		boolean apart = IntStream.range(1, tokens.size())
			.allMatch(
					(at) -> tokens.get(at).isSign('.') || (tokens.get(at).mayName() && tokens.get(at - 1).isSign('.')));
		return apart && tokens.get(0).mayName() && tokens.get(tokens.size() - 1).mayName();
	}

	/**
	 * Returns whether two names may be of one table. The schema may be left out where it
	 * is the default.
	 * @param other the other name
	 * @return {@code true} if they differ in case at most, where both have a schema
	 */
	public boolean mayBe(TableName other) {
		boolean qualified = this.schema != null && other.schema != null;
		return this.name.equalsIgnoreCase(other.name)
				&& (!qualified || String.valueOf(this.schema).equalsIgnoreCase(other.schema));
	}

	/**
	 * Returns the name by which a table is looked up.
	 * @return the name in lower case
	 */
	public TableName lowerCase() {
		return new TableName((this.schema != null) ? this.schema.toLowerCase(Locale.ROOT) : null,
				this.name.toLowerCase(Locale.ROOT));
	}

}
