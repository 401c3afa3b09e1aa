package io.github.conditionalcache.change.entity;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqlTextTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			sql                                                         | writes | table
			select * from book                                          | false  |
			/* criteria */ select * from book                           | false  |
			(select 1) union (select 2)                                 | false  |
			values next value for seq                                   | false  |
			call next value for seq                                     | false  |
			set schema x                                                | false  |
			with b as (select last_update from book) select * from b    | false  |
			insert into book (id) values (?)                            | true   | book
			INSERT INTO s.book values (?)                               | true   | s.book
			insert into book (id) select id from other                  | true   | book
			update "book" set a=?                                       | true   | "book"
			delete from book where id in (select id from other)         | true   | book
			delete from [book]                                          | true   | [book]
			merge into book b using other o on (b.id=o.id)              | true   |
			-- hint                                                     | true   |
			/* dynamic update */ update book set a=?                    | true   |
			with d as (delete from book returning id) select * from d   | true   |
			with d as (select 1) delete from book                       | true   |
			truncate table book                                         | true   |
			call change_books(?)                                        | true   |
			{call change_books(?)}                                      | true   |
			{? = call change_books(?)}                                  | true   |
			replace into book values (?)                                | true   |
			''                                                          | true   |
			""")
	void statementShowsWhetherAndWhatItWrites(String sql, boolean writes, @Nullable String table) {
		assertThat(SqlText.mayWrite(sql)).isEqualTo(writes);
		if (table != null) {
			assertThat(SqlText.table(sql)).isEqualTo(table);
		}
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
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			sql
			with d as (delete from book) select 1
			update book set a = (select 1) where exists (select 1 from x); delete from other
			call change_books(?)
			""")
	void tableIsNotKnownWhereThereMayBeSeveral(String sql) {
		assertThat(SqlText.table(sql)).isNull();
	}

}
