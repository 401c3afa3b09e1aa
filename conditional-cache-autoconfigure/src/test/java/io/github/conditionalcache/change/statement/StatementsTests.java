package io.github.conditionalcache.change.statement;

import java.util.List;
import java.util.Map;

import io.github.conditionalcache.change.Buckets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Statements} and {@link TableTags}.
 */
class StatementsTests {

	private final Statements statements = new Statements(new TableTags(Map.of("shop.Orders",
			List.of("table:Order_Line", "prices"), "order_line", List.of("table:orders", "stock"))),
			"app.conditional_cache_change");

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '^', textBlock = """
			statement                                              | tags
			insert into Public."BOOK" values (1)                   | table:book
			insert into orders values (1)                          | table:orders, table:order_line, prices, stock
			insert into order_line values (1)                      | table:orders, table:order_line, prices, stock
			insert into book values (1); delete from author        | table:book, table:author
			""")
	void changesTagsOfTables(String statement, String tags) {
		assertThat(this.statements.of(statement).buckets()).isEqualTo(Buckets.of(List.of(tags.split(", "))));
	}

	@Test
	void changesAllWhenNotUnderstood() {
		Change change = this.statements.of("call refresh()");
		assertThat(change.buckets()).containsExactly(Buckets.ALL);
		assertThat(change.plain()).isFalse();
	}

	@Test
	void changesNothingInOwnTable() {
		assertThat(this.statements.of("insert into App.Conditional_Cache_Change values (1, 2)").writes()).isFalse();
		assertThat(this.statements.of("delete from conditional_cache_change where bucket = ?").writes()).isFalse();
	}

	@Test
	void changesOfTextThatIsTooLongToBeRemembered() {
		String text = "insert into book values ('" + "a".repeat(10_000) + "')";
		assertThat(this.statements.of(text).buckets()).isEqualTo(Buckets.of(List.of("table:book")));
	}

	@Test
	void changesTogetherAreOrdered() {
		Change together = this.statements.of("delete from book").and(this.statements.of("delete from author"));
		assertThat(together.buckets()).isEqualTo(Buckets.of(List.of("table:author", "table:book")));
		assertThat(together.and(Change.NONE)).isSameAs(together);
		assertThat(together.and(this.statements.of("call refresh()")).plain()).isFalse();
	}

}
