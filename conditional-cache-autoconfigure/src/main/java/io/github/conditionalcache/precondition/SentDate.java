package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a date as they were sent, which need not name a moment that exists.
 */
record SentDate(int year, int month, int day, int hour, int minute, int second) {

	private static final Comparator<SentDate> IN_TIME = Comparator.comparingInt(SentDate::year)
		.thenComparingInt(SentDate::month)
		.thenComparingInt(SentDate::day)
		.thenComparingInt(SentDate::hour)
		.thenComparingInt(SentDate::minute)
		.thenComparingInt(SentDate::second);

	static SentDate of(LocalDateTime date) {
		return new SentDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), date.getHour(),
				date.getMinute(), date.getSecond());
	}

	boolean isAfter(SentDate other) {
		return IN_TIME.compare(this, other) > 0;
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
