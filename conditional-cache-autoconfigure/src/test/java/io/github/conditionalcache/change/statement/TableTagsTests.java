package io.github.conditionalcache.change.statement;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TableTags}.
 */
class TableTagsTests {

	private final TableTags tags = new TableTags(
			Map.of("Shop.Orders", List.of("table:Order_Line", "turnover"), "order_line", List.of("table:stock")));

	@ParameterizedTest
	@CsvSource({ "book, table:book", "Orders, table:orders" })
	void tagOfATableIsInLowerCase(String table, String tag) {
		assertThat(TableTags.of(table)).isEqualTo(tag);
	}

	@ParameterizedTest
	@CsvSource({ "table:book, true", "table:#{#name}, true", "tables, false", "turnover, false" })
	void tagOfATableBeginsAsOne(String tag, boolean isOne) {
		assertThat(TableTags.isOne(tag)).isEqualTo(isOne);
	}

	@ParameterizedTest
	@CsvSource({ "table:order_line, true", "turnover, true", "table:stock, true", "table:orders, false",
			"Turnover, false" })
	void tagIsTouchedWhereATableListsIt(String tag, boolean touched) {
		assertThat(this.tags.isTouched(tag)).isEqualTo(touched);
	}

	@Test
	void touchesGoOn() {
		assertThat(this.tags.of(List.of("ORDERS"))).containsExactlyInAnyOrder("table:orders", "table:order_line",
				"turnover", "table:stock");
		assertThat(this.tags.of(List.of("book"))).containsExactly("table:book");
	}

	@Test
	void touchesThatLeadBackEnd() {
		TableTags circle = new TableTags(Map.of("a", List.of("table:b"), "b", List.of("table:a")));
		assertThat(circle.of(List.of("a"))).containsExactlyInAnyOrder("table:a", "table:b");
	}

}
