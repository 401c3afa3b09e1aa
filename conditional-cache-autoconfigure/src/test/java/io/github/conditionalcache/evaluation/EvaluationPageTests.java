package io.github.conditionalcache.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/evaluation.md} are these, and do as the page says.
 */
class EvaluationPageTests {

	private final AtomicLong version = new AtomicLong(7);

	private final MockFilterChain chain = new MockFilterChain();

	@Test
	void examplesOfThePageAreTheOnesThatRunHere() throws IOException {
		String page = Files.readString(Path.of("../docs/evaluation.md"));
		StringBuilder sources = new StringBuilder();
		for (String source : List.of("CatalogFilter", "Documents", "EvaluationPageTests")) {
			sources.append(Files
				.readString(Path.of("src/test/java/io/github/conditionalcache/evaluation/" + source + ".java")));
		}
		List<String> examples = Pattern.compile("```java\n(.+?)```", Pattern.DOTALL)
			.matcher(page)
			.results()
			.map((example) -> example.group(1))
			.toList();
		assertThat(examples).hasSize(4)
			.allSatisfy((example) -> assertThat(unindented(sources.toString())).contains(unindented(example)));
	}

	private static String unindented(String text) {
		return text.replaceAll("(?m)^\\s+", "");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			method | field         | value                    | status | served
			GET    | Accept        | */*                      | 200    | true
			GET    | If-None-Match | "catalog-7"              | 304    | false
			HEAD   | If-None-Match | W/"catalog-7"            | 304    | false
			GET    | If-None-Match | "catalog-6", "catalog-7" | 304    | false
			GET    | If-None-Match | "catalog-6"              | 200    | true
			GET    | If-None-Match | catalog-7                | 200    | true
			PUT    | If-Match      | "catalog-6"              | 412    | false
			PUT    | If-Match      | "catalog-7"              | 200    | true
			PUT    | If-None-Match | *                        | 412    | false
			""")
	void filterAnswers(String method, String field, String value, int status, boolean served)
			throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/catalog");
		request.addHeader(field, value);
		MockHttpServletResponse response = new MockHttpServletResponse();
		new CatalogFilter(this.version::get).doFilter(request, response, this.chain);
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(this.chain.getRequest() != null).isEqualTo(served);
		assertThat(response.getHeader("ETag")).isEqualTo("\"catalog-7\"");
	}

	@Test
	void serviceRefusesWritersWhoAreNotUpToDate() {
		Documents documents = new Documents();
		assertThat(documents.put("a", new HttpHeaders())).isEqualTo(HttpStatus.PRECONDITION_REQUIRED);
		assertThat(documents.put("a", headers("If-Match", "*"))).isEqualTo(HttpStatus.PRECONDITION_FAILED);
		assertThat(documents.put("a", headers("If-None-Match", "*"))).isEqualTo(HttpStatus.NO_CONTENT);
		assertThat(documents.put("a", headers("If-None-Match", "*"))).isEqualTo(HttpStatus.PRECONDITION_FAILED);
		assertThat(documents.put("a", headers("If-Match", "\"1\""))).isEqualTo(HttpStatus.NO_CONTENT);
		assertThat(documents.put("a", headers("If-Match", "\"1\""))).isEqualTo(HttpStatus.PRECONDITION_FAILED);
	}

	private static HttpHeaders headers(String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(name, value);
		return headers;
	}

	@Test
	void tagsAreMadeAndRead() {
		EntityTag weak = EntityTag.weak("7");
		assertThat(weak).hasToString("W/\"7\"");
		assertThat(EntityTag.parse("\"7\"").weaklyEquals(weak)).isTrue();
		assertThat(EntityTag.parse("\"7\"").stronglyEquals(weak)).isFalse();
		assertThat(EntityTag.parse("7")).isNull();
	}

	@Test
	void rangesCountForTheContentThatTheClientHas() {
		HttpHeaders headers = headers("If-Range", "\"7\"");
		Preconditions preconditions = Preconditions.parse("GET", headers::getOrEmpty);
		PreconditionEvaluator evaluator = new PreconditionEvaluator();
		assertThat(evaluator.rangeApplies(preconditions, Validators.of(EntityTag.strong("7"), null))).isTrue();
		assertThat(evaluator.rangeApplies(preconditions, Validators.of(EntityTag.strong("8"), null))).isFalse();
	}

}
