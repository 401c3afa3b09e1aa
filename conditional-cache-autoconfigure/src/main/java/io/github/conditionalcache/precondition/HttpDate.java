package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * HTTP dates (RFC 9110 §5.6.7) in all three formats. The grammar is taken strictly, and a
 * day that does not exist is no date: rolled over into the next month it would be a date
 * that nobody sent. A weekday that does not fit its date is ignored, since recipients are
 * to be robust and it adds nothing. The leap second {@code 23:59:60} is valid and read as
 * {@code 23:59:59}: an earlier date leads to a full answer or a refused write, never to
 * the opposite. Stateless and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class HttpDate {

	private static final String IMF_FIXDATE = "???, ## ??? #### ##:##:## GMT";

	private static final String RFC_850_AFTER_WEEKDAY = ", ##-???-## ##:##:## GMT";

	private static final String ASCTIME = "??? ??? _# ##:##:## ####";

	private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

	private static final List<String> LONG_WEEKDAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
			"Saturday", "Sunday");

	private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
			"Oct", "Nov", "Dec");

	private static final long FIRST_SECOND = LocalDateTime.of(0, 1, 1, 0, 0, 0).toEpochSecond(ZoneOffset.UTC);

	private static final long LAST_SECOND = LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

	private HttpDate() {
	}

	/**
	 * Read a date in any of the three formats.
	 * @param value the value of the field, possibly with whitespace around it
	 * @param now the present, which gives two-digit years their century: a date that
	 * would be more than 50 years ahead lies in the past
	 * @return the date, or {@code null} if the value is not a date
	 */
	public static @Nullable Instant parse(@Nullable String value, Instant now) {
		if (value == null) {
			return null;
		}
		String text = withoutWhitespace(value);
		int comma = text.indexOf(',');
		if (comma < 0) {
			return asctime(text);
		}
		return (comma != 3) ? rfc850(text, comma, now) : imfFixdate(text);
	}

	/**
	 * Write a date in the preferred format, IMF-fixdate, in whole seconds. A date outside
	 * the years 0000 to 9999, which the format cannot express, becomes the first or last
	 * that it can.
	 * @param date the date to write
	 * @return the value for a field
	 */
	public static String format(Instant date) {
		long second = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, date.getEpochSecond()));
		LocalDateTime utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
		StringBuilder text = new StringBuilder(IMF_FIXDATE.length());
		text.append(WEEKDAYS.get(utc.getDayOfWeek().getValue() - 1)).append(", ");
		append(text, utc.getDayOfMonth(), 10).append(' ').append(MONTHS.get(utc.getMonthValue() - 1)).append(' ');
		append(text, utc.getYear(), 1000).append(' ');
		append(text, utc.getHour(), 10).append(':');
		append(text, utc.getMinute(), 10).append(':');
		return append(text, utc.getSecond(), 10).append(" GMT").toString();
	}

	private static StringBuilder append(StringBuilder text, int number, int highestUnit) {
		for (int unit = highestUnit; unit > 0; unit /= 10) {
			text.append((char) ('0' + number / unit % 10));
		}
		return text;
	}

	private static @Nullable Instant imfFixdate(String text) {
		if (!DateTemplate.follows(text, 0, IMF_FIXDATE) || !WEEKDAYS.contains(text.substring(0, 3))) {
			return null;
		}
		return timestamp(text, DateTemplate.number(text, 12, 16), 8, DateTemplate.number(text, 5, 7), 17).toInstant();
	}

	private static @Nullable Instant rfc850(String text, int comma, Instant now) {
		if (!DateTemplate.follows(text, comma, RFC_850_AFTER_WEEKDAY)
				|| !LONG_WEEKDAYS.contains(text.substring(0, comma))) {
			return null;
		}
		LocalDateTime latest = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
		int shortYear = DateTemplate.number(text, comma + 9, comma + 11);
		int year = latest.getYear() - Math.floorMod(latest.getYear() - shortYear, 100);
		SentDate timestamp = timestamp(text, year, comma + 5, DateTemplate.number(text, comma + 2, comma + 4),
				comma + 12);
		return (timestamp.isAfter(SentDate.of(latest)) ? timestamp.oneCenturyEarlier() : timestamp).toInstant();
	}

	private static @Nullable Instant asctime(String text) {
		if (!DateTemplate.follows(text, 0, ASCTIME) || !WEEKDAYS.contains(text.substring(0, 3))) {
			return null;
		}
		int day = DateTemplate.number(text, (text.charAt(8) != ' ') ? 8 : 9, 10);
		return timestamp(text, DateTemplate.number(text, 20, 24), 4, day, 11).toInstant();
	}

	private static SentDate timestamp(String text, int year, int monthAt, int day, int timeAt) {
		int month = MONTHS.indexOf(text.substring(monthAt, monthAt + 3)) + 1;
		return new SentDate(year, month, day, DateTemplate.number(text, timeAt, timeAt + 2),
				DateTemplate.number(text, timeAt + 3, timeAt + 5), DateTemplate.number(text, timeAt + 6, timeAt + 8));
	}

	private static String withoutWhitespace(String value) {
		int start = 0;
		int end = value.length();
		while (start < end && isWhitespace(value.charAt(start))) {
			start++;
		}
		while (end > start && isWhitespace(value.charAt(end - 1))) {
			end--;
		}
		return value.substring(start, end);
	}

	private static boolean isWhitespace(char character) {
		return character == ' ' || character == '\t';
	}

}
