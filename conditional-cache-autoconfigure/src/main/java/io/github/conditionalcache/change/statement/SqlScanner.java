package io.github.conditionalcache.change.statement;

import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.change.statement.SqlToken.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of a statement, apart from its strings and comments. Not thread-safe.
 */
final class SqlScanner {

	private final String text;

	private final SqlSyntax syntax;

	private final List<SqlToken> tokens = new ArrayList<>();

	private int at;

	private SqlScanner(String text, SqlSyntax syntax) {
		this.text = text;
		this.syntax = syntax;
	}

	/**
	 * Returns the tokens of a text.
	 * @param text one or more statements
	 * @param syntax how strings and comments are told
	 * @return the tokens, or {@code null} if a string or comment has no end, which
	 * databases of this syntax refuse
	 */
	static @Nullable List<SqlToken> scan(String text, SqlSyntax syntax) {
		SqlScanner scanner = new SqlScanner(text, syntax);
		try {
			while (scanner.at < text.length()) {
				scanner.next();
			}
			return scanner.tokens;
		}
		catch (EndlessException ex) {
			return null;
		}
	}

	private void next() throws EndlessException {
		char first = this.text.charAt(this.at);
		if (first <= ' ' || first == 0x7f) {
			this.at++;
		}
		else if (!comment(first) && !quoted(first) && !dollarQuoted()) {
			if (isLetter(first) || isDigit(first)) {
				word();
			}
			else {
				sign(first);
			}
		}
	}

	private void sign(char sign) {
		this.tokens.add(SqlToken.of((sign < 0x80) ? Kind.SIGN : Kind.UNCLEAR, String.valueOf(sign)));
		this.at++;
	}

	private boolean comment(char first) throws EndlessException {
		if (startsLineComment(first)) {
			skipLine();
			return true;
		}
		if (this.text.startsWith("/*", this.at)) {
			blockComment();
			return true;
		}
		return endOfRunComment();
	}

	private boolean endOfRunComment() {
		boolean end = this.syntax.isMySql() && this.text.startsWith("*/", this.at);
		this.at += end ? 2 : 0;
		return end;
	}

	private boolean startsLineComment(char first) {
		if (this.text.startsWith("--", this.at)) {
			return !this.syntax.isMySql() || this.at + 2 == this.text.length() || this.text.charAt(this.at + 2) <= ' ';
		}
		return (first == '#' && this.syntax.isMySql())
				|| (this.syntax.slashComments() && this.text.startsWith("//", this.at));
	}

	private void skipLine() {
		while (this.at < this.text.length() && !endsLine(this.text.charAt(this.at))) {
			this.at++;
		}
	}

	private boolean endsLine(char character) {
		return character == '\n' || (character == '\r' && !this.syntax.isMySql());
	}

	private void blockComment() throws EndlessException {
		if (this.syntax.isMySql()) {
			mySqlComment();
			return;
		}
		int depth = 0;
		do {
			int deeper = deeper();
			depth += deeper;
			this.at += (deeper != 0) ? 2 : 1;
			if (depth > 0 && this.at >= this.text.length()) {
				throw new EndlessException();
			}
		}
		while (depth > 0);
	}

	private int deeper() {
		if (this.text.startsWith("/*", this.at)) {
			return 1;
		}
		return this.text.startsWith("*/", this.at) ? -1 : 0;
	}

	// Some comments are run. Others may lack their end
	private void mySqlComment() {
		boolean ofMariaDb = this.text.startsWith("/*M!", this.at);
		if (ofMariaDb || this.text.startsWith("/*!", this.at)) {
			this.at += ofMariaDb ? 4 : 3;
			skipDigits();
			return;
		}
		int end = this.text.indexOf("*/", this.at + 2);
		this.at = (end < 0) ? this.text.length() : end + 2;
	}

	private void skipDigits() {
		while (this.at < this.text.length() && isDigit(this.text.charAt(this.at))) {
			this.at++;
		}
	}

	private boolean quoted(char quote) throws EndlessException {
		if (quote != '\'' && quote != '"' && quote != '`') {
			return false;
		}
		boolean string = quote == '\'' || (quote == '"' && this.syntax.isMySql());
		boolean escapes = string && (this.syntax.backslashEscapes() || isEscapeString());
		String content = content(quote, escapes);
		boolean unicode = followsUnicodeMark();
		Kind kind = (quote == '\'') ? Kind.VALUE : Kind.NAME;
		this.tokens.add(SqlToken.of(unicode ? Kind.UNCLEAR : kind, content));
		return true;
	}

	private String content(char quote, boolean escapes) throws EndlessException {
		StringBuilder content = new StringBuilder();
		for (this.at++; this.at < this.text.length(); this.at++) {
			char character = this.text.charAt(this.at);
			if (character == quote) {
				if (!this.text.startsWith(String.valueOf(quote), this.at + 1)) {
					this.at++;
					return content.toString();
				}
				this.at++;
			}
			this.at += (escapes && character == '\\') ? 1 : 0;
			content.append(character);
		}
		throw new EndlessException();
	}

	// E'…' of PostgreSQL
	private boolean isEscapeString() {
		boolean marked = this.at > 0 && Character.toLowerCase(this.text.charAt(this.at - 1)) == 'e'
				&& (this.at == 1 || !isPart(this.text.charAt(this.at - 2)));
		return marked && this.syntax == SqlSyntax.STANDARD;
	}

	// U&"…"
	private boolean followsUnicodeMark() {
		SqlToken last = this.tokens.isEmpty() ? SqlToken.END : this.tokens.get(this.tokens.size() - 1);
		return last.isSign('&') && this.tokens.size() > 1 && this.tokens.get(this.tokens.size() - 2).is("U");
	}

	private boolean dollarQuoted() throws EndlessException {
		if (this.text.charAt(this.at) != '$' || this.syntax.isMySql()) {
			return false;
		}
		int tag = endOfDollarTag();
		boolean quote = tag < this.text.length() && this.text.charAt(tag) == '$'
				&& !isDigit(this.text.charAt(this.at + 1));
		if (quote) {
			skipBehind(this.text.substring(this.at, tag + 1));
		}
		return quote;
	}

	private int endOfDollarTag() {
		int tag = this.at + 1;
		while (tag < this.text.length() && isPart(this.text.charAt(tag)) && this.text.charAt(tag) != '$') {
			tag++;
		}
		return tag;
	}

	private void skipBehind(String mark) throws EndlessException {
		int end = this.text.indexOf(mark, this.at + mark.length());
		if (end < 0) {
			throw new EndlessException();
		}
		this.tokens.add(SqlToken.of(Kind.VALUE, ""));
		this.at = end + mark.length();
	}

	private void word() {
		int begin = this.at;
		while (this.at < this.text.length() && isPart(this.text.charAt(this.at))) {
			this.at++;
		}
		String word = this.text.substring(begin, this.at);
		boolean number = word.chars().allMatch((character) -> character >= '0' && character <= '9');
		this.tokens.add(number ? SqlToken.of(Kind.VALUE, word) : SqlToken.word(word));
	}

	private boolean isLetter(char character) {
		return Character.isLetter(character) || character == '_' || Character.isSurrogate(character)
				|| (character == '$' && this.syntax.isMySql());
	}

	private boolean isPart(char character) {
		return isLetter(character) || isDigit(character) || character == '$';
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	/**
	 * A string or comment without end.
	 */
	private static final class EndlessException extends Exception {

		private static final long serialVersionUID = 1L;

		EndlessException() {
			super(null, null, false, false);
		}

	}

}
