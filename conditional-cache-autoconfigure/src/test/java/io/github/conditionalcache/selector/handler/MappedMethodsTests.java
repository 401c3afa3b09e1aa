package io.github.conditionalcache.selector.handler;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MappedMethods}.
 */
class MappedMethodsTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			mapped    | get   | reads | writes
			          | true  | true  | false
			GET       | true  | true  | false
			HEAD      | false | true  | false
			GET,POST  | true  | true  | false
			PUT       | false | false | true
			PUT,PATCH | false | false | true
			OPTIONS   | false | false | false
			PUT,TRACE | false | false | false
			""")
	void methodsWhenMapped(@Nullable String mapped, boolean get, boolean reads, boolean writes) {
		RequestMethod[] names = StringUtils.commaDelimitedListToSet(mapped)
			.stream()
			.map(RequestMethod::valueOf)
			.toArray(RequestMethod[]::new);
		MappedMethods methods = MappedMethods.of(RequestMappingInfo.paths("/").methods(names).build());
		assertThat(methods.includeGet()).isEqualTo(get);
		assertThat(methods.includeReads()).isEqualTo(reads);
		assertThat(methods.areWrites()).isEqualTo(writes);
	}

	@ParameterizedTest
	@CsvSource({ "GET, false", "HEAD, false", "OPTIONS, false", "TRACE, false", "PUT, true", "POST, true",
			"DELETE, true", "PROPFIND, true" })
	void isWriteWhenMethodIsNotSafe(String method, boolean write) {
		assertThat(MappedMethods.isWrite(method)).isEqualTo(write);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			handler | of class mapped to POST | of class mapped to all
			get     | GET,POST                | GET
			post    | POST                    | POST
			any     | POST                    | ''
			plain   | POST                    | ''
			""")
	void methodsWhenDeclaredAreThoseOfHandlerAndClass(String handler, String ofPosting, String ofAny) throws Exception {
		assertThat(declared(handler, Posting.class)).isEqualTo(StringUtils.commaDelimitedListToSet(ofPosting));
		assertThat(declared(handler, Handlers.class)).isEqualTo(StringUtils.commaDelimitedListToSet(ofAny));
	}

	private static Set<String> declared(String handler, Class<?> type) throws Exception {
		return MappedMethods
			.of(Arrays.stream(Handlers.class.getDeclaredMethods())
				.filter((method) -> method.getName().equals(handler))
				.findFirst()
				.orElseThrow(), type)
			.names()
			.stream()
			.map(RequestMethod::name)
			.collect(Collectors.toSet());
	}

	static class Handlers {

		@GetMapping("/get")
		void get() {
		}

		@PostMapping("/post")
		void post() {
		}

		@RequestMapping("/any")
		void any() {
		}

		void plain() {
		}

	}

	@RequestMapping(method = RequestMethod.POST)
	static class Posting extends Handlers {

	}

}
