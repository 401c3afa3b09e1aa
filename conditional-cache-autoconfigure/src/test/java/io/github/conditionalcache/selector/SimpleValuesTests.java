package io.github.conditionalcache.selector;

import java.io.File;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.conditionalcache.tag.CanonicalBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SimpleValues}.
 */
class SimpleValuesTests {

	@Test
	void valuesDiffer() throws Exception {
		List<@Nullable Object> values = new ArrayList<>(List.of("a", 1, 1.5, true, Locale.GERMAN, LocalDate.EPOCH,
				URI.create("a"), List.of("a"), List.of("a", "b"), Optional.of("b"), new int[] { 7 }, Thread.State.NEW,
				Map.of("a", "b"), Map.of("a", List.of("b")), Set.of("b", "c"), Set.of("b", "d"), Locale.FRENCH,
				ZoneId.of("Asia/Tokyo"), ZoneId.of("Asia/Seoul"), TimeZone.getTimeZone("Asia/Tokyo"),
				TimeZone.getTimeZone("Asia/Seoul"), new URL("http://a"), new URL("http://b"), Pattern.compile("a"),
				Pattern.compile("b"), Pattern.compile("a", Pattern.CASE_INSENSITIVE), String.class, Integer.class,
				URI.create("b"), new File("a"), new File("b"), Path.of("a"), Path.of("b"), StandardCharsets.UTF_8,
				StandardCharsets.US_ASCII, Currency.getInstance("EUR"), Currency.getInstance("USD"),
				InetAddress.getByAddress(new byte[] { 1, 2, 3, 4 }),
				InetAddress.getByAddress(new byte[] { 1, 2, 3, 5 }), Map.of("a", "c"), Map.of("c", "b"), Map.of(),
				List.of(List.of("a")), OptionalInt.of(8), OptionalLong.of(9), OptionalDouble.of(2.5)));
		values.add(null);
		assertThat(values.stream().map(SimpleValuesTests::bytesOf).distinct()).hasSize(values.size());
	}

	static Stream<List<@Nullable Object>> equalValues() {
		Map<String, Object> one = new HashMap<>(Map.of("a", 1, "b", Set.of("x", "y", "z")));
		Map<String, Object> other = new HashMap<>(Map.of("b", Set.of("z", "y", "x"), "a", 1));
		return Stream.of(Arrays.asList(one, other), Arrays.asList(Optional.empty(), null),
				Arrays.asList(Optional.of(Optional.of("a")), "a"), Arrays.asList(OptionalInt.empty(), null),
				Arrays.asList(OptionalInt.of(1), 1), Arrays.asList(OptionalLong.empty(), null),
				Arrays.asList(OptionalLong.of(1), 1), Arrays.asList(OptionalDouble.empty(), null),
				Arrays.asList(OptionalDouble.of(1.5), 1.5), Arrays.asList(new Object[] { "a", 1 }, List.of("a", 1)),
				Arrays.asList(Map.of(1, "a"), Map.of("1", "a")),
				Arrays.asList(Map.of(DayOfWeek.MONDAY, "a"), Map.of("MONDAY", "a")),
				Arrays.asList(Set.of(Optional.of("a")), Set.of("a")),
				Arrays.asList(List.of(Optional.of(Locale.GERMAN)), List.of(Locale.GERMAN)));
	}

	@ParameterizedTest
	@MethodSource("equalValues")
	void equalValuesAreEqual(List<@Nullable Object> values) {
		assertThat(bytesOf(values.get(0))).isEqualTo(bytesOf(values.get(1)));
	}

	@Test
	void otherValuesAreRefused() {
		for (Object value : List.of(new Object(), Map.of(new Object(), "a"), List.of(new Object()),
				Map.of("a", new Object()))) {
			assertThatIllegalArgumentException().isThrownBy(() -> bytesOf(value));
		}
	}

	@ParameterizedTest
	@CsvSource({ "list", "set", "map", "optional" })
	void valuesAreNestedSixteenDeep(String wrapper) {
		assertThatCode(() -> bytesOf(nested(wrapper, 16))).doesNotThrowAnyException();
		assertThatIllegalArgumentException().isThrownBy(() -> bytesOf(nested(wrapper, 17)))
			.withMessage("Nested deeper than [16]");
	}

	private static Object nested(String wrapper, int depth) {
		Object value = "a";
		for (int i = 0; i < depth; i++) {
			value = switch (wrapper) {
				case "list" -> List.of(value);
				case "set" -> Set.of(value);
				case "map" -> Map.of("a", value);
				default -> Optional.of(value);
			};
		}
		return value;
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			type,        simple, element
			text,        true,   -
			number,      true,   -
			primitive,   true,   -
			constant,    true,   -
			locale,      true,   -
			object,      false,  -
			nothing,     false,  -
			noValue,     false,  -
			array,       true,   java.lang.String
			objects,     false,  java.lang.Object
			list,        true,   java.lang.String
			set,         false,  java.lang.Object
			optional,    true,   java.lang.Long
			optionalInt, true,   java.lang.Number
			optionalLong, true,  java.lang.Number
			optionalDouble, true, java.lang.Number
			nested,      true,   java.util.Optional<java.lang.String>
			map,         false,  -
			""")
	void typeIsSimpleWhereItsElementsAre(String type, boolean simple, @Nullable String element) throws Exception {
		ResolvableType resolved = ResolvableType.forMethodReturnType(Types.class.getDeclaredMethod(type));
		assertThat(SimpleValues.include(resolved)).isEqualTo(simple);
		ResolvableType found = SimpleValues.elementOf(resolved);
		assertThat((found != null) ? found.toString() : null).isEqualTo(element);
	}

	@Test
	void setsAreNotInTheirOrder() {
		assertThat(bytesOf(new HashSet<>(List.of("a", "b")))).isEqualTo(bytesOf(Set.of("b", "a")));
		assertThat(bytesOf(Collections.singleton(null))).isNotEqualTo(bytesOf(Set.of()));
	}

	private static String bytesOf(@Nullable Object value) {
		CanonicalBytes parts = new CanonicalBytes();
		SimpleValues.add(parts, value);
		return HexFormat.of().formatHex(parts.toByteArray());
	}

	interface Types {

		String text();

		Long number();

		int primitive();

		DayOfWeek constant();

		Locale locale();

		Object object();

		void nothing();

		Void noValue();

		String[] array();

		Object[] objects();

		List<String> list();

		Set<Object> set();

		Optional<Long> optional();

		OptionalInt optionalInt();

		OptionalLong optionalLong();

		OptionalDouble optionalDouble();

		List<Optional<String>> nested();

		Map<String, String> map();

	}

}
