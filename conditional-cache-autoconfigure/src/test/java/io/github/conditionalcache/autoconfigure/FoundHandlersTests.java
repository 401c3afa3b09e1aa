package io.github.conditionalcache.autoconfigure;

import java.util.List;
import java.util.Set;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandler.Access;
import io.github.conditionalcache.handler.ManagedHandlers;
import io.github.conditionalcache.version.declared.DeclaredSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ManagedHandlers}, as an application finds them.
 */
class FoundHandlersTests {

	private static @Nullable List<ManagedHandler> found;

	@BeforeAll
	static void start() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConditionalCacheAutoConfiguration.class,
					ConditionalCacheGateAutoConfiguration.class, WebMvcAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
					JacksonAutoConfiguration.class))
			.withPropertyValues("conditional-cache.cache-control=no-cache")
			.withBean("versions", Versions.class)
			.withBean(BookController.class)
			.run((context) -> found = context.getBean(ManagedHandlers.class).all());
	}

	@Test
	void allAreManagedHandlersAndNoOthers() {
		assertThat(found).extracting(ManagedHandler::name)
			.containsExactly("BookController.all()", "BookController.all(String)", "BookController.get",
					"BookController.put");
	}

	@Test
	void readTellsItsVersion() {
		ManagedHandler handler = named("BookController.get");
		assertThat(handler.access()).isEqualTo(Access.READ);
		assertThat(handler.patterns()).containsExactly("/books/{id}", "/books/{id}/again");
		assertThat(handler.requestMethods()).containsExactly("GET");
		assertThat(handler.sources())
			.containsExactly(new DeclaredSource(DeclaredSource.Kind.VERSION, "@versions.of(#id)", true));
		assertThat(handler.isEarly()).isTrue();
		assertThat(handler.policy().cacheControl()).isEqualTo("no-cache");
		assertThat(handler.policy().vary()).containsExactly("Accept", "Accept-Language", "X-Tenant");
		assertThat(handler.policy().strongTags()).isTrue();
	}

	@Test
	void handlerWithoutVersionTellsWhyItIsLate() {
		ManagedHandler handler = named("BookController.all()");
		assertThat(handler.sources()).isEmpty();
		assertThat(handler.isEarly()).isFalse();
		assertThat(handler.whyLate()).isEqualTo("no version is declared");
		assertThat(handler.policy().strongTags()).isFalse();
	}

	@Test
	void writeTellsTheVersionOfItsReader() {
		ManagedHandler handler = named("BookController.put");
		assertThat(handler.access()).isEqualTo(Access.WRITE);
		assertThat(handler.requestMethods()).isEqualTo(Set.of("PUT"));
		assertThat(handler.sources())
			.containsExactly(new DeclaredSource(DeclaredSource.Kind.VERSION, "@versions.of(#id)", true));
		assertThat(handler.policy().required()).isTrue();
		assertThat(handler.isEarly()).isTrue();
	}

	private static ManagedHandler named(String name) {
		assertThat(found).isNotNull();
		return found.stream().filter((handler) -> handler.name().equals(name)).findFirst().orElseThrow();
	}

	/**
	 * Knows versions.
	 */
	public static class Versions {

		/**
		 * The version of a book.
		 * @param id the book
		 * @return the version
		 */
		public long of(long id) {
			return id;
		}

	}

	@RestController
	@RequestMapping("/books")
	static class BookController {

		@GetMapping({ "/{id}", "/{id}/again" })
		@Cacheable304(version = "@versions.of(#id)", vary = "X-Tenant")
		String get(@PathVariable("id") long id) {
			return "book " + id;
		}

		@GetMapping
		@Cacheable304
		String all() {
			return "all";
		}

		@GetMapping("/by/{author}")
		@Cacheable304
		String all(@PathVariable("author") String author) {
			return "all by " + author;
		}

		@PutMapping("/{id}")
		@ConditionalWrite(required = true)
		String put(@PathVariable("id") long id) {
			return "book " + id;
		}

		@DeleteMapping("/{id}")
		void delete(@PathVariable("id") long id) {
		}

	}

}
