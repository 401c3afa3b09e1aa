package io.github.conditionalcache.version.declared;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;

import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.Instants;
import io.github.conditionalcache.tag.VersionForm;
import org.jspecify.annotations.Nullable;

/**
 * The dates of changes that applications give: one, or a collection of them.
 */
final class ChangeDates {

	private ChangeDates() {
	}

	/**
	 * Returns the instants of dates. A number of milliseconds and the instant that it
	 * stands for are one date.
	 * @param value the date, or a collection of dates
	 * @return the instant, a collection of instants, or {@code null} if it is absent
	 * @throws IllegalArgumentException if the value is no date
	 */
	static @Nullable Object instants(@Nullable Object value) {
		Object present = CanonicalValues.unwrapOptional(value);
		if (present instanceof Collection<?> all) {
			return all.stream().map(ChangeDates::instants).toList();
		}
		Instant instant = Instants.of(present);
		if (present != null && instant == null) {
			throw new IllegalArgumentException(
					("'lastModified' must be an instant (Instant, OffsetDateTime, ZonedDateTime, Date), epoch "
							+ "milliseconds as a Long, or a collection of these but was of type [%s]%s")
						.formatted(present.getClass().getName(),
								isLocal(present) ? ", which names no instant without a time zone" : ""));
		}
		return instant;
	}

	private static boolean isLocal(Object value) {
		VersionForm form = VersionForm.of(value.getClass());
		return form != null && form.isLocalTime();
	}

	/**
	 * Returns the latest of instants.
	 * @param instants the instants, as {@link #instants(Object)} returns them
	 * @return the latest one, or {@code null} if there is none
	 */
	static @Nullable Instant latest(@Nullable Object instants) {
		if (instants instanceof Collection<?> all) {
			return all.stream().map(Instants::of).filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
		}
		return Instants.of(instants);
	}

}
