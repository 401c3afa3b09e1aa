package io.github.conditionalcache.tag;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Date;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Instants} and {@link VersionForm}.
 */
class InstantsTests {

	private static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06.789Z");

	static final List<Object> INSTANTS = List.of(CHANGED, OffsetDateTime.parse("2026-02-03T05:05:06.789+01:00"),
			CHANGED.atZone(ZoneId.of("Europe/Paris")), Date.from(CHANGED), Timestamp.from(CHANGED), calendar());

	static final List<Object> OTHERS = List.of("2026-02-03T04:05:06.789Z", 5, 5.0, true,
			LocalDateTime.parse("2026-02-03T04:05:06.789"), LocalDate.EPOCH, LocalTime.NOON, Year.of(2026),
			java.sql.Date.valueOf("2026-02-03"), new Time(0), List.of(CHANGED));

	private static Calendar calendar() {
		Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
		calendar.setTimeInMillis(CHANGED.toEpochMilli());
		return calendar;
	}

	@ParameterizedTest
	@FieldSource("INSTANTS")
	void instantIsTheOneThatIsNamed(Object value) {
		assertThat(Instants.of(value)).isEqualTo(CHANGED);
		assertThat(Instants.exactlyOf(value)).isEqualTo(CHANGED);
		assertThat(VersionForm.of(value.getClass())).isEqualTo(VersionForm.INSTANT);
	}

	@ParameterizedTest
	@FieldSource("OTHERS")
	void valueThatNeedsAZoneOrIsNoDateNamesNone(Object value) {
		assertThat(Instants.of(value)).isNull();
		assertThat(Instants.exactlyOf(value)).isNull();
	}

	@Test
	void numberNamesAnInstantOnlyWhereMillisecondsAreMeant() {
		assertThat(Instants.of(CHANGED.toEpochMilli())).isEqualTo(CHANGED);
		assertThat(Instants.exactlyOf(CHANGED.toEpochMilli())).isNull();
		assertThat(Instants.of(null)).isNull();
	}

	@Test
	void instantKeepsItsFullPrecision() {
		Instant precise = CHANGED.plusNanos(1);
		assertThat(Instants.of(precise)).isEqualTo(precise);
		assertThat(Instants.of(Timestamp.from(precise))).isEqualTo(precise);
	}

	@Test
	void formsThatAreLocal() {
		Set<VersionForm> local = EnumSet.range(VersionForm.LOCAL_DATE, VersionForm.YEAR_MONTH);
		assertThat(VersionForm.values())
			.allSatisfy((form) -> assertThat(form.isLocalTime()).as(form.name()).isEqualTo(local.contains(form)));
		for (Class<?> type : List.of(LocalDate.class, LocalDateTime.class, LocalTime.class, OffsetTime.class,
				Year.class, YearMonth.class, java.sql.Date.class)) {
			VersionForm form = VersionForm.of(type);
			assertThat(form).isNotNull();
			assertThat(form.isLocalTime()).isTrue();
		}
	}

	@Test
	void formsAreDescribedDifferently() {
		assertThat(VersionForm.values()).extracting(VersionForm::description).doesNotHaveDuplicates();
		assertThat(VersionForm.values()).extracting(VersionForm::label).doesNotHaveDuplicates();
		assertThat(VersionForm.WHOLE_NUMBER.description()).isEqualTo("a whole number");
		assertThat(VersionForm.of(Object.class)).isNull();
		assertThat(VersionForm.of(Time.class)).isNull();
	}

}
