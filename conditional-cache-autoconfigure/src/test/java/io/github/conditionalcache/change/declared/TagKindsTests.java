package io.github.conditionalcache.change.declared;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TagKinds}.
 */
class TagKindsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			tag      | read
			books    | books
			book:42  | book:42 book:*
			book:4:2 | book:4:2 book:*
			book:*   | book:* book:*
			:42      | :42 :*
			book:    | book: book:*
			""")
	void readerOfOneReadsAllOfItsKindAsWell(String tag, String read) {
		assertThat(TagKinds.read(tag)).containsExactly(read.split(" "));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			text,  kind
			book,  true
			book:, false
			:,     false
			'',    false
			' ',   false
			""")
	void kindHasATextWithoutSeparator(String text, boolean kind) {
		assertThat(TagKinds.isKind(text)).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource({ "42, book:42", "a:b, book:a:b" })
	void writerOfOneIsReadByReadersOfOneAndOfItsKind(String id, String tag) {
		assertThat(TagKinds.one("book", id)).isEqualTo(tag);
		assertThat(TagKinds.read(tag)).contains(TagKinds.one("book", id), TagKinds.all("book"));
	}

}
