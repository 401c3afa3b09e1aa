package io.github.conditionalcache.change.statement;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link TableName}.
 */
class TableNameTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '^', textBlock = """
			text               | schema    | name
			book               |           | book
			Shop.Book          | Shop      | Book
			"shop.book"        |           | shop.book
			`shop`.`Book`      | shop      | Book
			[shop].[Book]      | shop      | Book
			a.shop."My ""B"" " | a.shop    | ^My "B" ^
			shop..book         | shop.     | book
			(select 1)         |           | (select 1)
			shop book          |           | shop book
			a shop.book        |           | a shop.book
			shop.              |           | shop.
			.book              |           | .book
			"book              |           | "book
			^^                 |           | ^^
			""")
	void nameIsReadFromText(String text, @Nullable String schema, String name) {
		assertThat(TableName.of(text)).isEqualTo(new TableName(schema, name));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, quoteCharacter = '\'', textBlock = """
			table,     other,  same
			book,      BOOK,   true
			"book",    book,   true
			[s].[b],   s.b,    true
			S.b,       s.b,    true
			`book`,    loan,   false
			s.book,    s.loan, false
			book,      s.book, true
			s.book,    t.book, false
			""")
	void namesMayDifferInQuotesAndCase(String table, String other, boolean same) {
		assertThat(TableName.of(table).mayBe(TableName.of(other))).isEqualTo(same);
		assertThat(TableName.of(other).mayBe(TableName.of(table))).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource({ "Book, BOOK, true", "Shop.Book, shop.book, true", "shop.book, book, false" })
	void namesAreLookedUpWithoutCase(String table, String other, boolean same) {
		assertThat(TableName.of(table).lowerCase().equals(TableName.of(other).lowerCase())).isEqualTo(same);
	}

}
