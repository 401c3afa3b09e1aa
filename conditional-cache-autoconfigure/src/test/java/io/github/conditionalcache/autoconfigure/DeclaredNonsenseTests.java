package io.github.conditionalcache.autoconfigure;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.InvalidHandlerException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an annotation declares and can't mean anything stops the application.
 */
class DeclaredNonsenseTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheChangeTagsAutoConfiguration.class, ConditionalCacheGateAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
				WebMvcAutoConfiguration.class))
		.withBean("books", Books.class);

	static Stream<Arguments> nonsense() {
		return Stream.of(
				Arguments.of(Unknown.class, "'cacheControl' is [nonsense], which is neither a directive nor one of",
						"Define it as 'conditional-cache.policies.nonsense.cache-control'"),
				Arguments.of(Incomplete.class, "'cacheControl' is [max-age], which is neither a directive nor one of",
						"or correct it"),
				Arguments.of(Misspelt.class,
						"'cacheControl' must hold directives of Cache-Control ('no_cache' is none) but was [private, no_cache]",
						"Use directives such as"),
				Arguments.of(Varied.class, "'vary' must hold names of request header fields but was [*]",
						"Accept-Language"),
				Arguments.of(OfMap.class,
						"'version' [@books.map()] gives java.util.Map<java.lang.String, java.lang.Long>, which can't be a version",
						"Give a number, a string"),
				Arguments.of(OfResult.class, "'version' [#result] gives java.util.Map", "Give a number, a string"),
				Arguments.of(Local.class,
						"'lastModified' [@books.local()] gives java.time.LocalDateTime, which names no instant, since it has no time zone",
						"Give an Instant"),
				Arguments.of(BlankTag.class, "'tags' [ ] is blank", "Write text such as \"books\""),
				Arguments.of(UnknownTag.class, "'tags' [#nope] names the variable 'nope'", "Correct the name"),
				Arguments.of(BrokenTag.class, "'tags' [book:#{#id] is no template",
						"Write text with expressions in #{…}"),
				Arguments.of(ResultTag.class,
						"'tags' [book:#{#result.length()}] names #result, but tags are read before the handler runs",
						"Use the parameters"),
				Arguments.of(EntityTag.class,
						"'tags' [book:#{@books}] has an expression of type io.github.conditionalcache.autoconfigure.DeclaredNonsenseTests$Books",
						"Name its identifier"),
				Arguments.of(TaggedReadOfVersionedWrite.class, "declares another version than the handler of GET",
						"Declare the same version on both"),
				Arguments.of(TaggedWrite.class, "which declares change tags alone: two writers would both find them",
						"Set a 'version' there beside the tags"),
				Arguments.of(WrittenMap.class, "@ConditionalWrite on", "Give a number, a string"),
				Arguments.of(WrittenLocal.class, "@ConditionalWrite on", "Give an Instant"));
	}

	@ParameterizedTest
	@MethodSource("nonsense")
	void annotationThatMeansNothingStopsTheStart(Class<?> controller, String rule, String remedy) {
		this.runner.withUserConfiguration(controller).run((context) -> {
			FailureAnalysis analysis = new ConditionalCacheFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getCause()).isInstanceOf(InvalidHandlerException.class);
			assertThat(analysis.getDescription()).contains(controller.getSimpleName(), rule);
			assertThat(analysis.getAction()).contains(remedy);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Meaningful.class, Optionally.class, TaggedWriteWithVersion.class, UnpairedTags.class })
	void annotationThatMeansSomethingStarts(Class<?> controller) {
		this.runner.withUserConfiguration(controller).run((context) -> assertThat(context).hasNotFailed());
	}

	public static class Books {

		public Map<String, Long> map() {
			return Map.of();
		}

		public LocalDateTime local() {
			return LocalDateTime.MIN;
		}

		public OptionalLong optional() {
			return OptionalLong.empty();
		}

	}

	@RestController
	static class BlankTag {

		@GetMapping("/book")
		@Cacheable304(tags = { "books", " " })
		String get() {
			return "book";
		}

	}

	@RestController
	static class UnknownTag {

		@GetMapping("/book")
		@Cacheable304(tags = "book:#{#nope}")
		String get() {
			return "book";
		}

	}

	@RestController
	static class BrokenTag {

		@GetMapping("/book")
		@Cacheable304(tags = "book:#{#id")
		String get() {
			return "book";
		}

	}

	@RestController
	static class ResultTag {

		@GetMapping("/book")
		@Cacheable304(tags = "book:#{#result.length()}")
		String get() {
			return "book";
		}

	}

	@RestController
	static class EntityTag {

		@GetMapping("/book")
		@Cacheable304(tags = "book:#{@books}")
		String get() {
			return "book";
		}

	}

	@RestController
	static class TaggedReadOfVersionedWrite {

		@GetMapping("/book/{id}")
		@Cacheable304(tags = "book:#{#id}")
		String get(@PathVariable int id) {
			return "book";
		}

		@PutMapping("/book/{id}")
		@ConditionalWrite("#id")
		void put(@PathVariable int id) {
		}

	}

	@RestController
	static class TaggedWrite {

		@GetMapping("/book")
		@Cacheable304(tags = { "books", "authors" })
		String get() {
			return "book";
		}

		@PutMapping("/book")
		@ConditionalWrite
		void put() {
		}

	}

	@RestController
	static class TaggedWriteWithVersion {

		@GetMapping("/book")
		@Cacheable304(tags = "books", version = "@books.optional()")
		String get() {
			return "book";
		}

		@PutMapping("/book")
		@ConditionalWrite
		void put() {
		}

	}

	@RestController
	static class UnpairedTags {

		@GetMapping("/book")
		@Cacheable304(tags = "books")
		String get() {
			return "book";
		}

		@PutMapping("/book")
		void put() {
		}

	}

	@RestController
	static class Unknown {

		@GetMapping("/book")
		@Cacheable304(cacheControl = "nonsense")
		String get() {
			return "book";
		}

	}

	@RestController
	static class Incomplete {

		@GetMapping("/book")
		@Cacheable304(cacheControl = "max-age")
		String get() {
			return "book";
		}

	}

	@RestController
	static class Misspelt {

		@GetMapping("/book")
		@Cacheable304(cacheControl = "private, no_cache")
		String get() {
			return "book";
		}

	}

	@RestController
	static class Varied {

		@GetMapping("/book")
		@Cacheable304(vary = "*")
		String get() {
			return "book";
		}

	}

	@RestController
	static class OfMap {

		@GetMapping("/book")
		@Cacheable304("@books.map()")
		String get() {
			return "book";
		}

	}

	@RestController
	static class OfResult {

		@GetMapping("/book")
		@Cacheable304("#result")
		Map<String, Long> get() {
			return Map.of();
		}

	}

	@RestController
	static class Local {

		@GetMapping("/book")
		@Cacheable304(lastModified = "@books.local()")
		String get() {
			return "book";
		}

	}

	@RestController
	static class WrittenMap {

		@PutMapping("/book")
		@ConditionalWrite("@books.map()")
		void put() {
		}

	}

	@RestController
	static class WrittenLocal {

		@PutMapping("/book")
		@ConditionalWrite(lastModified = "@books.local()")
		void put() {
		}

	}

	@RestController
	static class Meaningful {

		@GetMapping("/book")
		@Cacheable304(value = "@books.map()['version']", cacheControl = "private, max-age=60, x-foo")
		String get() {
			return "book";
		}

	}

	@RestController
	static class Optionally {

		@GetMapping("/book")
		@Cacheable304("@books.optional()")
		String get() {
			return "book";
		}

		@PutMapping("/book")
		@ConditionalWrite
		void put() {
		}

	}

}
