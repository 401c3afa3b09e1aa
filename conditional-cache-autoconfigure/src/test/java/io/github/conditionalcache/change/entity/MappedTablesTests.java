package io.github.conditionalcache.change.entity;

import io.github.conditionalcache.change.statement.TableName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MappedTables}.
 */
class MappedTablesTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			table,        temporary
			HT_Book,      true
			HTE_Book,     true
			temp.HT_Book, true
			book,         false
			ht_book,      false
			""")
	void temporaryTablesAreKnownByTheirNames(String table, boolean temporary) {
		assertThat(MappedTables.isTemporary(TableName.of(table))).isEqualTo(temporary);
	}

}
