package io.github.conditionalcache.webmvc;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.autoconfigure.ConditionalCacheAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheDisabledAutoConfiguration;
import io.github.conditionalcache.autoconfigure.ConditionalCacheGateAutoConfiguration;
import io.github.conditionalcache.test.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers that take a {@link WritePrecondition} where nothing is to be checked.
 */
class UncheckedWriteTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
				ConditionalCacheDisabledAutoConfiguration.class, ConditionalCacheGateAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
				WebMvcAutoConfiguration.class))
		.withBean(TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0))
		.withBean("books", Books.class)
		.withBean(Library.class);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			property,           value,       path,        status
			enabled,            false,       /books,      200
			enabled,            true,        /books,      412
			exclude-paths,      /books,      /books,      200
			exclude-paths,      /books,      /books/one,  412
			exclude-paths,      /books/**,   /books/one,  200
			include-paths,      /other/**,   /books,      200
			include-paths,      /books/**,   /books/one,  412
			""")
	void outdatedWriteIsPerformedOnlyWhereNothingIsChecked(String property, String value, String path, int status) {
		this.runner.withPropertyValues("conditional-cache.%s=%s".formatted(property, value)).run((context) -> {
			RawHttp http = http(context);
			for (String method : new String[] { "PUT", "DELETE" }) {
				int performed = performed(context);
				assertThat(http.send(method, path, "If-Match: \"outdated\"").status()).isEqualTo(status);
				assertThat(performed(context) - performed).isEqualTo((status == 200) ? 1 : 0);
			}
		});
	}

	@Test
	void uncheckedWriteIsPerformedWithoutPreconditionsToo() {
		this.runner.withPropertyValues("conditional-cache.enabled=false").run((context) -> {
			assertThat(http(context).send("PUT", "/books").text()).isEqualTo("conditional: false");
			assertThat(http(context).send("PUT", "/books", "If-None-Match: *").text()).isEqualTo("conditional: false");
		});
	}

	@Test
	void writeThatIsMappedAfterTheStartIsRefusedUnlessExcluded() {
		this.runner.withPropertyValues("conditional-cache.exclude-paths=/excluded").run((context) -> {
			RequestMappingHandlerMapping mapping = context.getBean(RequestMappingHandlerMapping.class);
			for (String path : new String[] { "/later", "/excluded" }) {
				mapping.registerMapping(
						RequestMappingInfo.paths(path).options(mapping.getBuilderConfiguration()).build(),
						new MappedLater(context.getBean(Books.class)),
						MappedLater.class.getDeclaredMethod("put", WritePrecondition.class));
			}
			assertThat(http(context).send("PUT", "/later", "If-Match: \"outdated\"").status()).isEqualTo(503);
			assertThat(performed(context)).isZero();
			assertThat(http(context).send("PUT", "/excluded", "If-Match: \"outdated\"").status()).isEqualTo(200);
			assertThat(performed(context)).isEqualTo(1);
		});
	}

	private static RawHttp http(AssertableWebApplicationContext context) {
		return new RawHttp(
				context.getSourceApplicationContext(ServletWebServerApplicationContext.class).getWebServer().getPort());
	}

	private static int performed(ApplicationContext context) {
		return context.getBean(Books.class).performed.get();
	}

	public static class Books {

		final AtomicInteger performed = new AtomicInteger();

		public String version() {
			return "v1";
		}

		String write(WritePrecondition precondition) {
			precondition.check("v1");
			this.performed.incrementAndGet();
			precondition.written("v2");
			return "conditional: " + precondition.isConditional();
		}

	}

	@RestController
	@RequestMapping({ "/books", "/books/one" })
	static class Library {

		private final Books books;

		Library(Books books) {
			this.books = books;
		}

		@GetMapping
		@Cacheable304("@books.version()")
		String get() {
			return "book";
		}

		@PutMapping
		@ConditionalWrite
		String put(WritePrecondition precondition) {
			return this.books.write(precondition);
		}

		@DeleteMapping
		@ConditionalWrite("@books.version()")
		String delete(WritePrecondition precondition) {
			return this.books.write(precondition);
		}

	}

	static class MappedLater {

		private final Books books;

		MappedLater(Books books) {
			this.books = books;
		}

		@ConditionalWrite("@books.version()")
		@ResponseBody
		String put(WritePrecondition precondition) {
			return this.books.write(precondition);
		}

	}

}
