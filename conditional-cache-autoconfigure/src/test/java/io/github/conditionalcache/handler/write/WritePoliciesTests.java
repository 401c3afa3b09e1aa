package io.github.conditionalcache.handler.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.MappedControllers;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.security.HandlerRules;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WritePolicies}.
 */
class WritePoliciesTests {

	static Stream<Arguments> mistakes() {
		return Stream.of(Arguments.of(OnGet.class, "is for PUT, PATCH, DELETE and POST", "Remove the annotation"),
				Arguments.of(OnAll.class, "stands on a handler of all methods", "Remove the annotation"),
				Arguments.of(Alone.class, "has no version to compare", "Set its 'version'"),
				Arguments.of(BesideHash.class, "has no version to compare", "Set its 'version'"),
				Arguments.of(BesideResult.class, "has no version to compare", "Set its 'version'"),
				Arguments.of(Missing.class, "a parameter that is missing here", "of that name and type"),
				Arguments.of(OtherType.class, "is of another type: id", "of that name and type"),
				Arguments.of(OtherHeader.class, "a parameter that is missing here", "of that name and type"),
				Arguments.of(OtherDefault.class, "a parameter that is missing here", "of that name and type"),
				Arguments.of(CommandObject.class, "a parameter that is missing here", "of that name and type"),
				Arguments.of(TwoPaths.class, "other paths of it are read by TwoPaths.second (/second/{id})",
						"Map these paths to a handler of their own"),
				Arguments.of(Narrower.class, "a parameter that is missing here", "a path variable one at its place"),
				Arguments.of(Wider.class, "has no version to compare", "Set its 'version'"),
				Arguments.of(OfResult.class, "names #result", "Use an expression over parameters"),
				Arguments.of(OtherShape.class, "declares another version than the handler of GET",
						"Declare the same version on both"),
				Arguments.of(Unparsable.class, "'version'", "xpression"),
				Arguments.of(WithoutAnnotation.class, "is missing, but the handler takes a WritePrecondition",
						"Annotate the handler with @ConditionalWrite"),
				Arguments.of(Reading.class, "a handler that reads, but takes a WritePrecondition",
						"remove the parameter"),
				Arguments.of(ReadingWithoutAnnotation.class, "is missing", "remove the parameter"));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakeNamesHandlerRuleAndRemedy(Class<?> controller, String rule, String remedy) throws Exception {
		MappedControllers controllers = new MappedControllers(controller.getDeclaredConstructor().newInstance())
			.withBean("books", new Books());
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> policies(controllers, false))
			.withMessageContainingAll("@ConditionalWrite on ", controller.getSimpleName(), rule)
			.satisfies((ex) -> assertThat(ex.remedy()).contains(remedy));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			write  | name           | reader         | version                           | positions | required
			put    | Library.put    | Library.get    | version @books.versionOf(#id)     | [1]       | true
			delete | Library.delete | Library.get    | version @books.versionOf(#key)    | [0]       | false
			order  | Library.order  | Library.order  | version @books.versionOf('orders')| []        | false
			""")
	void writeIsCheckedWithAVersion(String write, String name, String reader, String version, String positions,
			boolean required) {
		MappedControllers controllers = library();
		WritePolicy policy = policies(controllers, false).get(controllers.handler(write));
		assertThat(policy).isNotNull();
		assertThat(policy.name()).isEqualTo(name);
		assertThat(policy.method().getName()).isEqualTo(write);
		assertThat(policy.read().name()).isEqualTo(reader);
		assertThat(policy.declared().declaredBy()).singleElement()
			.satisfies((source) -> assertThat(source.describe()).isEqualTo(version));
		assertThat(policy.positions()).hasToString(positions);
		assertThat(policy.required()).isEqualTo(required);
	}

	@Test
	void policiesAreThoseOfHandlersThatWrite() {
		MappedControllers controllers = library();
		WritePolicies policies = policies(controllers, false);
		assertThat(policies.get(controllers.handler("get"))).isNull();
		assertThat(policies.get(controllers.handler("unchecked"))).isNull();
		assertThat(policies.get("no handler of a method")).isNull();
		assertThat(policies.isMeantToWrite(controllers.handler("put"))).isTrue();
		assertThat(policies.isMeantToWrite(controllers.handler("unchecked"))).isFalse();
	}

	@Test
	void preconditionsAreRequiredWhereTheApplicationRequiresThem() {
		MappedControllers controllers = library();
		assertThat(policies(controllers, true).get(controllers.handler("delete"))).isNotNull()
			.extracting(WritePolicy::required)
			.isEqualTo(true);
	}

	@Test
	void annotationOnTheClassIsForHandlersThatWrite() {
		MappedControllers controllers = new MappedControllers(new OnClass()).withBean("books", new Books());
		WritePolicies policies = policies(controllers, false);
		assertThat(policies.get(controllers.handler("put"))).isNotNull();
		assertThat(policies.get(controllers.handler("get"))).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			write  | readers
			put    | {get=[1], page=[1], text=[1], blank=[]}
			delete | {get=[0], page=[0], text=[0], blank=[]}
			order  | {}
			""")
	void readersThatMayMeetAreKnownWithTheirArguments(String write, String readers) {
		MappedControllers controllers = library();
		WritePolicy policy = policies(controllers, false).get(controllers.handler(write));
		assertThat(policy).isNotNull();
		Map<String, List<Integer>> found = new LinkedHashMap<>();
		for (String name : List.of("get", "page", "text", "blank")) {
			policy.readers()
				.stream()
				.filter((reader) -> reader.handler().getMethod().getName().equals(name))
				.forEach((reader) -> found.put(name, reader.positions()));
		}
		assertThat(found).hasToString(readers);
		assertThat(policy.readers()).hasSameSizeAs(found.entrySet());
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', nullValues = "-", textBlock = """
			read    | strength | version                               | written
			get     | STRONG   | '45[VERSION @books.versionOf(#(PathVariable 0))]' | true
			page    | STRONG   | '54[VERSION @books.versionOf(''page'' + #(PathVariable 0))]' | true
			blank   | STRONG   | '33[VERSION @books.versionOf(''new'')]' | true
			authors | AUTO     | -                                     | false
			""")
	void tagsOfReadsThatAreWrittenAreStrongAndToldApart(String read, Strength strength, @Nullable String version,
			boolean written) {
		MappedControllers controllers = library();
		ReadPolicies reads = controllers.reads();
		WritePolicies policies = new WritePolicies(reads, controllers.declarations(), false, (request) -> true);
		policies.settle(controllers.mappings());
		ReadPolicy policy = reads.get(controllers.handler(read));
		assertThat(policy).isNotNull();
		assertThat(policy.strength()).isEqualTo(strength);
		assertThat(policy.versionName()).isEqualTo(version);
		assertThat(policies.isWritten("Library." + read)).isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			write          | overlapping                      | otherwise
			Library.put    | [Library.blank (/books/new)]     | [Library.page (/books/{id})]
			Library.delete | [Library.blank (/books/new)]     | [Library.page (/books/{id})]
			Library.order  | []                               | []
			Library.none   | []                               | []
			""")
	void neighboursOfAWriteAreReadersOfTheSamePathsWithAnotherVersion(String write, String overlapping,
			String otherwise) {
		WritePolicies policies = policies(library(), false);
		assertThat(policies.overlapping(write)).hasToString(overlapping);
		assertThat(policies.otherwise(write)).hasToString(otherwise);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			positions, ofArguments, admitted
			'1,0',     false,       'b,a'
			'1,0',     true,        'b,a'
			'0',       true,        'a'
			'-1,0',    false,       '-,a'
			'-1,0',    true,        ''
			""")
	void readerIsAdmittedWithItsOwnArguments(String positions, boolean ofArguments, String admitted) {
		List<@Nullable Object> seen = new ArrayList<>();
		MethodInterceptor rule = (call) -> {
			seen.addAll(Arrays.asList(call.getArguments()));
			return call.proceed();
		};
		HandlerMethod handler = library().handler("get");
		HandlerRules rules = HandlerRules.of(List.of(rule), handler.getMethod(), handler.getBean(), ofArguments);
		List<Integer> borrowed = Arrays.stream(positions.split(",")).map(Integer::valueOf).toList();
		boolean admits = new WritePolicy.Reader(handler, borrowed).admits(rules, new Object[] { "a", "b" });
		assertThat(admits).isEqualTo(!admitted.isEmpty());
		assertThat(seen.stream().map((argument) -> (argument != null) ? argument.toString() : "-").toList())
			.isEqualTo(admitted.isEmpty() ? List.of() : List.of(admitted.split(",")));
	}

	@Test
	void versionOfTheReaderIsReadWithTheArgumentsOfTheWrite() {
		MappedControllers controllers = library();
		WritePolicy policy = policies(controllers, false).get(controllers.handler("put"));
		assertThat(policy).isNotNull();
		assertThat(policy.readVersion(new Object[] { "body", 5L }).version()).isNotNull();
	}

	@Test
	void readerOfTheNextGetIsManagedOnTheApplicationsPaths() {
		MappedControllers controllers = library();
		ReadPolicies reads = controllers.reads();
		WritePolicies policies = new WritePolicies(reads, controllers.declarations(), false,
				(request) -> request.getRequestURI().startsWith("/books"));
		policies.settle(controllers.mappings());
		Readers.Reader managed = policies.readerOf(next("/books/1", "application/json"));
		assertThat(managed).isNotNull();
		assertThat(managed.handler()).isEqualTo(controllers.handler("get"));
		assertThat(managed.policy()).isNotNull();
		Readers.Reader unmanaged = policies.readerOf(next("/authors", "application/json"));
		assertThat(unmanaged).isNotNull();
		assertThat(unmanaged.handler()).isEqualTo(controllers.handler("authors"));
		assertThat(unmanaged.policy()).isNull();
		assertThat(policies.readerOf(next("/orders", "application/json"))).isNull();
		assertThat(policies.readersAt(next("/authors", "application/json")))
			.containsExactly(controllers.handler("authors"));
	}

	private static NextGet next(String path, String accept) {
		MockHttpServletRequest request = new MockHttpServletRequest("PUT", path);
		request.addHeader("Accept", accept);
		return NextGet.of(request);
	}

	private static MappedControllers library() {
		return new MappedControllers(new Library()).withBean("books", new Books());
	}

	private static WritePolicies policies(MappedControllers controllers, boolean required) {
		WritePolicies policies = new WritePolicies(controllers.reads(), controllers.declarations(), required,
				(request) -> true);
		policies.settle(controllers.mappings());
		return policies;
	}

	public static class Books {

		public long versionOf(Object id) {
			return 1;
		}

	}

	@RestController
	static class OnGet {

		@GetMapping("/book")
		@ConditionalWrite("'1'")
		String get() {
			return "book";
		}

	}

	@RestController
	static class OnAll {

		@RequestMapping("/book")
		@ConditionalWrite("'1'")
		String all() {
			return "book";
		}

	}

	@RestController
	static class Alone {

		@GetMapping("/book")
		String get() {
			return "book";
		}

		@PutMapping("/book")
		@ConditionalWrite
		void put() {
		}

	}

	@RestController
	static class BesideHash {

		@GetMapping("/book")
		@Cacheable304
		String get() {
			return "book";
		}

		@PutMapping("/book")
		@ConditionalWrite
		void put() {
		}

	}

	@RestController
	static class BesideResult {

		@GetMapping("/book")
		@Cacheable304("#result")
		String get() {
			return "book";
		}

		@PutMapping("/book")
		@ConditionalWrite
		void put() {
		}

	}

	@RestController
	static class Missing {

		@GetMapping("/books/{id}")
		@Cacheable304("@books.versionOf(#id)")
		String get(@PathVariable long id) {
			return "book";
		}

		@PutMapping("/books/{id}")
		@ConditionalWrite
		void put(@RequestParam long id) {
		}

	}

	@RestController
	static class OtherType {

		@GetMapping("/books/{id}")
		@Cacheable304("@books.versionOf(#id)")
		String get(@PathVariable long id) {
			return "book";
		}

		@PutMapping("/books/{id}")
		@ConditionalWrite
		void put(@PathVariable String id) {
		}

	}

	@RestController
	static class OtherHeader {

		@GetMapping("/book")
		@Cacheable304("@books.versionOf(#tenant)")
		String get(@RequestHeader("X-Tenant") String tenant) {
			return "book";
		}

		@PutMapping("/book")
		@ConditionalWrite
		void put(@RequestHeader("X-Other") String tenant) {
		}

	}

	@RestController
	static class OtherDefault {

		@GetMapping("/books")
		@Cacheable304("@books.versionOf(#shelf)")
		String get(@RequestParam(defaultValue = "a") String shelf) {
			return "books";
		}

		@PutMapping("/books")
		@ConditionalWrite
		void put(@RequestParam(defaultValue = "b") String shelf) {
		}

	}

	@RestController
	static class CommandObject {

		@GetMapping("/books/{shelf}/{place}")
		@Cacheable304("@books.versionOf(#key.shelf)")
		String get(Key key) {
			return "books";
		}

		@PutMapping("/books/{place}/{shelf}")
		@ConditionalWrite
		void put(Key key) {
		}

		record Key(String shelf, String place) {

		}

	}

	@RestController
	static class TwoPaths {

		@GetMapping("/first/{id}")
		@Cacheable304("@books.versionOf(#id)")
		String first(@PathVariable String id) {
			return "books";
		}

		@GetMapping("/second/{id}")
		@Cacheable304("@books.versionOf(#id + 'b')")
		String second(@PathVariable String id) {
			return "books";
		}

		@PutMapping({ "/first/{id}", "/second/{id}" })
		@ConditionalWrite
		void put(@PathVariable String id) {
		}

	}

	@RestController
	static class Narrower {

		@GetMapping("/books/{id}")
		@Cacheable304("@books.versionOf(#id)")
		String get(@PathVariable String id) {
			return "book";
		}

		@PutMapping("/books/new")
		@ConditionalWrite
		void put(@RequestParam String id) {
		}

	}

	@RestController
	static class Wider {

		@GetMapping("/books/new")
		@Cacheable304("@books.versionOf(0)")
		String get() {
			return "book";
		}

		@PutMapping("/books/{id}")
		@ConditionalWrite
		void put(@PathVariable String id) {
		}

	}

	@RestController
	static class OfResult {

		@PutMapping("/book")
		@ConditionalWrite("#result")
		String put() {
			return "1";
		}

	}

	@RestController
	static class OtherShape {

		@GetMapping("/book")
		@Cacheable304(version = "'1'", lastModified = "0L")
		String get() {
			return "book";
		}

		@PostMapping("/book")
		@ConditionalWrite("'1'")
		void post() {
		}

	}

	@RestController
	static class Unparsable {

		@PutMapping("/book")
		@ConditionalWrite("@books.(")
		void put() {
		}

	}

	@RestController
	static class WithoutAnnotation {

		@PutMapping("/book")
		void put(WritePrecondition precondition) {
		}

	}

	@RestController
	@ConditionalWrite("'1'")
	static class Reading {

		@RequestMapping(path = "/book", method = { RequestMethod.GET, RequestMethod.PUT })
		void getOrPut(WritePrecondition precondition) {
		}

	}

	@RestController
	static class ReadingWithoutAnnotation {

		@GetMapping("/book")
		void get(WritePrecondition precondition) {
		}

	}

	@RestController
	static class Library {

		@GetMapping("/books/{id}")
		@Cacheable304("@books.versionOf(#id)")
		String get(@PathVariable long id) {
			return "book";
		}

		@PutMapping("/books/{key}")
		@ConditionalWrite(required = true)
		void put(String body, @PathVariable long key) {
		}

		@DeleteMapping("/books/{key}")
		@ConditionalWrite("@books.versionOf(#key)")
		void delete(@PathVariable long key) {
		}

		@GetMapping("/books/new")
		@Cacheable304("@books.versionOf('new')")
		String blank() {
			return "blank";
		}

		@GetMapping(path = "/books/{id}", produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304("@books.versionOf('page' + #id)")
		String page(@PathVariable long id) {
			return "page";
		}

		@GetMapping(path = "/books/{id}", produces = MediaType.TEXT_PLAIN_VALUE)
		String text(@PathVariable long id) {
			return "text";
		}

		@GetMapping("/authors")
		@Cacheable304("@books.versionOf('authors')")
		String authors() {
			return "authors";
		}

		@PostMapping("/orders")
		@ConditionalWrite("@books.versionOf('orders')")
		void order() {
		}

		@PatchMapping("/orders")
		void unchecked() {
		}

	}

	@RestController
	@ConditionalWrite("@books.versionOf(1)")
	static class OnClass {

		@GetMapping("/shelves")
		String get() {
			return "shelf";
		}

		@PutMapping("/shelves")
		void put() {
		}

	}

}
