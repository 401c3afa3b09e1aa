package io.github.conditionalcache.webmvc;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import io.github.conditionalcache.EtagVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataArguments}.
 */
class DataArgumentsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler,         data
			none,            false
			simple,          false
			command,         false
			modelAttribute,  false
			entity,          true
			optionalEntity,  true
			identified,      true
			inherited,       true
			versioned,       true
			getter,          true
			""")
	void parametersThatAConverterLoads(String handler, boolean data) {
		assertThat(DataArguments.are(handler(new Handlers(), handler))).isEqualTo(data);
	}

	@Test
	void modelFilledBeforehand() {
		assertThat(DataArguments.are(handler(new Filling(), "none"))).isTrue();
		assertThat(DataArguments.are(handler(new InheritedFilling(), "none"))).isTrue();
	}

	private static HandlerMethod handler(Object bean, String name) {
		return new HandlerMethod(bean,
				Arrays.stream(bean.getClass().getMethods())
					.filter((method) -> method.getName().equals(name))
					.findFirst()
					.orElseThrow());
	}

	@Controller
	public static class Handlers {

		@GetMapping
		public void none() {
		}

		@GetMapping
		public void simple(int id, String name, Instant since, Optional<Long> page) {
		}

		@GetMapping
		public void command(Command command) {
		}

		@GetMapping
		@ModelAttribute
		public String modelAttribute() {
			return "view";
		}

		@GetMapping
		public void entity(Book book) {
		}

		@GetMapping
		public void optionalEntity(Optional<Book> book) {
		}

		@GetMapping
		public void identified(Identified book) {
		}

		@GetMapping
		public void inherited(Inherited book) {
		}

		@GetMapping
		public void versioned(Versioned book) {
		}

		@GetMapping
		public void getter(Getter book) {
		}

	}

	@Controller
	public static class Filling {

		@ModelAttribute("book")
		public String load() {
			return "book";
		}

		@GetMapping
		public void none() {
		}

	}

	public static class InheritedFilling extends Filling {

	}

	record Command(String query, int page) {

	}

	@Entity
	static class Book {

	}

	static class Identified {

		@Id
		long id;

	}

	static class Inherited extends Identified {

	}

	record Versioned(@EtagVersion int version) {

	}

	interface Getter {

		@Id
		long getId();

	}

}
