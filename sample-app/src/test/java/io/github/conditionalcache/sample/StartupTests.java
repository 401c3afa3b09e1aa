package io.github.conditionalcache.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.conditionalcache.diagnostics.lint.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says when the application starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	private static final String FIRST = "Handlers that answer conditional requests: ";

	@Test
	void logTellsWhatTheReadmeSaysAndFindsNothing(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SampleApplication.class)
			.run("--server.port=0", "--conditional-cache.diagnostics.lint=fail")) {
			assertThat(context.getBean(Findings.class).all()).isEmpty();
			assertThat(readme()).hasSizeGreaterThan(3)
				.allSatisfy((line) -> assertThat(output.getAll().lines()).anyMatch((logged) -> logged.endsWith(line)));
		}
	}

	private static List<String> readme() throws IOException {
		return Files.readString(Path.of("../README.md"))
			.lines()
			.dropWhile((line) -> !line.startsWith(FIRST))
			.takeWhile((line) -> !line.equals("```"))
			.filter((line) -> !line.equals("  …"))
			.toList();
	}

}
