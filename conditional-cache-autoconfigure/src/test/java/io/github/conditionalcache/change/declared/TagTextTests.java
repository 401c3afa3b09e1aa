package io.github.conditionalcache.change.declared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TagTextTests {

	static Stream<Arguments> texts() {
		UUID uuid = UUID.fromString("00000000-0000-0001-0000-000000000002");
		Instant instant = Instant.parse("2026-02-03T04:05:06.700Z");
		return Stream.of(Arguments.of(42, "42"), Arguments.of(42L, "42"), Arguments.of((short) 42, "42"),
				Arguments.of(new BigInteger("42"), "42"), Arguments.of(new BigDecimal("42.00"), "42"),
				Arguments.of(new BigDecimal("4.2E1"), "42"), Arguments.of(42.0, "42"), Arguments.of(42.5F, "42.5"),
				Arguments.of(new BigDecimal("1E2"), "100"), Arguments.of("42", "42"), Arguments.of("", ""),
				Arguments.of(new StringBuilder("a b"), "a b"), Arguments.of('x', "x"), Arguments.of(true, "true"),
				Arguments.of(uuid, uuid.toString()), Arguments.of(Shouting.LOUD, "LOUD"),
				Arguments.of(TimeUnit.DAYS, "DAYS"), Arguments.of(instant, "2026-02-03T04:05:06.700Z"),
				Arguments.of(Date.from(instant), "2026-02-03T04:05:06.700Z"),
				Arguments.of(OffsetDateTime.parse("2026-02-03T05:05:06.700+01:00"), "2026-02-03T04:05:06.700Z"),
				Arguments.of(LocalDate.of(2026, 2, 3), "2026-02-03"), Arguments.of(Optional.of(42), "42"),
				Arguments.of(OptionalLong.of(42), "42"));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void equalValuesOfAllTypesHaveOneText(Object value, String text) {
		assertThat(TagText.of(value)).isEqualTo(text);
	}

	static Stream<Object> withoutText() {
		return Stream.of(new Object(), Optional.empty(), OptionalLong.empty(), List.of(1), new int[] { 1 },
				new byte[] { 1 }, Double.NaN, Float.POSITIVE_INFINITY);
	}

	@ParameterizedTest
	@NullSource
	@MethodSource("withoutText")
	void valueWhoseTextMayDifferIsRefused(@Nullable Object value) {
		assertThatIllegalArgumentException().isThrownBy(() -> TagText.of(value));
	}

	private enum Shouting {

		LOUD {

			@Override
			public String toString() {
				return "loud!";
			}

		}

	}

}
