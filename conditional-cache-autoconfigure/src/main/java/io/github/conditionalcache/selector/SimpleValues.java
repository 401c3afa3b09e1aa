package io.github.conditionalcache.selector;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;

/**
 * Values that are nothing but what they say: numbers, strings, dates and their like, and
 * collections of these. Equal ones make no difference to a handler.
 */
public final class SimpleValues {

	private static final int DEEPEST = 16;

	private SimpleValues() {
	}

	/**
	 * Returns whether all values of a type are simple.
	 * @param type the declared type
	 * @return {@code false} if there may be others
	 */
	public static boolean include(ResolvableType type) {
		ResolvableType element = elementOf(type);
		if (element != null) {
			return include(element);
		}
		Class<?> raw = type.toClass();
		return BeanUtils.isSimpleValueType(raw) && raw != void.class && raw != Void.class;
	}

	/**
	 * Returns the type of the elements of a container.
	 * @param type a declared type
	 * @return type of its elements, or {@code null} if it is no container
	 */
	public static @Nullable ResolvableType elementOf(ResolvableType type) {
		if (type.isArray()) {
			return type.getComponentType();
		}
		Class<?> raw = type.toClass();
		if (raw == OptionalInt.class || raw == OptionalLong.class || raw == OptionalDouble.class) {
			return ResolvableType.forClass(Number.class);
		}
		if (raw == Optional.class) {
			return type.getGeneric(0);
		}
		return Collection.class.isAssignableFrom(raw) ? type.asCollection().getGeneric(0) : null;
	}

	/**
	 * Adds a value.
	 * @param variant takes it
	 * @param value the value
	 * @throws IllegalArgumentException if it is not simple
	 */
	public static void add(CanonicalBytes variant, @Nullable Object value) {
		variant.add(toBytes(value));
	}

	/**
	 * Returns the text that stands for a value.
	 * @param value the value
	 * @return the same bytes for all that equal it, or {@code null} for {@code null}
	 * @throws IllegalArgumentException if it is not simple
	 */
	public static byte @Nullable [] toBytes(@Nullable Object value) {
		return CanonicalValues.toBytes(plain(value, 0));
	}

	private static @Nullable Object plain(@Nullable Object value, int depth) {
		if (depth > DEEPEST) {
			throw new IllegalArgumentException("Nested deeper than [%d]".formatted(DEEPEST));
		}
		if (value instanceof Optional<?> optional) {
			return plain(optional.orElse(null), depth + 1);
		}
		if (value instanceof Object[] array) {
			return plain(Arrays.asList(array), depth);
		}
		if (value instanceof Collection<?> collection && !(value instanceof Set)) {
			return collection.stream().map((element) -> plain(element, depth + 1)).toList();
		}
		if (value instanceof Collection<?> set) {
			Set<@Nullable Object> plain = new HashSet<>();
			set.forEach((element) -> plain.add(plain(element, depth + 1)));
			return plain;
		}
		if (value instanceof Map<?, ?> map) {
			return entries(map, depth);
		}
		String text = (value != null) ? ValueNames.of(value) : null;
		return (text != null) ? new Object[] { kind(value), text } : unwrapped(value);
	}

	private static @Nullable Object unwrapped(@Nullable Object value) {
		if (value instanceof OptionalInt number) {
			return number.isPresent() ? number.getAsInt() : null;
		}
		if (value instanceof OptionalLong number) {
			return number.isPresent() ? number.getAsLong() : null;
		}
		if (value instanceof OptionalDouble number) {
			return number.isPresent() ? number.getAsDouble() : null;
		}
		return value;
	}

	private static Object entries(Map<?, ?> map, int depth) {
		Map<String, @Nullable Object> sorted = new TreeMap<>();
		map.forEach((key, entry) -> {
			if (!(key instanceof String) && !(key instanceof Number) && !(key instanceof Enum)) {
				throw new IllegalArgumentException("A map with other keys than names");
			}
			sorted.put(key.toString(), plain(entry, depth + 1));
		});
		return sorted.entrySet().stream().map((entry) -> Arrays.asList(entry.getKey(), entry.getValue())).toList();
	}

	private static String kind(@Nullable Object value) {
		return (value != null) ? value.getClass().getName() : "";
	}

}
