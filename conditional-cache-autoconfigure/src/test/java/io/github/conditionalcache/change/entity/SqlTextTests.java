package io.github.conditionalcache.change.entity;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

class SqlTextTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|',
			textBlock = """
					sql                                                                     | writes | tables
					select * from book                                                      | false  | ''
					/* criteria */ select * from book                                       | false  | ''
					(select 1) union (select 2)                                             | false  | ''
					values next value for seq                                               | false  | ''
					call next value for seq                                                 | false  | ''
					set schema x                                                            | false  | ''
					with b as (select last_update from book) select * from b                | false  | ''
					with b as (select * from book for update) select * from b               | false  | ''
					insert into book (id) values (?)                                        | true   | book
					INSERT INTO s.book values (?)                                           | true   | s.book
					insert into book(id) select id from other                               | true   | book
					insert ignore into book values (?)                                      | true   | book
					insert into book values (?) on duplicate key update a = ?               | true   | book
					insert into book values (?) on conflict (id) do update set a = ?        | true   | book
					update "book" set a=?                                                   | true   | "book"
					update "my book" set a=?                                                | true   | "my book"
					update bücher b set b.a=?                                               | true   | bücher
					update book as b set a=?                                                | true   | book
					delete from book where id in (select id from other)                     | true   | book
					delete b from book b join other o on o.id = b.id                        | true   | book
					delete from [book]                                                      | true   | [book]
					merge into book b using o on (b.id=o.id) when matched then update set a=1 when not matched then insert (id) values (1) | true | book
					merge into book b using o on (b.id=o.id) when matched then delete       | true   | book
					/* dynamic update */ update book set a=?                                | true   | book
					with d as (delete from book returning id) select * from d               | true   | book
					with d as (delete from loan returning *) select b.* from book b         | true   | loan
					with d as (delete from loan), e as (update other set a=1) select 1      | true   | loan, other
					with d as (select 1) delete from book                                   | true   | book
					-- hint                                                                 | true   | ''
					update book b, loan l set l.a=?                                         | true   | ''
					update book b join loan l on l.id=b.id set l.a=?                        | true   | ''
					delete from book, loan using book join loan                             | true   | ''
					delete l from book b join loan l on l.id=b.id                           | true   | ''
					delete b, l from book b join loan l on l.id=b.id                        | true   | ''
					update book set a=1; delete from loan l, other                          | true   | ''
					update book set a=1; call change_books()                                | true   | ''
					begin update book set a=1; if b then update loan set a=1; end           | true   | ''
					with d as (delete only book) select 1                                   | true   | ''
					truncate table book                                                     | true   | ''
					call change_books(?)                                                    | true   | ''
					{call change_books(?)}                                                  | true   | ''
					{? = call change_books(?)}                                              | true   | ''
					replace into book values (?)                                            | true   | ''
					''                                                                      | true   | ''
					""")
	void statementShowsWhetherAndWhatItWrites(String sql, boolean writes, String tables) {
		assertThat(SqlText.mayWrite(sql)).isEqualTo(writes);
		assertThat(SqlText.tables(sql)).isEqualTo(StringUtils.commaDelimitedListToSet(tables.replace(", ", ",")));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			sql                                                   | table
			update book set a = 'delete'                          | book
			update book set a=1; delete from loan                 | book
			with d as (delete from loan) delete from book         | loan
			delete l from book b join loan l on l.id=b.id         |
			call change_books('update book set a')                |
			""")
	void firstTableIsFoundWhereThereMayBeSeveral(String sql, @Nullable String table) {
		assertThat(SqlText.firstTable(sql)).isEqualTo(table);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			table,        temporary
			HT_Book,      true
			HTE_Book,     true
			temp.HT_Book, true
			book,         false
			ht_book,      false
			,             false
			""")
	void temporaryTablesAreToldByTheirNames(@Nullable String table, boolean temporary) {
		assertThat(SqlText.isTemporary(table)).isEqualTo(temporary);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, quoteCharacter = '\'', textBlock = """
			table,     other,  same
			book,      BOOK,   true
			"book",    book,   true
			[s].[b],   s.b,    true
			`book`,    loan,   false
			book,      s.book, true
			s.book,    t.book, false
			""")
	void namesMayDifferInQuotesAndCase(String table, String other, boolean same) {
		assertThat(SqlText.isSame(table, other)).isEqualTo(same);
	}

}
