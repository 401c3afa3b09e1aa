package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a date as they were sent, which need not name a moment that exists.
 */
record SentDate(int year, int month, int day, int hour, int minute, int second) {

	boolean isAfter(LocalDateTime other) {
		if (this.year != other.getYear()) {
			return this.year > other.getYear();
		}
		return order(this.month, this.day, this.hour, this.minute, this.second) > order(other.getMonthValue(),
				other.getDayOfMonth(), other.getHour(), other.getMinute(), other.getSecond());
	}

	private static int order(int month, int day, int hour, int minute, int second) {
		return (((month * 100 + day) * 100 + hour) * 100 + minute) * 100 + second;
	}

	SentDate oneCenturyEarlier() {
		return new SentDate(this.year - 100, this.month, this.day, this.hour, this.minute, this.second);
	}

	@Nullable Instant toInstant() {
		if (!dayExists() || !timeExists()) {
			return null;
		}
		return LocalDateTime.of(this.year, this.month, this.day, this.hour, this.minute, Math.min(this.second, 59))
			.toInstant(ZoneOffset.UTC);
	}

	private boolean dayExists() {
		return this.month > 0 && this.day > 0 && this.day <= YearMonth.of(this.year, this.month).lengthOfMonth();
	}

	private boolean timeExists() {
		boolean leapSecond = this.hour == 23 && this.minute == 59 && this.second == 60;
		return leapSecond || (this.hour < 24 && this.minute < 60 && this.second < 60);
	}

}
