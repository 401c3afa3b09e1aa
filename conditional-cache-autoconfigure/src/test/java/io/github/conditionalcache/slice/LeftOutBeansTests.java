package io.github.conditionalcache.slice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A slice without the beans that declarations name, and without the handler of GET that a
 * version is borrowed from. Findings, which the whole application has to have none of,
 * are not looked for.
 */
@WebMvcTest(controllers = ShelfController.class, properties = "conditional-cache.diagnostics.lint=fail")
@ExtendWith(OutputCaptureExtension.class)
class LeftOutBeansTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void handlersAreNamedOnce(CapturedOutput output) {
		assertThat(output).containsOnlyOnce("In this test slice")
			.contains("ShelfController.delete (no version of a handler of GET)")
			.contains("ShelfController.put (no version of a handler of GET)")
			.contains("ShelfController.putStock (no bean books, stock)")
			.contains("ShelfController.stock (no bean stock)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/shelves/1", "/stock/1" })
	void contentDecidesForReads(String path) {
		MvcTestResult first = this.mvc.get().uri(path).exchange();
		assertThat(first).hasStatus(200).containsHeader("ETag").doesNotContainHeader("Last-Modified");
		String tag = String.valueOf(first.getResponse().getHeader("ETag"));
		assertThat(this.mvc.get().uri(path).header("If-None-Match", tag)).hasStatus(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/shelves/1", "/stock/1" })
	void writeIsPerformedWithoutPrecondition(String path) {
		assertThat(this.mvc.put().uri(path)).hasStatus(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/shelves/1", "/stock/1" })
	void writeThatCanNotBeCheckedIsRefused(String path) {
		assertThat(this.mvc.put().uri(path).header("If-Match", "\"7\"")).hasStatus(503);
		assertThat(this.mvc.put().uri(path).header("If-None-Match", "*")).hasStatus(503);
	}

	@Test
	void writeThatRequiresPreconditionIsRefused() {
		assertThat(this.mvc.delete().uri("/books/1")).hasStatus(503);
	}

	@Test
	void wholeApplicationWithoutTheBeansDoesNotStart() {
		SpringApplicationBuilder application = new SpringApplicationBuilder(SliceApplication.class)
			.properties("server.port=0");
		assertThatException().isThrownBy(application::run).withStackTraceContaining("names the bean 'stock'");
	}

}
