package io.github.conditionalcache.autoconfigure;

import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
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
		return Stream.of(Arguments.of(Alone.class, "has no version to compare", "Set its 'version'"),
				Arguments.of(Unparsable.class, "'version'", "xpression"));
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
	static class Unparsable {

		@PutMapping("/book")
		@ConditionalWrite("@books.(")
		void put() {
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
