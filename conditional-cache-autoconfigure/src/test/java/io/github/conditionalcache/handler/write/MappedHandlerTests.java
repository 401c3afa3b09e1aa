package io.github.conditionalcache.handler.write;

import java.util.List;
import java.util.Map;

import io.github.conditionalcache.handler.MappedControllers;
import io.github.conditionalcache.selector.handler.PathRelation;
import io.github.conditionalcache.selector.handler.PathTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MappedHandler}.
 */
class MappedHandlerTests {

	private static final MappedControllers CONTROLLERS = new MappedControllers(new Controller());

	@Test
	void handlerHasAllOfItsMappings() {
		HandlerMethod handler = CONTROLLERS.handler("json");
		RequestMappingInfo first = RequestMappingInfo.paths("/b", "/a").build();
		RequestMappingInfo second = RequestMappingInfo.paths("/c/{id}").build();
		RequestMappingInfo other = RequestMappingInfo.paths("/d").build();
		List<MappedHandler> all = MappedHandler.of(
				List.of(Map.of(first, handler), Map.of(second, handler, other, CONTROLLERS.handler("html"))),
				(info, each) -> info != other);
		assertThat(all).singleElement().satisfies((mapped) -> {
			assertThat(mapped.handler()).isEqualTo(handler);
			assertThat(mapped.mappings()).containsExactly(first, second);
			assertThat(mapped.patterns()).containsExactly("/a", "/b", "/c/{id}");
			assertThat(mapped.paths()).containsExactly(PathTemplate.of("/a"), PathTemplate.of("/b"),
					PathTemplate.of("/c/{id}"));
		});
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			read                | write               | relation | meet  | variables
			/a/{x}              | /a/{y}              | SAME     | true  | {x=y}
			/a/{x} /b/{x}       | /b/{y}              | SAME     | true  | {x=y}
			/a/{x} /b/{x}       | /a/{y} /b/{z}       | SAME     | true  | {}
			/a/{x} /b/{x}       | /a/{y} /b/{y}       | SAME     | true  | {x=y}
			/a/{x} /a/{*x}      | /a/{y}              | SAME     | true  | {x=y}
			/a/{*x}             | /a/{y}              | WIDER    | true  | {}
			/a/{x}              | /b/{y}              | APART    | false | {x=y}
			/a/{x} /c           | /b/{y} /c           | SAME     | true  | {}
			""")
	void relationIsTheClosestOfAllPatterns(String read, String write, PathRelation relation, boolean meet,
			String variables) {
		MappedHandler reader = mapped(read);
		MappedHandler writer = mapped(write);
		assertThat(reader.to(writer)).isEqualTo(relation);
		assertThat(reader.mayMeet(writer)).isEqualTo(meet);
		assertThat(reader.variables(writer)).hasToString(variables);
	}

	@Test
	void handlerWithoutPatternsIsApart() {
		MappedHandler none = new MappedHandler(CONTROLLERS.handler("json"), List.of(), List.of());
		assertThat(none.to(mapped("/a"))).isEqualTo(PathRelation.APART);
		assertThat(none.mayMeet(mapped("/a"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			patterns,      path,         mapped
			/a/{x},        /a/{y},       true
			/a/{x},        '/a/{y:\\d}', true
			/a/{x},        /a/new,       false
			'/a/{x:\\d}',  /a/{y},       false
			/b /a/{x},     /a/{y},       true
			/b,            /a,           false
			""")
	void handlerIsMappedToPathsThatItAllReads(String patterns, String path, boolean mapped) {
		assertThat(mapped(patterns).isMappedTo(PathTemplate.of(path))).isEqualTo(mapped);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			one,           other,   yields
			/a/{x},        /a/new,  true
			/a/new,        /a/{x},  false
			/a/{x},        /a/{x},  false
			/a/{x} /a/new, /a/{x},  false
			/a/{*x},       /a/{x},  true
			""")
	void handlerYieldsToTheMoreSpecificOne(String one, String other, boolean yields) {
		assertThat(mapped(one).yieldsTo(mapped(other))).isEqualTo(yields);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			one,        other,       shared
			plain,      put,         true
			parameter1, putOfParameter1, true
			parameter1, put,         false
			parameter2, putOfParameter1, false
			field1,     putOfField1, true
			field1,     put,         false
			field1,     putOfParameter1, false
			""")
	void conditionsAreSharedWhereParametersAndFieldsAreTheSame(String one, String other, boolean shared) {
		assertThat(named(one).sharesConditionsWith(named(other))).isEqualTo(shared);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			read,  write,        shared
			json,  putJson,      true
			json,  putHtml,      false
			html,  putHtml,      true
			html,  putAnswered,  true
			json,  putAnswered,  false
			json,  put,          false
			plain, putJson,      false
			""")
	void formatIsSharedWhereTheWriteReadsOrGivesTheSame(String read, String write, boolean shared) {
		assertThat(named(read).sharesFormatWith(named(write))).isEqualTo(shared);
	}

	private static MappedHandler mapped(String patterns) {
		RequestMappingInfo info = RequestMappingInfo.paths(patterns.split(" ")).build();
		return MappedHandler.of(List.of(Map.of(info, CONTROLLERS.handler("json"))), (each, handler) -> true).get(0);
	}

	private static MappedHandler named(String method) {
		return MappedHandler.of(CONTROLLERS.mappings(), (info, handler) -> handler.equals(CONTROLLERS.handler(method)))
			.get(0);
	}

	@RestController
	static class Controller {

		@GetMapping("/x")
		void plain() {
		}

		@PutMapping("/x")
		void put() {
		}

		@GetMapping(path = "/x", params = "v=1")
		void parameter1() {
		}

		@GetMapping(path = "/x", params = "v=2")
		void parameter2() {
		}

		@PutMapping(path = "/x", params = "v=1")
		void putOfParameter1() {
		}

		@GetMapping(path = "/x", headers = "X-V=1")
		void field1() {
		}

		@PutMapping(path = "/x", headers = "X-V=1")
		void putOfField1() {
		}

		@GetMapping(path = "/x", produces = MediaType.APPLICATION_JSON_VALUE)
		void json() {
		}

		@GetMapping(path = "/x", produces = MediaType.TEXT_HTML_VALUE)
		void html() {
		}

		@PutMapping(path = "/x", consumes = MediaType.APPLICATION_JSON_VALUE)
		void putJson() {
		}

		@PutMapping(path = "/x", consumes = MediaType.TEXT_HTML_VALUE)
		void putHtml() {
		}

		@PutMapping(path = "/x", produces = MediaType.TEXT_HTML_VALUE)
		void putAnswered() {
		}

	}

}
