package io.github.conditionalcache.handler.write;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.handler.MappedControllers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Readers}.
 */
class ReadersTests {

	private final MappedControllers controllers = new MappedControllers(new Controller());

	private final Readers readers = new Readers();

	ReadersTests() {
		this.controllers.mappings().forEach((mapping) -> this.readers.addAll(mapping, this.controllers.reads()));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			path,     accept,           reader, managed
			/x/1,     application/json, json,   true
			/x/1,     text/html,        html,   false
			/x/1,     image/png,        -,      -
			/x/new,   application/json, unwritten, false
			/any,     text/plain,       any,    false
			/twice,   text/plain,       -,      -
			/write,   text/plain,       -,      -
			/nothing, text/plain,       -,      -
			""")
	void readerIsTheHandlerThatSpringMvcWouldCall(String path, String accept, @Nullable String reader,
			@Nullable Boolean managed) {
		Readers.Reader found = this.readers.find(next(path, accept));
		assertThat((found != null) ? found.handler().getMethod().getName() : null).isEqualTo(reader);
		assertThat((found != null) ? found.policy() != null : null).isEqualTo(managed);
		assertThat((found != null) ? found.unmanaged().policy() : null).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			path,     readers
			/x/1,     '[html, json]'
			/x/new,   '[html, json, unwritten]'
			/any,     [any]
			/write,   []
			/nothing, []
			""")
	void readersAtAPathAreThoseOfAllFormats(String path, String readers) {
		Set<String> names = this.readers.at(next(path, "image/png"))
			.stream()
			.map((handler) -> handler.getMethod().getName())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(names).hasToString(readers);
	}

	private static NextGet next(String path, String accept) {
		MockHttpServletRequest request = new MockHttpServletRequest("PUT", path);
		request.addHeader("Accept", accept);
		return NextGet.of(request);
	}

	@RestController
	static class Controller {

		@GetMapping(path = "/x/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304
		String json() {
			return "{}";
		}

		@GetMapping(path = "/x/{id}", produces = MediaType.TEXT_HTML_VALUE)
		String html() {
			return "html";
		}

		@GetMapping("/x/new")
		String unwritten() {
			return "unwritten";
		}

		@RequestMapping("/any")
		String any() {
			return "any";
		}

		@GetMapping("/twice")
		String once() {
			return "once";
		}

		@GetMapping("/twice")
		String twice() {
			return "twice";
		}

		@PutMapping("/write")
		void write() {
		}

	}

}
