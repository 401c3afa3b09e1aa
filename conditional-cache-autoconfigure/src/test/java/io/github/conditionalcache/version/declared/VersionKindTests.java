package io.github.conditionalcache.version.declared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VersionKind}.
 */
class VersionKindTests {

	private static final Instant NOW = Instant.now();

	private static final Map<String, List<Object>> KINDS = Map.ofEntries(
			Map.entry("a whole number",
					List.of(1, 1L, (short) 1, (byte) 1, BigInteger.ONE, new AtomicLong(), OptionalLong.of(1),
							OptionalInt.of(1), Optional.of(1L), (Versioned) () -> 1)),
			Map.entry("a floating-point number", List.of(1.0, 1.0f, OptionalDouble.of(1))),
			Map.entry("a decimal number", List.of(BigDecimal.ONE)),
			Map.entry("text", List.of("1", 'a', new StringBuilder("1"), Optional.of("1"))),
			Map.entry("an instant",
					List.of(NOW, OffsetDateTime.now(), ZonedDateTime.now(), Date.from(NOW), Timestamp.from(NOW),
							Calendar.getInstance())),
			Map.entry("a local date", List.of(LocalDate.now(), java.sql.Date.valueOf("2026-02-03"))),
			Map.entry("a local date and time", List.of(LocalDateTime.now())),
			Map.entry("a UUID", List.of(UUID.randomUUID())),
			Map.entry("a java.time.DayOfWeek", List.of(DayOfWeek.FRIDAY)),
			Map.entry("a java.util.concurrent.TimeUnit", List.of(TimeUnit.DAYS)), Map.entry("a boolean", List.of(true)),
			Map.entry("bytes", List.of(new byte[] { 1 })),
			Map.entry("an entity tag", List.of(EntityTag.strong("1"), Validators.absent())),
			Map.entry("a list of (a whole number)", List.of(List.of(1L), new int[] { 1 }, List.of(Optional.of(1)))),
			Map.entry("a list of (text)", List.of(List.of("1"), new String[] { "1" })),
			Map.entry("a list of (a whole number, an instant)",
					List.of(List.of(1, NOW), versioned(1L), Optional.of(versioned(2)))),
			Map.entry("a set of (text)", List.of(Set.of("1", "2"))));

	private static Versioned versioned(Object version) {
		return new Versioned() {

			@Override
			public Object version() {
				return version;
			}

			@Override
			public Instant lastModified() {
				return NOW;
			}

		};
	}

	@Test
	void valuesOfOneKindAreComparableAndOfTwoAreNot() {
		KINDS.forEach((name, values) -> values.forEach((value) -> {
			VersionKind kind = VersionKind.of(value);
			assertThat(kind).hasToString(name);
			KINDS.forEach((otherName, others) -> others.forEach((other) -> {
				boolean lists = name.startsWith("a list of (a whole") && otherName.startsWith("a list of (a whole");
				assertThat(kind.isComparableWith(VersionKind.of(other))).as("%s and %s", name, otherName)
					.isEqualTo(name.equals(otherName) || lists);
			}));
		}));
	}

	@Test
	void whatIsAbsentInAListIsComparableWithAnything() {
		VersionKind absent = VersionKind.of(Collections.singletonList(null));
		assertThat(absent).isNotNull();
		assertThat(absent.isComparableWith(VersionKind.of(List.of(1)))).isTrue();
		assertThat(absent.isComparableWith(VersionKind.of(new ArrayList<>()))).isTrue();
	}

	@Test
	void whatIsNoVersionHasNoKind() {
		assertThat(VersionKind.of(null)).isNull();
		assertThat(VersionKind.of(OptionalLong.empty())).isNull();
		assertThat(VersionKind.of(new Object())).isNull();
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			method,         kind
			primitive,      a whole number
			boxed,          a whole number
			optionalLong,   a whole number
			optional,       a whole number
			optionalDouble, a floating-point number
			text,           text
			instant,        an instant
			constant,       a java.time.DayOfWeek
			bytes,          bytes
			tag,            an entity tag
			date,           -
			temporal,       -
			number,         -
			object,         -
			list,           -
			array,          -
			wildcard,       -
			versioned,      -
			nothing,        -
			""")
	void typeTellsTheKindUnlessItIsOpen(String method, @Nullable String kind) {
		ResolvableType type = ResolvableType.forMethodReturnType(ClassUtils.getMethod(Types.class, method));
		VersionKind found = VersionKind.ofType(type);
		assertThat((found != null) ? found.toString() : null).isEqualTo(kind);
	}

	interface Types {

		long primitive();

		Integer boxed();

		OptionalLong optionalLong();

		Optional<Long> optional();

		OptionalDouble optionalDouble();

		String text();

		OffsetDateTime instant();

		DayOfWeek constant();

		byte[] bytes();

		EntityTag tag();

		Date date();

		Temporal temporal();

		Number number();

		Object object();

		List<Long> list();

		Long[] array();

		Optional<?> wildcard();

		Versioned versioned();

		void nothing();

	}

}
