package io.github.conditionalcache.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.github.conditionalcache.diagnostics.lint.Lint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation of the checks and {@link Lint} know the same codes.
 */
class LintDocumentationTests {

	private static final String TEXT = read();

	private static String read() {
		try {
			return Files.readString(Path.of("../docs/lint.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everyCodeHasItsSectionAndTheReverse() {
		List<String> documented = Pattern.compile("^## (CC\\d{3}): .+$", Pattern.MULTILINE)
			.matcher(TEXT)
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(documented).containsExactlyElementsOf(Lint.codes());
	}

	@ParameterizedTest
	@MethodSource("sections")
	void sectionTellsReasonRemedyAndHowToSuppress(String section) {
		assertThat(section).contains("**Why it matters.**", "**Remedy.**", "**Suppress** it");
	}

	static List<String> sections() {
		return List.of(TEXT.split("\n## ")).stream().skip(1).toList();
	}

}
