package io.github.conditionalcache.handler.write;

import java.security.Principal;

import io.github.conditionalcache.handler.MappedControllers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BorrowedParameters} and {@link ParameterSource}.
 */
class BorrowedParametersTests {

	private static final MappedControllers CONTROLLERS = new MappedControllers(new Controller());

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			read,          write,             positions
			ofId,          putKey,            [1]
			ofId,          putBoxed,          [0]
			ofId,          putText,           [-1]
			ofId,          putParameter,      [-1]
			ofText,        putKey,            [-1]
			exchanged,     putExchanged,      '[1, 0]'
			query,         putQuery,          [0]
			query,         putPlainQuery,     [0]
			plainQuery,    putQuery,          [0]
			plainQuery,    putPlainQuery,     [0]
			optionalQuery, putPlainQuery,     [0]
			optionalQuery, putDefaultedQuery, [-1]
			defaulted,     putDefaultedQuery, [0]
			defaulted,     putOtherDefault,   [-1]
			defaulted,     putQuery,          [0]
			header,        putHeader,         [0]
			header,        putOtherHeader,    [-1]
			header,        putQuery,          [-1]
			cookie,        putHeader,         [-1]
			user,          putUser,           [0]
			user,          putKey,            [-1]
			""")
	void argumentsOfTheReaderAreThoseOfTheWriterFromTheSamePartOfTheRequest(String read, String write,
			String positions) {
		assertThat(BorrowedParameters.positions(mapped(read), mapped(write))).hasToString(positions);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			read,      write,        positions
			command,   putSame,      [0]
			command,   putRenamed,   [-1]
			modelled,  putModelled,  [-1]
			validated, putValidated, [-1]
			bean,      putBean,      [-1]
			unrelated, putUnrelated, [0]
			entity,    putEntity,    [0]
			principal, putPrincipal, [0]
			content,   putContent,   [0]
			""")
	void objectThatPathVariablesFillIsNotTheSameWhereTheyHaveOtherNames(String read, String write, String positions) {
		assertThat(BorrowedParameters.positions(mapped(read), mapped(write))).hasToString(positions);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', commentCharacter = ';', textBlock = """
			handler      | expression          | comparable
			ofId         | @books.of(#id)      | @books.of(#(PathVariable 0))
			ofId         | @books.of(#a0)      | @books.of(#(PathVariable 0))
			ofId         | @books.of(#p0)      | @books.of(#(PathVariable 0))
			ofId         | #id + #idea + #a01  | #(PathVariable 0) + #idea + #a01
			putKey       | @books.of(#key)     | @books.of(#(PathVariable 0))
			exchanged    | {#x, #y}            | {#(PathVariable 0), #(PathVariable 1)}
			putExchanged | {#x, #y}            | {#(PathVariable 1), #(PathVariable 0)}
			query        | #lang               | #(RequestParam lang)
			plainQuery   | #lang               | #(RequestParam lang)
			header       | #tenant             | #(RequestHeader X-Tenant)
			user         | #user.name          | #(void user).name
			""")
	void expressionsAreComparableByThePlacesOfTheirParameters(String handler, String expression, String comparable) {
		assertThat(VersionText.comparable(expression, mapped(handler))).isEqualTo(comparable);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			handler,    kind,          name,     isPathVariable
			ofId,       PathVariable,  id,       true
			putNamed,   PathVariable,  key,      true
			query,      RequestParam,  lang,     false
			plainQuery, RequestParam,  lang,     false
			header,     RequestHeader, X-Tenant, false
			cookie,     CookieValue,   X-Tenant, false
			user,       void,          user,     false
			command,    void,          key,      false
			""")
	void sourceOfAParameterIsItsKindAndName(String handler, String kind, String name, boolean isPathVariable) {
		MethodParameter parameter = mapped(handler).handler().getMethodParameters()[0];
		ParameterSource source = ParameterSource.of(parameter);
		assertThat(source.kind().getSimpleName()).isEqualTo(kind);
		assertThat(source.name()).isEqualTo(name);
		assertThat(source.isPathVariable()).isEqualTo(isPathVariable);
		assertThat(source.named("other")).isEqualTo(new ParameterSource(source.kind(), "other"));
	}

	@ParameterizedTest
	@CsvSource({ "0, #0", "1, #1" })
	void parameterOfAConstructorHasItsPositionForAName(int position, String name) throws Exception {
		MethodParameter parameter = new MethodParameter(Key.class.getDeclaredConstructor(String.class, String.class),
				position);
		assertThat(ParameterSource.nameOf(parameter)).isEqualTo(name);
	}

	private static MappedHandler mapped(String method) {
		return MappedHandler.of(CONTROLLERS.mappings(), (info, handler) -> handler.equals(CONTROLLERS.handler(method)))
			.get(0);
	}

	record Key(String shelf, String place) {

	}

	record Other(String color) {

	}

	public static class KeyBean {

		private @Nullable String shelf;

		public @Nullable String getShelf() {
			return this.shelf;
		}

		public void setShelf(@Nullable String shelf) {
			this.shelf = shelf;
		}

	}

	record Reader(String shelf) implements Principal {

		@Override
		public String getName() {
			return this.shelf;
		}

	}

	@RestController
	@SuppressWarnings("unused")
	static class Controller {

		@GetMapping("/of-id/{id}")
		void ofId(@PathVariable long id) {
		}

		@PutMapping("/of-id/{key}")
		void putKey(@RequestBody String body, @PathVariable long key) {
		}

		@PutMapping("/of-id/{key}")
		void putBoxed(@PathVariable Long key) {
		}

		@PutMapping("/of-id/{id}")
		void putText(@PathVariable String id) {
		}

		@PutMapping("/of-id/{id}")
		void putParameter(@RequestParam long id) {
		}

		@PutMapping("/of-id/{key}")
		void putNamed(@PathVariable("key") long id) {
		}

		@GetMapping("/of-id/{id}")
		void ofText(@PathVariable String id) {
		}

		@GetMapping("/exchanged/{x}/{y}")
		void exchanged(@PathVariable int x, @PathVariable int y) {
		}

		@PutMapping("/exchanged/{y}/{x}")
		void putExchanged(@PathVariable int x, @PathVariable int y) {
		}

		@GetMapping("/query")
		void query(@RequestParam String lang) {
		}

		@GetMapping("/query")
		void plainQuery(String lang) {
		}

		@GetMapping("/query")
		void optionalQuery(@RequestParam(required = false) String lang) {
		}

		@GetMapping("/query")
		void defaulted(@RequestParam(defaultValue = "en") String lang) {
		}

		@PutMapping("/query")
		void putQuery(@RequestParam("lang") String language) {
		}

		@PutMapping("/query")
		void putPlainQuery(String lang) {
		}

		@PutMapping("/query")
		void putDefaultedQuery(@RequestParam(defaultValue = "en") String lang) {
		}

		@PutMapping("/query")
		void putOtherDefault(@RequestParam(defaultValue = "de") String lang) {
		}

		@GetMapping("/header")
		void header(@RequestHeader("X-Tenant") String tenant) {
		}

		@GetMapping("/header")
		void cookie(@CookieValue("X-Tenant") String tenant) {
		}

		@PutMapping("/header")
		void putHeader(@RequestHeader("X-Tenant") String other) {
		}

		@PutMapping("/header")
		void putOtherHeader(@RequestHeader("X-Other") String tenant) {
		}

		@GetMapping("/user")
		void user(Principal user) {
		}

		@PutMapping("/user")
		void putUser(Principal user) {
		}

		@GetMapping("/command/{shelf}")
		void command(Key key) {
		}

		@PutMapping("/command/{shelf}")
		void putSame(Key key) {
		}

		@PutMapping("/command/{place}")
		void putRenamed(Key key) {
		}

		@GetMapping("/command/{shelf}")
		void modelled(@ModelAttribute Key key) {
		}

		@PutMapping("/command/{place}")
		void putModelled(@ModelAttribute Key key) {
		}

		@GetMapping("/command/{shelf}")
		void validated(@Validated Key key) {
		}

		@PutMapping("/command/{place}")
		void putValidated(@Validated Key key) {
		}

		@GetMapping("/command/{shelf}")
		void bean(KeyBean key) {
		}

		@PutMapping("/command/{place}")
		void putBean(KeyBean key) {
		}

		@GetMapping("/command/{shelf}")
		void unrelated(Other key) {
		}

		@PutMapping("/command/{place}")
		void putUnrelated(Other key) {
		}

		@GetMapping("/command/{headers}")
		void entity(HttpEntity<String> key) {
		}

		@PutMapping("/command/{body}")
		void putEntity(HttpEntity<String> key) {
		}

		@GetMapping("/command/{shelf}")
		void principal(Reader key) {
		}

		@PutMapping("/command/{name}")
		void putPrincipal(Reader key) {
		}

		@GetMapping("/command/{shelf}")
		void content(@RequestBody Key key) {
		}

		@PutMapping("/command/{place}")
		void putContent(@RequestBody Key key) {
		}

	}

}
