package io.github.conditionalcache.change.statement;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlScanner}: how each database tells words from strings and comments.
 */
class SqlScannerTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '^', textBlock = """
			text               | STANDARD    | ESCAPING    | SLASHES      | MYSQL       | MYSQL_PLAIN
			a b1 _c            | a b1 _c     | a b1 _c     | a b1 _c      | a b1 _c     | a b1 _c
			0 9 09 1a          | v v v 1a    | v v v 1a    | v v v 1a     | v v v 1a    | v v v 1a
			a$b                | a$b         | a$b         | a$b          | a$b         | a$b
			$b                 | s b         | s b         | s b          | $b          | $b
			'a' b              | v b         | v b         | v b          | v b         | v b
			'a''b' c           | v c         | v c         | v c          | v c         | v c
			"a" `b` c          | n n c       | n n c       | n n c        | n n c       | n n c
			'a\\' b -- ' c    | v b         | v c         | v b          | v c         | v b
			"a\\" b -- " c    | n b         | n b         | n b          | n c         | n b
			`a\\` b           | n b         | n b         | n b          | n b         | n b
			e'a\\' b' c       | e v c       | e v c       |              | e v c       |
			E 'a\\' b -- ' c  | E v b       | E v c       | E v b        | E v c       | E v b
			ne'a\\' b -- ' c  | ne v b      | ne v c      | ne v b       | ne v c      | ne v b
			U&"a" b            | U s ? b     | U s ? b     | U s ? b      | U s ? b     | U s ? b
			u&'a' b            | u s ? b     | u s ? b     | u s ? b      | u s ? b     | u s ? b
			x&"a" &"b"         | x s n s n   | x s n s n   | x s n s n    | x s n s n   | x s n s n
			U "a"              | U n         | U n         | U n          | U n         | U n
			a --b              | a           | a           | a            | a s s b     | a s s b
			a -- b             | a           | a           | a            | a           | a
			a --               | a           | a           | a            | a           | a
			a #b               | a s b       | a s b       | a s b        | a           | a
			a //b              | a s s b     | a s s b     | a            | a s s b     | a s s b
			a /b               | a s b       | a s b       | a s b        | a s b       | a s b
			a /* b */ c        | a c         | a c         | a c          | a c         | a c
			a /* b */          | a           | a           | a            | a           | a
			a /* b /* c */ d   |             |             |              | a d         | a d
			a /* /* b */ c */ d | a d        | a d         | a d          | a c d       | a c d
			a /* b             |             |             |              | a           | a
			a /*/ b */ c       | a c         | a c         | a c          | a c         | a c
			a /*! b */ c       | a c         | a c         | a c          | a b c       | a b c
			a /*!50701 b */ c  | a c         | a c         | a c          | a b c       | a b c
			a /*!5b */ c       | a c         | a c         | a c          | a b c       | a b c
			a /*M!100100 b */  | a           | a           | a            | a b         | a b
			a */ b             | a s s b     | a s s b     | a s s b      | a b         | a b
			a $$ b $$ c        | a v c       | a v c       | a v c        | a $$ b $$ c | a $$ b $$ c
			a $x$ b $$ $x$ c   | a v c       | a v c       | a v c        | a $x$ b $$ $x$ c | a $x$ b $$ $x$ c
			a $$ b             |             |             |              | a $$ b      | a $$ b
			a $1$ b            | a s 1$ b    | a s 1$ b    | a s 1$ b     | a $1$ b     | a $1$ b
			'a                 |             |             |              |             |
			"a                 |             |             |              |             |
			a (b, c.d)         | a s b s c s d s | a s b s c s d s | a s b s c s d s | a s b s c s d s | a s b s c s d s
			""")
	void textIsReadAsTheDatabaseReadsIt(String text, @Nullable String standard, @Nullable String escaping,
			@Nullable String slashes, @Nullable String mySql, @Nullable String mySqlPlain) {
		assertThat(read(text, SqlSyntax.STANDARD)).isEqualTo(standard);
		assertThat(read(text, SqlSyntax.ESCAPING)).isEqualTo(escaping);
		assertThat(read(text, SqlSyntax.SLASHES)).isEqualTo(slashes);
		assertThat(read(text, SqlSyntax.MYSQL)).isEqualTo(mySql);
		assertThat(read(text, SqlSyntax.MYSQL_PLAIN)).isEqualTo(mySqlPlain);
	}

	@ParameterizedTest
	@CsvSource({ "STANDARD, true", "ESCAPING, true", "SLASHES, true", "MYSQL, false", "MYSQL_PLAIN, false" })
	void carriageReturnEndsACommentOfALine(SqlSyntax syntax, boolean ends) {
		assertThat(read("a -- b\rc", syntax)).isEqualTo(ends ? "a c" : "a");
		assertThat(read("a -- b\nc", syntax)).isEqualTo("a c");
	}

	// Databases do not agree on the spaces among these
	@ParameterizedTest
	@CsvSource({ "0020, a b", "0009, a b", "007f, a b", "0080, a ? b", "00a0, a ? b", "2003, a ? b", "007e, a s b" })
	void signBeyondAsciiThatIsNoLetterIsUnclear(String sign, String tokens) {
		assertThat(read("a" + (char) Integer.parseInt(sign, 16) + "b", SqlSyntax.STANDARD)).isEqualTo(tokens);
	}

	private static @Nullable String read(String text, SqlSyntax syntax) {
		List<SqlToken> tokens = SqlScanner.scan(text, syntax);
		return (tokens != null) ? tokens.stream().map(SqlScannerTests::text).collect(Collectors.joining(" ")) : null;
	}

	private static String text(SqlToken token) {
		return switch (token.kind()) {
			case WORD -> token.text();
			case NAME -> "n";
			case SIGN -> "s";
			case VALUE -> "v";
			default -> "?";
		};
	}

}
