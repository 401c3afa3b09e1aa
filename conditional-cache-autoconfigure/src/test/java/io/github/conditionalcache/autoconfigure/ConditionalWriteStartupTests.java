package io.github.conditionalcache.autoconfigure;

import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.handler.InvalidHandlerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link ConditionalWrite} can't work with stops the application.
 */
class ConditionalWriteStartupTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheGateAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class))
		.withBean("books", Books.class);

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
	void mistakeNamesHandlerRuleAndRemedy(Class<?> controller, String rule, String remedy) {
		this.runner.withUserConfiguration(controller)
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertAnalysed(failure, controller, rule, remedy)));
	}

	@Test
	void adapterWithoutGateStopsTheStart() {
		this.runner.withUserConfiguration(Valid.class, Enabled.class)
			.run((context) -> assertThat(context).getFailure()
				.satisfies(
						(failure) -> assertAnalysed(failure, Valid.class, "can't be checked", "Remove @EnableWebMvc")));
	}

	private static void assertAnalysed(Throwable failure, Class<?> controller, String rule, String remedy) {
		FailureAnalysis analysis = new ConditionalCacheFailureAnalyzer().analyze(failure);
		assertThat(analysis).isNotNull();
		assertThat(analysis.getCause()).isInstanceOf(InvalidHandlerException.class);
		assertThat(analysis.getDescription()).contains("@ConditionalWrite on ", controller.getSimpleName(), rule);
		assertThat(analysis.getAction()).contains(remedy);
	}

	@Test
	void pathMayBeReadInSeveralWays() {
		this.runner.withUserConfiguration(ReadTwice.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void applicationWithoutMistakesStarts() {
		this.runner.withUserConfiguration(Valid.class).run((context) -> assertThat(context).hasNotFailed());
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
	static class ReadTwice {

		@GetMapping(path = "/books/{id}", produces = MediaType.TEXT_HTML_VALUE)
		@Cacheable304
		String page(@PathVariable long id) {
			return "book";
		}

		@GetMapping(path = "/books/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
		@Cacheable304("@books.versionOf(#id)")
		String json(@PathVariable long id) {
			return "book";
		}

		@RequestMapping(path = "/books/{id}", method = { RequestMethod.PUT, RequestMethod.PATCH })
		@ConditionalWrite
		void put(@PathVariable Long id) {
		}

	}

	@RestController
	static class Valid {

		@GetMapping("/books/{id}")
		@Cacheable304("@books.versionOf(#id)")
		String get(@PathVariable long id) {
			return "book";
		}

		@PutMapping("/books/{id}")
		@ConditionalWrite
		void put(@PathVariable long id) {
		}

	}

	@EnableWebMvc
	@Configuration(proxyBeanMethods = false)
	static class Enabled {

	}

}
