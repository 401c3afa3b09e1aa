package io.github.conditionalcache.change.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word, name or sign of a statement.
 *
 * @param kind its kind
 * @param text its text, without quotes
 * @param word the text in upper case if it is a word, else empty
 */
record SqlToken(Kind kind, String text, String word) {

	/**
	 * Stands behind the last token.
	 */
	static final SqlToken END = new SqlToken(Kind.END, "", "");

	static SqlToken word(String text) {
		return new SqlToken(Kind.WORD, text, text.toUpperCase(Locale.ROOT));
	}

	static SqlToken of(Kind kind, String text) {
		return new SqlToken(kind, text, "");
	}

	boolean is(String expected) {
		return this.word.equals(expected);
	}

	boolean isOneOf(Set<String> expected) {
		return expected.contains(this.word);
	}

	boolean isSign(char sign) {
		return this.kind == Kind.SIGN && this.text.charAt(0) == sign;
	}

	/**
	 * Returns whether it may be the name of a table.
	 * @return {@code true} for words and quoted names
	 */
	boolean mayName() {
		return this.kind == Kind.WORD || this.kind == Kind.NAME;
	}

	/**
	 * Returns tokens without the brackets that SQL Server puts around names.
	 * @param tokens the tokens
	 * @return the tokens, in which each word between brackets stands alone
	 */
	static List<SqlToken> withoutBrackets(List<SqlToken> tokens) {
		List<SqlToken> without = new ArrayList<>(tokens);
		for (int at = without.size() - 3; at >= 0; at--) {
			if (without.get(at).isSign('[') && without.get(at + 1).mayName() && without.get(at + 2).isSign(']')) {
				without.remove(at + 2);
				without.remove(at);
			}
		}
		return without;
	}

	/**
	 * The kinds of tokens.
	 */
	enum Kind {

		/** A word without quotes: a keyword or a name. */
		WORD,

		/** A name in quotes, or a string in double quotes. */
		NAME,

		/** One character. */
		SIGN,

		/** A string or number. */
		VALUE,

		/** A sign that databases may understand differently. */
		UNCLEAR,

		/** Nothing more. */
		END

	}

}
