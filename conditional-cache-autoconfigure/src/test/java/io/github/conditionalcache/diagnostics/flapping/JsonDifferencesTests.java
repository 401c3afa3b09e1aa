package io.github.conditionalcache.diagnostics.flapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonDifferences}.
 */
class JsonDifferencesTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '`', textBlock = """
			one                             | other                           | places
			{"id":1,"generatedAt":1}        | {"id":1,"generatedAt":2}        | /generatedAt
			{"a":{"b":[{"c":1}]},"d":0}     | {"a":{"b":[{"c":2}]},"d":0}     | /a/b/*/c
			{"a":1,"b":1,"c":1}             | {"a":2,"b":1,"c":2}             | /a, /c
			{"items":[{"a":1},{"a":2}]}     | {"items":[{"a":3},{"a":4}]}     | /items/*/a
			{"items":[{"a":1},{"a":2}]}     | {"items":[{"a":1},{"a":4}]}     | /items/1/a
			[[1,2],[3,4]]                   | [[5,6],[7,8]]                   | /*/*
			[{"a":1,"b":1},{"a":1}]         | [{"a":2,"b":2},{"a":2}]         | /*/a, /*/b
			{"items":[1,2,3]}               | {"items":[3,1,2]}               | the order of /items
			{"items":[{"a":1,"b":2},{}]}    | {"items":[{},{"b":2,"a":1.0}]}  | the order of /items
			[1,1,2]                         | [1,2,2]                         | /1
			[1,2]                           | [2,1]                           | the order of the root
			{"items":[1]}                   | {"items":[1,2]}                 | the number of elements of /items
			{"x":{"a":1,"b":2}}             | {"x":{"b":2,"a":1}}             | the order of the properties of /x
			{"a":1,"b":2}                   | {"b":2,"a":1}                   | the order of the properties of the root
			[{"a":1,"b":2}]                 | [{"b":2,"a":1}]                 | the order of the properties of /*
			{"x":{"a":1,"b":2}}             | {"x":{"b":3,"a":1}}             | the order of the properties of /x, /x/b
			{"a":1}                         | {"a":"1"}                       | /a
			{"a":null}                      | {"a":"null"}                    | /a
			{"a":true}                      | {"a":"true"}                    | /a
			{"a":{}}                        | {"a":[]}                        | /a
			{"a":[1]}                       | {"a":null}                      | /a
			1                               | 2                               | the root
			{"a":1}                         | {"a":1,"secret":2}              | the property names of the root
			{"x":{"k1":1,"t":1}}            | {"x":{"k2":1,"t":2}}            | the property names of /x, /x/t
			{"a":1}                         | {"a":1.0}                       | its formatting
			{"a":100}                       | {"a":1e2}                       | its formatting
			{"a":1e999999999}               | {"a":1.0e999999999}             | its formatting
			{"a":1e99999999999}             | {"a":1e99999999998}             | /a
			{"a":1}                         | { "a": 1 }                      | its formatting
			{"a":"ü"}                       | {"a":"\\u00fc"}                 | its formatting
			{"größe":1,"日本":1,"🙂":1}      | {"größe":2,"日本":2,"🙂":2}      | /größe, /日本, /🙂
			{"a/b":1,"m~n":1,"":1}          | {"a/b":2,"m~n":2,"":2}          | /a~1b, /m~0n, /
			{"a\\nb\\u001b[31m\\u2028":1}   | {"a\\nb\\u001b[31m\\u2028":2}   | /a?b?[31m?
			""")
	void differencesOfTwo(String one, String other, String places) {
		assertThat(between(one, other)).isEqualTo(places);
		String back = between(other, one);
		assertThat(Arrays.asList(Objects.requireNonNull(back).split(", ")))
			.containsExactlyInAnyOrder(places.split(", "));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '`', textBlock = """
			first                 | second                | third                 | places
			{"a":1,"t":1}         | {"a":2,"t":2}         | {"a":2,"t":3}         | /t
			{"x":{"a":1,"b":1}}   | {"x":{"a":2,"b":1}}   | {"x":{"a":2,"b":2}}   | something in /x
			{"a":1,"b":1}         | {"a":2,"b":1}         | {"a":2,"b":2}         | something in the root
			{"i":[1,2]}           | {"i":[2,1]}           | {"i":[2,1,3]}         | something in /i
			[{"t":1},{"t":1}]     | [{"t":2},{"t":2}]     | [{"t":3},{"t":2}]     | /0/t
			{"x":{"k1":1}}        | {"x":{"k2":1}}        | {"x":{"k3":1}}        | the property names of /x
			{"a":1}               | {"a":1.0}             | {"a":1.00}            | its formatting
			{"a":1}               | {"a":1.0}             | {"a":2}               | something in the root
			""")
	void differencesOfThreeAreThoseOfEachPair(String first, String second, String third, String places) {
		assertThat(between(first, second, third)).isEqualTo(places);
	}

	@Test
	void manyPlacesAreTenAndTheNumberOfTheOthers() {
		assertThat(between(numbers(30, 0).replace("]", ",0]"), numbers(30, 100).replace("]", ",0]")))
			.isEqualTo("/0, /1, /2, /3, /4, /5, /6, /7, /8, /9 and 20 more");
	}

	@Test
	void manyPropertiesAreNotNamed() {
		assertThat(between(users(0), users(1))).isEqualTo("/users/*/seenAt");
	}

	@Test
	void longPointersAreCut() {
		String name = "n".repeat(1000);
		assertThat(between("{\"%s\":1}".formatted(name), "{\"%s\":2}".formatted(name)))
			.isEqualTo("/" + "n".repeat(199) + "…");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "[1,", "{\"a\":1}}", "{\"a\":1}{\"a\":1}", "{\"a\":1,\"a\":2}", "<html>",
			"\"open", "{\"a\"}", "[1 2]", "nul" })
	void differencesWhenNoJsonAreUnknown(String malformed) {
		assertThat(between("{}", malformed)).isNull();
		assertThat(between(malformed, "{}")).isNull();
	}

	@Test
	void differencesWhenNoUtf8AreUnknown() {
		assertThat(JsonDifferences.between(List.of(new byte[] { '"', (byte) 0xff, '"' }, new byte[] { '1' }))).isNull();
	}

	@Test
	void deepJsonIsUnknown() {
		assertThat(between("[".repeat(100_000), "[".repeat(100_001))).isNull();
		assertThat(between("[".repeat(201) + "]".repeat(201), "[]")).isNull();
	}

	@Test
	@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
	void longJsonTakesNoTime() {
		assertThat(between(numbers(40_000, 0), numbers(40_000, 100_000))).isEqualTo("/*");
		assertThat(between(numbers(40_000, 0), numbers(40_000, 1))).isEqualTo("/*");
		assertThat(between(sparse(0), sparse(1))).endsWith(" and 29990 more");
		assertThat(between(nested(numbers(40_000, 0)), nested(numbers(40_000, 50_000)))).startsWith("/k/k/k");
		assertThat(between(nested(sparse(0)), nested(sparse(1)))).endsWith(" and 29990 more");
		assertThat(between("[" + "9".repeat(900) + "]", "[1e" + "9".repeat(900) + "]")).isEqualTo("/*");
	}

	private static String nested(String json) {
		return "{\"k\":".repeat(150) + json + "}".repeat(150);
	}

	private static String numbers(int count, int from) {
		return IntStream.range(from, from + count)
			.mapToObj(Integer::toString)
			.collect(Collectors.joining(",", "[", "]"));
	}

	private static String sparse(int odd) {
		return IntStream.range(0, 60_000)
			.mapToObj((i) -> Integer.toString((i % 2) * odd))
			.collect(Collectors.joining(",", "[", "]"));
	}

	private static String users(int seenAt) {
		return IntStream.range(0, 11)
			.mapToObj((i) -> "\"user%d@example.org\":{\"seenAt\":%d}".formatted(i, seenAt))
			.collect(Collectors.joining(",", "{\"users\":{", "}}"));
	}

	private static @Nullable String between(String... documents) {
		return JsonDifferences
			.between(Arrays.stream(documents).map((text) -> text.getBytes(StandardCharsets.UTF_8)).toList());
	}

}
