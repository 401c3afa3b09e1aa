package io.github.conditionalcache.precondition;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpDate}.
 */
class HttpDateTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			value,                                instant
			'Sun, 06 Nov 1994 08:49:37 GMT',      1994-11-06T08:49:37Z
			'Sunday, 06-Nov-94 08:49:37 GMT',     1994-11-06T08:49:37Z
			'Sun Nov  6 08:49:37 1994',           1994-11-06T08:49:37Z
			'Sun Nov 06 08:49:37 1994',           1994-11-06T08:49:37Z
			'Wed Nov 16 08:49:37 1994',           1994-11-16T08:49:37Z
			' \tSun, 06 Nov 1994 08:49:37 GMT ',  1994-11-06T08:49:37Z
			'Thu, 01 Jan 1970 00:00:00 GMT',      1970-01-01T00:00:00Z
			'Thu, 29 Feb 2024 23:59:59 GMT',      2024-02-29T23:59:59Z
			'Sat, 01 Jan 0000 00:00:00 GMT',      0000-01-01T00:00:00Z
			'Fri, 31 Dec 9999 23:59:59 GMT',      9999-12-31T23:59:59Z
			'Mon, 06 Nov 1994 08:49:37 GMT',      1994-11-06T08:49:37Z
			'Sat, 31 Dec 2016 23:59:60 GMT',      2016-12-31T23:59:59Z
			""")
	void parseWhenFormatIsOfStandardReadsInstant(String value, Instant instant) {
		assertThat(HttpDate.parse(value, FieldLines.NOW)).isEqualTo(instant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "0", "-1", "784111777", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37",
			"Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
			"Sun, 32 Oct 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
			"Wed, 29 Feb 2023 00:00:00 GMT", "Thu, 29 Feb 1900 00:00:00 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
			"Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:60 GMT",
			"Sat, 31 Dec 2016 23:59:61 GMT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 gmt",
			"Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 06 Nov 1994 08:49:37 GMT+1", "sun, 06 Nov 1994 08:49:37 GMT",
			"Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 NOV 1994 08:49:37 GMT", "Xyz, 06 Nov 1994 08:49:37 GMT",
			"Sun, 06 Xyz 1994 08:49:37 GMT", "Sun,  06 Nov 1994 08:49:37 GMT", "Sun,06 Nov 1994 08:49:37 GMT",
			"Sun, 06 Nov 10000 08:49:37 GMT", "Sun, 06 Nov +994 08:49:37 GMT", "Sun, 06 Nov -994 08:49:37 GMT",
			"Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT;",
			"Sun, \u0660\u0666 Nov 1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT",
			"Sunday, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT", "Sunday, 31-Feb-94 08:49:37 GMT",
			"Sunday, 06-Nov-94 08:49:37 UTC", "Someday, 06-Nov-94 08:49:37 GMT", "Sun Nov 6 08:49:37 1994",
			"Sun Nov 31 08:49:37 1994", "Sun Nov  0 08:49:37 1994", "Sun Nov  6 08:49:37 1994 GMT",
			"Sun Nov  6 24:49:37 1994", ",", ",,,", "Sun," })
	void parseWhenNotOfStandardReadsNothing(String value) {
		assertThat(HttpDate.parse(value, FieldLines.NOW)).isNull();
	}

	@Test
	void parseWhenNullReadsNothing() {
		assertThat(HttpDate.parse(null, FieldLines.NOW)).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			now,                  value,                              instant
			2026-06-15T12:00:00Z, 'Monday, 15-Jun-76 12:00:00 GMT',   2076-06-15T12:00:00Z
			2026-06-15T12:00:00Z, 'Tuesday, 15-Jun-76 12:00:01 GMT',  1976-06-15T12:00:01Z
			2026-06-15T12:00:00Z, 'Thursday, 31-Dec-76 00:00:00 GMT', 1976-12-31T00:00:00Z
			2026-06-15T12:00:00Z, 'Friday, 01-Jan-77 00:00:00 GMT',   1977-01-01T00:00:00Z
			2026-06-15T12:00:00Z, 'Friday, 31-Dec-99 00:00:00 GMT',   1999-12-31T00:00:00Z
			2026-06-15T12:00:00Z, 'Tuesday, 29-Feb-00 00:00:00 GMT',  2000-02-29T00:00:00Z
			2050-01-10T00:00:00Z, 'Tuesday, 29-Feb-00 00:00:00 GMT',  2000-02-29T00:00:00Z
			2099-12-31T23:59:59Z, 'Friday, 01-Jan-10 00:00:00 GMT',   2110-01-01T00:00:00Z
			2099-12-31T23:59:59Z, 'Friday, 01-Jan-50 00:00:00 GMT',   2050-01-01T00:00:00Z
			""")
	void parseWhenYearHasTwoDigitsLiesAtMostFiftyYearsAhead(Instant now, String value, Instant instant) {
		assertThat(HttpDate.parse(value, now)).isEqualTo(instant);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			instant,                  value
			1994-11-06T08:49:37Z,     'Sun, 06 Nov 1994 08:49:37 GMT'
			1994-11-06T08:49:37.999Z, 'Sun, 06 Nov 1994 08:49:37 GMT'
			0001-02-03T04:05:06Z,     'Sat, 03 Feb 0001 04:05:06 GMT'
			+10000-01-01T00:00:00Z,   'Fri, 31 Dec 9999 23:59:59 GMT'
			-0001-01-01T00:00:00Z,    'Sat, 01 Jan 0000 00:00:00 GMT'
			""")
	void formatIsImfFixdate(Instant instant, String value) {
		assertThat(HttpDate.format(instant)).isEqualTo(value);
	}

	@Test
	void formatWhenExtremeDoesNotThrow() {
		assertThat(HttpDate.format(Instant.MAX)).isEqualTo("Fri, 31 Dec 9999 23:59:59 GMT");
		assertThat(HttpDate.format(Instant.MIN)).isEqualTo("Sat, 01 Jan 0000 00:00:00 GMT");
	}

}
