package io.github.conditionalcache.tag;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;

import org.jspecify.annotations.Nullable;

/**
 * The instants that values name, at full precision.
 */
public final class Instants {

	private Instants() {
	}

	// The instant that a date or time names, if it names one without the help of the
	// node's time zone.
	public static @Nullable Instant exactlyOf(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return instant;
		}
		if (value instanceof OffsetDateTime dateTime) {
			return dateTime.toInstant();
		}
		if (value instanceof ZonedDateTime dateTime) {
			return dateTime.toInstant();
		}
		if (value instanceof Calendar calendar) {
			return calendar.toInstant();
		}
		return (value instanceof Date date && VersionForm.of(value.getClass()) == VersionForm.INSTANT)
				? date.toInstant() : null;
	}

	// The same, or the instant that a number of milliseconds since the epoch names.
	public static @Nullable Instant of(@Nullable Object value) {
		return (value instanceof Long milliseconds) ? Instant.ofEpochMilli(milliseconds) : exactlyOf(value);
	}

}
