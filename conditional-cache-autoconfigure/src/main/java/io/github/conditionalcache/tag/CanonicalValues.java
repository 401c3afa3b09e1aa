package io.github.conditionalcache.tag;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

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
 * sorted. An empty {@link Optional} equals {@code null}, and one that is not empty its
 * content; so do {@link OptionalLong}, {@link OptionalInt} and {@link OptionalDouble}.
 * <p>
 * There is no fallback to {@code toString()}: for most types it changes with every
 * instance or, worse, does not change with the content.
 *
 * @since 0.1.0
 */
public final class CanonicalValues {

	private static final int MAX_DEPTH = 32;

	private static final String ALLOWED = "a number, a string, a UUID, an enum, a Temporal of java.time, a Date, "
			+ "a boolean, a byte[], a Versioned, an Optional, or an array or collection of these";

	private CanonicalValues() {
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
		CanonicalBytes parts = new CanonicalBytes();
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
	public static boolean addTo(CanonicalBytes parts, @Nullable Object value) {
		Object present = unwrap(value);
		if (present == null) {
			return false;
		}
		int begin = parts.beginBytes();
		add(parts, present, 0);
		parts.endBytes(begin);
		return true;
	}

	/**
	 * Take a version out of its wrapper.
	 * @param value the version
	 * @return the version itself, or {@code null} if it is absent
	 */
	public static @Nullable Object unwrap(@Nullable Object value) {
		Object content = unwrapOptional(value);
		if (content instanceof Versioned versioned) {
			Object version = unwrap(versioned.version());
			Instant lastModified = versioned.lastModified();
			return ((version != null) && (lastModified != null)) ? new Object[] { version, lastModified } : version;
		}
		return content;
	}

	/**
	 * Take a value out of any kind of {@link Optional}.
	 * @param value the value
	 * @return the value itself, or {@code null} if it is absent
	 */
	public static @Nullable Object unwrapOptional(@Nullable Object value) {
		if (value instanceof Optional<?> optional) {
			return unwrapOptional(optional.orElse(null));
		}
		if (value instanceof OptionalLong optional) {
			return optional.isPresent() ? optional.getAsLong() : null;
		}
		if (value instanceof OptionalInt optional) {
			return optional.isPresent() ? optional.getAsInt() : null;
		}
		if (value instanceof OptionalDouble optional) {
			return optional.isPresent() ? optional.getAsDouble() : null;
		}
		return value;
	}

	private static void add(CanonicalBytes parts, @Nullable Object wrapped, int depth) {
		Object value = unwrap(wrapped);
		if (value == null) {
			parts.addAbsent();
			return;
		}
		VersionForm form = VersionForm.of(value.getClass());
		if (form == null) {
			throw new IllegalArgumentException(
					"A version must be %s but was of type [%s]".formatted(ALLOWED, value.getClass().getName()));
		}
		parts.add(form.label());
		switch (form) {
			case WHOLE_NUMBER -> addInteger(parts, (Number) value);
			case FLOATING_POINT -> parts.add(Double.doubleToLongBits(((Number) value).doubleValue()));
			case DECIMAL -> addDecimal(parts, (BigDecimal) value);
			case INSTANT -> addInstant(parts, Objects.requireNonNull(Instants.exactlyOf(value)));
			case TEXT, LOCAL_DATE, LOCAL_DATE_TIME, LOCAL_TIME, OFFSET_TIME, YEAR, YEAR_MONTH ->
				parts.add(value.toString());
			case UUID -> addUuid(parts, (UUID) value);
			case ENUM -> addConstant(parts, (Enum<?>) value);
			case TRUTH -> parts.add(((Boolean) value).booleanValue());
			case BYTES -> parts.add((byte[]) value);
			case LIST -> addAll(parts, elements(value), false, depth);
			case SET -> addAll(parts, elements(value), true, depth);
		}
	}

	private static Collection<?> elements(Object value) {
		return (value instanceof Collection<?> collection) ? collection
				: Arrays.asList(ObjectUtils.toObjectArray(value));
	}

	private static void addAll(CanonicalBytes parts, Collection<?> values, boolean sorted, int depth) {
		if (depth == MAX_DEPTH) {
			throw new IllegalArgumentException("A version must not be nested deeper than [%d]".formatted(MAX_DEPTH));
		}
		byte[][] elements = values.stream().map((value) -> element(value, depth)).toArray(byte[][]::new);
		if (sorted) {
			Arrays.sort(elements, Arrays::compare);
		}
		parts.add(elements.length);
		for (byte[] element : elements) {
			parts.add(element);
		}
	}

	private static byte[] element(@Nullable Object value, int depth) {
		CanonicalBytes element = new CanonicalBytes();
		add(element, value, depth + 1);
		return element.toByteArray();
	}

	private static void addInteger(CanonicalBytes parts, Number value) {
		if (value instanceof BigInteger integer && integer.bitLength() >= Long.SIZE) {
			parts.add(integer.toByteArray());
		}
		else {
			parts.add(value.longValue());
		}
	}

	private static void addDecimal(CanonicalBytes parts, BigDecimal value) {
		parts.add(value.unscaledValue().toByteArray()).add(value.scale());
	}

	private static void addInstant(CanonicalBytes parts, Instant value) {
		parts.add(value.getEpochSecond()).add(value.getNano());
	}

	private static void addUuid(CanonicalBytes parts, UUID value) {
		parts.add(value.getMostSignificantBits()).add(value.getLeastSignificantBits());
	}

	private static void addConstant(CanonicalBytes parts, Enum<?> value) {
		parts.add(value.getDeclaringClass().getName()).add(value.name());
	}

}
