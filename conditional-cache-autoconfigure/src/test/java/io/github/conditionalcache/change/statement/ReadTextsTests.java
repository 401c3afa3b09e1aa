package io.github.conditionalcache.change.statement;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadTexts}.
 */
class ReadTextsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			length, read
			30,     1
			8192,   1
			8193,   2
			""")
	void textThatMayComeAgainIsReadOnce(int length, int read) {
		List<StatementEffect> found = new ArrayList<>();
		ReadTexts<Integer> texts = new ReadTexts<>((effect) -> {
			found.add(effect);
			return found.size();
		});
		String text = "delete from book where id = " + "1".repeat(length - 28);
		assertThat(text).hasSize(length);
		texts.of(text);
		assertThat(texts.of(text)).isEqualTo(read);
		assertThat(found).hasSize(read).allMatch(StatementEffect::writes);
	}

}
