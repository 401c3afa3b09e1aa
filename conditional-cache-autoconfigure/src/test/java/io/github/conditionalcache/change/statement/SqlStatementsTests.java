package io.github.conditionalcache.change.statement;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SqlStatements}.
 */
class SqlStatementsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '^',
			textBlock = """
					statement                                                                     | tables
					insert into book (id) values (?)                                              | book
					insert into book select * from author                                         | book
					INSERT INTO Book DEFAULT VALUES                                               | book
					insert into public.book values (1)                                            | book
					insert into shop.public."Book" values (1)                                     | book
					insert into shop . public . "Book" (id) values (1)                            | book
					insert into "my ""own"" book" values (1)                                      | my "own" book
					insert into "shop.book" values (1)                                            | shop.book
					insert into `shop`.`Book` values (1)                                          | book
					insert into bücher values (1)                                                 | bücher
					insert into a$b values (1)                                                    | a$b
					insert ignore into book values (1)                                            | book
					insert ignore book values (1)                                                 | book, ignore
					insert into book values (1) on duplicate key update id = 2                    | book
					insert into book values (1) on conflict (id) do update set id = 2             | book
					insert into book (id) values ('a;delete from author')                         | book
					replace into book values (1)                                                  | book
					replace book set id = 1                                                       | book
					update book set title = ? where id = ?                                        | book
					update book b set title = ?                                                   | book
					update book as b set title = ?                                                | book
					update only book set title = ?                                                | book, only
					update book set title = a.name from author a where a.id = book.author         | book
					update book join author on book.author = author.id set author.name = ?        | author, book, id, name
					update book, author set author.name = ?                                       | author, book, name
					update (book join author using (id)) set author.name = ?                      | author, book, id, name
					update book partition (p0) set title = ?                                      | book, p0, partition, title
					delete from book                                                              | book
					delete from book b where b.id = 1                                             | book
					delete from only book where id = 1                                            | book, only
					delete from book using author a where a.id = book.author                      | a, author, book, id
					delete b from book as b join author a on b.author = a.id                      | a, author, b, book, id
					delete from b, a using book as b join author as a                             | a, author, b, book
					delete from book order by id limit 1                                          | book
					merge into book key (id) values (1)                                           | book
					merge into book b using author a on (a.id = b.id) when matched then update set id = 1 when not matched then insert (id) values (2) | book
					merge into book using author on (a = b) when matched then delete              | book
					with old as (delete from book returning *) insert into author select * from old | author, book
					with a as (select 1) update book set id = 1                                   | book
					with recursive a as (select 1) search depth first by id set key delete from book | book
					select * from final table (insert into book values (1))                       | book
					select * from (delete from book returning *) x                                | book
					select 1; delete from book                                                    | book
					delete from book; ; delete from author;                                       | author, book
					(select 1) union (select 2); update book set id = 1                           | book
					/* it's */ insert /* into author */ into /* x */ book values (1)              | book
					insert into author /* ' */ values ('a'); /* ' */ delete from book             | author, book
					select 1 /*! ; delete from book */                                            | book
					select 1 /*!50701 ; delete from book */                                       | book
					select 1 /*M!100100 ; delete from book */                                     | book
					select 'a\\'; delete from book; -- '                                          | book
					select 'a\\\\'; delete from book                                              | book
					select e'\\''; delete from book; --'                                              | book
					select 1 --1; delete from book                                                | book
					select 1 # 1; delete from book                                                | book
					select 1 // 1; delete from book                                               | book
					select $$ ' $$; delete from book; select ' $$ '                               | book
					select $a$ $$ $a$; delete from book                                           | book
					select * into newbook from book                                               | newbook
					insert into insert_log values (1)                                             | insert_log
					insert into shop..book values (1)                                             | book
					with a as (select 1 set key update book set id = 1) select 1                  | book
					select 1 then update book set id = 1                                          | book
					select 1 do update book set id = 1                                            | book
					insert into [book] values (1)                                                 | book
					update [shop].[book] set id = 1                                               | book
					update "my book" set a=?                                                      | my book
					update book set a=1; delete from loan l, other                                | book, l, loan, other
					delete from book, loan using book join loan                                   | book, loan
					/* dynamic update */ update book set a=?                                      | book
					with d as (delete from loan), e as (update other set a=1) select 1            | loan, other
					""")
	void writes(String statement, String tables) {
		StatementEffect effect = SqlStatements.effect(statement);
		assertThat(effect.everything()).isFalse();
		assertThat(names(effect)).containsExactlyInAnyOrder(tables.split(", "));
	}

	private static Set<String> names(StatementEffect effect) {
		return effect.tables()
			.stream()
			.map((table) -> table.name().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '^', textBlock = """
			statement                                             | first
			update book set a = 'delete'                          | book
			update shop."Book" set a = 1                          | shop.Book
			update book set a=1; delete from loan                 | book
			select 1; delete from loan                            | loan
			update book set a=1; call change_books()              | book
			insert ignore into book values (1)                    | book
			with d as (delete from loan) delete from book         | loan
			delete l from book b join loan l on l.id=b.id         |
			update book b, loan l set l.a=1                       |
			update only book set a=1                              |
			update book b, loan l set l.a=1; delete from author   |
			with d as (delete from b, a using book) delete from loan |
			update book set a=1 /* 1 */                           | book
			call change_books('update book set a')                |
			call change_books(); delete from book                 |
			delete from book b --1, author a                      |
			select 1                                              |
			""")
	void firstTableIsFoundWhereItIsTheOnlyOneOfItsWrite(String statement, @Nullable String first) {
		assertThat(SqlStatements.effect(statement).first()).isEqualTo((first != null) ? TableName.of(first) : null);
	}

	@Test
	void longNameIsThatOfPostgresqlToo() {
		String longest = "t".repeat(62);
		assertThat(names(SqlStatements.effect("delete from " + longest + "uvw")))
			.containsExactlyInAnyOrder(longest + "uvw", longest + "u");
		assertThat(names(SqlStatements.effect("delete from " + longest + "\u00fcvw")))
			.containsExactlyInAnyOrder(longest + "\u00fcvw", longest);
		assertThat(names(SqlStatements.effect("delete from " + longest + "u"))).containsExactly(longest + "u");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ";", "-- delete from book", "/* delete from book */", "select * from book",
			"SELECT b.update, b.delete from book b", "select * from book for update",
			"select * from book for no key update skip locked", "select * from book for update of b nowait",
			"(select 1)", "((select 1) union all (select 2))", "values (1)", "table book", "show search_path",
			"explain delete from book", "explain select 1", "describe book",
			"select replace(a, 'x', 'y'), insert('a', 1, 2, 'b'), truncate(1.2, 1) from book",
			"select 'delete from book', \"delete from book\" from book",
			"select b.id from book b where b.title like ? escape '\\'",
			"select b.id from book b where b.title like ? escape '\\' and b.name like ? escape '\\'",
			"select data #>> '{a}', data ?? 'b' from book", "select $$delete from book$$", "select 1 -- it's",
			"select $1, a[1], a->>'b', a::text from book", "select 1 as delete", "select 1 /* it's",
			"with x as (select 1) select * from x", "select json_value(d, '$.a' returning int) from book",
			"select extract(epoch from now()) from book where a = any(?)", "select /*+ index(b) */ 1 from book b",
			"select count(*) from book where deleted = false and updated > ?", "call next value for seq",
			"CALL NEXT VALUE FOR shop.seq", "values next value for seq", "/* criteria */ select * from book",
			"with b as (select last_update from book) select * from b", "select a[b] from book",
			"with b as (select * from book for update) select * from b" })
	void reads(String statement) {
		assertThat(SqlStatements.effect(statement)).isEqualTo(StatementEffect.NOTHING);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '^', textBlock = """
			statement                                       | begins
			commit                                          | false
			rollback to savepoint a                         | false
			savepoint a                                     | false
			release savepoint a                             | false
			set search_path to shop                         | false
			set @a = 1                                      | false
			lock table book in share mode                   | false
			begin                                           | true
			begin work                                      | true
			start transaction read only                     | true
			set autocommit = 0                              | true
			set `autocommit` = 0                            | true
			commit and chain                                | true
			rollback and chain                              | true
			begin isolation level serializable              | true
			select 1; begin                                 | true
			""")
	void controlsTransactions(String statement, boolean begins) {
		StatementEffect effect = SqlStatements.effect(statement);
		assertThat(effect.writes()).isFalse();
		assertThat(effect.plain()).isFalse();
		assertThat(effect.begins()).isEqualTo(begins);
	}

	@ParameterizedTest
	@ValueSource(strings = { "call refresh()", "{call refresh(?)}", "{ ? = call refresh()}", "exec refresh",
			"execute plan", "execute immediate 'delete from book'", "prepare a from 'delete from book'",
			"copy book from stdin", "load data infile 'a' into table book", "do $$ begin delete from book; end $$",
			"create table book (id int)", "create or replace view a as select 1", "alter table book add a int",
			"drop table book", "refresh materialized view a", "truncate book cascade",
			"explain analyze delete from book", "explain (analyze, buffers) select 1",
			"explain analyse delete from book", "analyze update book set id = 1",
			"set statement max_statement_time = 1 for delete from book", "begin not atomic delete from book; end",
			"start replica", "begin refresh(); end", "commit prepared 'a'", "xa commit 'a'", "handler book open",
			"import table from 'a'", "insert into (select 1) values (1)", "insert into ? values (1)",
			"insert into @a values (1)", "insert into", "update", "delete from", "insert (a) values (1)",
			"insert into book#1 values (1)", "insert into book@link values (1)",
			"insert into U&\"b\\006fok\" values (1)", "update .book set id = 1", "select 1 into @a",
			"delete\u00a0from book", "with x as (delete\u2003from book) select 1", "select 'a", "select \"a",
			"/* a /* b */ c */ delete from book", "select 1; call refresh()", "call next value for seq; call refresh()",
			"call next value for refresh()", "call next()", "call next value for", "insert into [my book] values (1)",
			"begin update book set a=1; if b then update loan set a=1; end", "refresh", "42", "?" })
	void mayDoAnything(String statement) {
		assertThat(SqlStatements.effect(statement).everything()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			statement                       | plain
			insert into book values (1)     | true
			select * from book              | true
			select * into newbook from book | false
			commit                          | false
			call refresh()                  | false
			""")
	void statementThatMayCommitIsNotPlain(String statement, boolean plain) {
		assertThat(SqlStatements.effect(statement).plain()).isEqualTo(plain);
	}

	@Test
	void truncateMayCommit() {
		StatementEffect effect = SqlStatements.effect("truncate table only book, public.author restart identity");
		assertThat(names(effect)).contains("book", "author");
		assertThat(effect.plain()).isFalse();
	}

	@Property
	void anyTextHasAnEffect(@ForAll String text) {
		assertThat(SqlStatements.effect(text)).isNotNull();
	}

	@Property
	void anyWordsHaveAnEffect(@ForAll("words") List<String> words) {
		assertThat(SqlStatements.effect(String.join(" ", words))).isNotNull();
	}

	// Whatever stands before and behind it
	@Property
	void statementIsFoundAmongOthers(@ForAll("words") List<String> before, @ForAll("words") List<String> behind) {
		StatementEffect effect = SqlStatements
			.effect(String.join(" ", before) + "\n; delete from book; " + String.join(" ", behind));
		assertThat(effect.everything() || names(effect).contains("book") || isHidden(before)).isTrue();
	}

	// Within a string, a comment, a text in dollars, or a value of EXPLAIN
	private static boolean isHidden(List<String> before) {
		return before.stream()
			.anyMatch((word) -> word.contains("'") || word.contains("\"") || word.contains("`") || word.contains("*")
					|| word.contains("$"));
	}

	@Property
	void statementIsFoundInParentheses(@ForAll("names") List<String> names) {
		String text = "select " + String.join(", ", names) + " from (delete from book returning *) x where "
				+ String.join(" = 1 and ", names) + " = 2";
		StatementEffect effect = SqlStatements.effect(text);
		assertThat(effect.everything() || names(effect).contains("book")).isTrue();
	}

	@Provide
	Arbitrary<List<String>> words() {
		return Arbitraries
			.of(Arrays.asList("select", "insert", "into", "update", "delete", "from", "merge", "with", "as", "set", "(",
					")", ",", ";", ".", "*", "'", "''", "\"", "`", "$", "$$", "--", "#", "//", "/*", "*/", "/*!", "\\",
					"\n", "book", "1", "?", "E'", "truncate", "call", "then", "for", "key", "explain"))
			.list()
			.ofMaxSize(25);
	}

	@Provide
	Arbitrary<List<String>> names() {
		return Arbitraries.strings()
			.withChars("abcdekyortnupw_")
			.ofMinLength(1)
			.ofMaxLength(6)
			.list()
			.ofMinSize(1)
			.ofMaxSize(4);
	}

}
