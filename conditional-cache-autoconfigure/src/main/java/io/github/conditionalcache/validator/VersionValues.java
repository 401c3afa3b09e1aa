package io.github.conditionalcache.validator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.conditionalcache.Versioned;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * Canonical bytes of version values.
 * <p>
 * Equal versions give equal bytes on every node, in every time zone and JVM; different
 * ones differ. Whole numbers are compared by value, whatever their type: 42 as an
 * {@code Integer}, {@code Long} and {@code BigInteger} is one version. Numbers with a
 * fraction part never equal whole ones, and {@code 1.0} as a {@code BigDecimal} differs
 * from {@code 1.00}: a needless 200 is cheaper than a wrong 304. Dates with a zone are
 * compared as instants at full precision, local ones as they are written. Arrays and
 * collections keep their order, but the elements of a {@link Set} that promises none are
 * sorted. An empty {@link Optional} equals {@code null}.
 * <p>
 * There is no fallback to {@code toString()}: for most types it changes with every
 * instance or, worse, does not change with the content.
 *
 * @since 0.1.0
 */
public final class VersionValues {

	private static final int MAX_DEPTH = 32;

	private static final String ALLOWED = "a number, a string, a UUID, an enum, a Temporal of java.time, a Date, "
			+ "a boolean, a byte[], a Versioned, an Optional, or an array or collection of these";

	private VersionValues() {
	}

	/**
	 * Return the canonical bytes of a version.
	 * @param value the version
	 * @return the bytes, or {@code null} if the value is absent
	 * @throws IllegalArgumentException if the value is of a type that cannot be a version
	 */
	public static byte @Nullable [] toBytes(@Nullable Object value) {
		Object present = unwrap(value);
		if (present == null) {
			return null;
		}
		Parts parts = new Parts();
		add(parts, present, 0);
		return parts.toByteArray();
	}

	/**
	 * Add the canonical bytes of a version as one part.
	 * @param parts takes them
	 * @param value the version
	 * @return {@code false} if the value is absent, so that nothing was added
	 * @throws IllegalArgumentException if the value is of a type that cannot be a version
	 */
	static boolean addTo(Parts parts, @Nullable Object value) {
		Object present = unwrap(value);
		if (present == null) {
			return false;
		}
		int begin = parts.beginBytes();
		add(parts, present, 0);
		parts.endBytes(begin);
		return true;
	}

	private static @Nullable Object unwrap(@Nullable Object value) {
		if (value instanceof Optional<?> optional) {
			return unwrap(optional.orElse(null));
		}
		if (value instanceof Versioned versioned) {
			Object version = unwrap(versioned.version());
			Instant lastModified = versioned.lastModified();
			return ((version != null) && (lastModified != null)) ? new Object[] { version, lastModified } : version;
		}
		return value;
	}

	private static void add(Parts parts, @Nullable Object wrapped, int depth) {
		Object value = unwrap(wrapped);
		if (value == null) {
			parts.addAbsent();
		}
		else if (value instanceof Collection<?> collection) {
			addAll(parts, collection, depth);
		}
		else if (value instanceof byte[] bytes) {
			parts.add("bytes").add(bytes);
		}
		else if (value.getClass().isArray()) {
			addAll(parts, Arrays.asList(elements(value)), depth);
		}
		else if (!addNumber(parts, value) && !addTime(parts, value) && !addScalar(parts, value)) {
			throw new IllegalArgumentException(
					"A version must be %s but was of type [%s]".formatted(ALLOWED, value.getClass().getName()));
		}
	}

	private static Object[] elements(Object array) {
		return (array instanceof Object[] objects) ? objects : ObjectUtils.toObjectArray(array);
	}

	private static void addAll(Parts parts, Collection<?> values, int depth) {
		if (depth == MAX_DEPTH) {
			throw new IllegalArgumentException("A version must not be nested deeper than [%d]".formatted(MAX_DEPTH));
		}
		boolean unordered = values instanceof Set && !(values instanceof SortedSet)
				&& !(values instanceof LinkedHashSet);
		byte[][] elements = values.stream().map((value) -> element(value, depth)).toArray(byte[][]::new);
		if (unordered) {
			Arrays.sort(elements, Arrays::compare);
		}
		parts.add(unordered ? "set" : "list").add(elements.length);
		for (byte[] element : elements) {
			parts.add(element);
		}
	}

	private static byte[] element(@Nullable Object value, int depth) {
		Parts element = new Parts();
		add(element, value, depth + 1);
		return element.toByteArray();
	}

	private static boolean addNumber(Parts parts, Object value) {
		if (value instanceof BigInteger integer) {
			addInteger(parts, integer);
		}
		else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte
				|| value instanceof AtomicLong || value instanceof AtomicInteger) {
			parts.add("integer").add(((Number) value).longValue());
		}
		else if (value instanceof Double || value instanceof Float) {
			parts.add("double").add(Double.doubleToLongBits(((Number) value).doubleValue()));
		}
		else if (value instanceof BigDecimal decimal) {
			parts.add("decimal").add(decimal.unscaledValue().toByteArray()).add(decimal.scale());
		}
		else {
			return false;
		}
		return true;
	}

	private static void addInteger(Parts parts, BigInteger value) {
		parts.add("integer");
		if (value.bitLength() < Long.SIZE) {
			parts.add(value.longValue());
		}
		else {
			parts.add(value.toByteArray());
		}
	}

	private static boolean addTime(Parts parts, Object value) {
		Instant instant = Instants.exactlyOf(value);
		if (instant != null) {
			parts.add("instant").add(instant.getEpochSecond()).add(instant.getNano());
		}
		else if (value instanceof LocalDateTime || value instanceof LocalDate || value instanceof LocalTime
				|| value instanceof OffsetTime || value instanceof Year || value instanceof YearMonth) {
			parts.add(value.getClass().getName()).add(value.toString());
		}
		else if (Instants.isSqlDate(value)) {
			parts.add(LocalDate.class.getName()).add(value.toString());
		}
		else {
			return false;
		}
		return true;
	}

	private static boolean addScalar(Parts parts, Object value) {
		if (value instanceof CharSequence || value instanceof Character) {
			parts.add("string").add(value.toString());
		}
		else if (value instanceof UUID uuid) {
			parts.add("uuid").add(uuid.getMostSignificantBits()).add(uuid.getLeastSignificantBits());
		}
		else if (value instanceof Enum<?> constant) {
			parts.add("enum").add(constant.getDeclaringClass().getName()).add(constant.name());
		}
		else if (value instanceof Boolean truth) {
			parts.add("boolean").add(truth.booleanValue());
		}
		else {
			return false;
		}
		return true;
	}

}
