package io.github.conditionalcache.tag;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The forms that a version may have. Values of one form are compared whatever their type;
 * values of two forms never are equal.
 */
public enum VersionForm {

	/** Of any size. */
	WHOLE_NUMBER("integer", "a whole number"),

	/** Binary, with a fraction part. */
	FLOATING_POINT("double", "a floating-point number"),

	/** With a scale. */
	DECIMAL("decimal", "a decimal number"),

	/** Of any length. */
	TEXT("string", "text"),

	/** A point in time. */
	INSTANT("instant", "an instant"),

	/** A day. */
	LOCAL_DATE(LocalDate.class.getName(), "a local date"),

	/** A day and a time without a zone. */
	LOCAL_DATE_TIME(LocalDateTime.class.getName(), "a local date and time"),

	/** A time without a zone. */
	LOCAL_TIME(LocalTime.class.getName(), "a local time"),

	/** A time with an offset. */
	OFFSET_TIME(OffsetTime.class.getName(), "a time with an offset"),

	/** A year. */
	YEAR(Year.class.getName(), "a year"),

	/** A month of a year. */
	YEAR_MONTH(YearMonth.class.getName(), "a month"),

	/** 128 bits. */
	UUID("uuid", "a UUID"),

	/** A constant of an enum. */
	ENUM("enum", "an enum"),

	/** Yes or no. */
	TRUTH("boolean", "a boolean"),

	/** A {@code byte[]}. */
	BYTES("bytes", "bytes"),

	/** Values in an order. */
	LIST("list", "a list"),

	/** Values in no order. */
	SET("set", "a set");

	private static final Map<Class<?>, VersionForm> FINAL_TYPES = Map.ofEntries(Map.entry(Long.class, WHOLE_NUMBER),
			Map.entry(Integer.class, WHOLE_NUMBER), Map.entry(Short.class, WHOLE_NUMBER),
			Map.entry(Byte.class, WHOLE_NUMBER), Map.entry(AtomicLong.class, WHOLE_NUMBER),
			Map.entry(AtomicInteger.class, WHOLE_NUMBER), Map.entry(Double.class, FLOATING_POINT),
			Map.entry(Float.class, FLOATING_POINT), Map.entry(String.class, TEXT), Map.entry(Character.class, TEXT),
			Map.entry(Instant.class, INSTANT), Map.entry(OffsetDateTime.class, INSTANT),
			Map.entry(ZonedDateTime.class, INSTANT), Map.entry(LocalDate.class, LOCAL_DATE),
			Map.entry(LocalDateTime.class, LOCAL_DATE_TIME), Map.entry(LocalTime.class, LOCAL_TIME),
			Map.entry(OffsetTime.class, OFFSET_TIME), Map.entry(Year.class, YEAR),
			Map.entry(YearMonth.class, YEAR_MONTH), Map.entry(UUID.class, VersionForm.UUID),
			Map.entry(Boolean.class, TRUTH), Map.entry(byte[].class, BYTES));

	private final String label;

	private final String description;

	VersionForm(String label, String description) {
		this.label = label;
		this.description = description;
	}

	/**
	 * The mark that stands before the canonical bytes of such a value. It never changes.
	 * @return the mark
	 */
	String label() {
		return this.label;
	}

	/**
	 * The name that people know it by.
	 * @return the name, with an article
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Whether it takes a time zone to tell which instant such a value names.
	 * @return whether it is a date or time that is local
	 */
	public boolean isLocalTime() {
		return compareTo(LOCAL_DATE) >= 0 && compareTo(YEAR_MONTH) <= 0;
	}

	/**
	 * The form of the values of a type.
	 * @param type class of a value
	 * @return the form, or {@code null} if such values can't be versions
	 */
	public static @Nullable VersionForm of(Class<?> type) {
		VersionForm ofFinalType = FINAL_TYPES.get(type);
		return (ofFinalType != null) ? ofFinalType : ofOpenType(type);
	}

	private static @Nullable VersionForm ofOpenType(Class<?> type) {
		if (CharSequence.class.isAssignableFrom(type)) {
			return TEXT;
		}
		if (Enum.class.isAssignableFrom(type)) {
			return ENUM;
		}
		if (BigInteger.class.isAssignableFrom(type)) {
			return WHOLE_NUMBER;
		}
		if (BigDecimal.class.isAssignableFrom(type)) {
			return DECIMAL;
		}
		if (Calendar.class.isAssignableFrom(type)) {
			return INSTANT;
		}
		return Date.class.isAssignableFrom(type) ? ofDate(type) : ofContainer(type);
	}

	// By name, because the module java.sql may be absent. A day without time, and a time
	// without a day, are local: their instants depend on the node's time zone
	private static @Nullable VersionForm ofDate(Class<?> type) {
		return switch (type.getName()) {
			case "java.sql.Date" -> LOCAL_DATE;
			case "java.sql.Time" -> null;
			default -> INSTANT;
		};
	}

	private static @Nullable VersionForm ofContainer(Class<?> type) {
		if (Collection.class.isAssignableFrom(type)) {
			boolean ordered = !Set.class.isAssignableFrom(type) || SortedSet.class.isAssignableFrom(type)
					|| LinkedHashSet.class.isAssignableFrom(type);
			return ordered ? LIST : SET;
		}
		return type.isArray() ? LIST : null;
	}

}
