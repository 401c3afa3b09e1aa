package io.github.conditionalcache.tag;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.conditionalcache.Versioned;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CanonicalValuesTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

	@ParameterizedTest
	@MethodSource
	void toBytesWhenVersionsAreEqualIsEqual(Object one, Object other) {
		assertThat(CanonicalValues.toBytes(one)).isEqualTo(CanonicalValues.toBytes(other));
	}

	static Stream<Object[]> toBytesWhenVersionsAreEqualIsEqual() {
		return Stream.of(new Object[] { 42, 42L }, new Object[] { 42, BigInteger.valueOf(42) },
				new Object[] { (byte) 42, new AtomicLong(42) }, new Object[] { 1.5f, 1.5d },
				new Object[] { Float.NaN, Double.longBitsToDouble(0x7ff8000000000001L) },
				new Object[] { "v1", CharBuffer.wrap("v1") }, new Object[] { Optional.of(42), 42 },
				new Object[] { OptionalLong.of(42), 42 }, new Object[] { OptionalInt.of(42), 42L },
				new Object[] { OptionalDouble.of(1.5), 1.5 }, new Object[] { (short) 42, new AtomicInteger(42) },
				new Object[] { Optional.of(OptionalLong.of(42)), 42 }, new Object[] { 'a', "a" },
				new Object[] { List.of(OptionalLong.of(1)), new long[] { 1 } },
				new Object[] { NOON, NOON.atZone(ZoneId.of("Asia/Tokyo")) },
				new Object[] { NOON, OffsetDateTime.ofInstant(NOON, ZoneId.of("-08:00")) },
				new Object[] { NOON, Timestamp.from(NOON) },
				new Object[] { Date.from(NOON), Instant.parse("2026-11-21T12:00:00.123Z") },
				new Object[] { List.of(1, 2), new int[] { 1, 2 } }, new Object[] { List.of("a"), new String[] { "a" } },
				new Object[] { java.sql.Date.valueOf("2026-11-21"), LocalDate.of(2026, 11, 21) },
				new Object[] { Set.of("a", "b", "c"), new HashSet<>(List.of("c", "b", "a")) });
	}

	@Test
	void toBytesWhenVersionsDifferDiffers() {
		UUID uuid = UUID.fromString("00000000-0000-0000-0000-000000000001");
		List<Object> versions = Arrays.asList(0, 1, -1, Long.MAX_VALUE, BigInteger.ONE.shiftLeft(63),
				BigInteger.ONE.shiftLeft(64), 1.0, 0.0, -0.0, 0.1f, 0.1d, Double.NaN, new BigDecimal("1.0"),
				new BigDecimal("1.00"), "", "1", "true", true, false, uuid, uuid.toString(), DayOfWeek.MONDAY, "MONDAY",
				StandardCopyOption.ATOMIC_MOVE, NOON, NOON.plusNanos(1), NOON.toString(), LocalDate.of(2026, 11, 21),
				LocalDateTime.of(2026, 11, 21, 0, 0), new byte[0], new byte[] { 1 }, List.of(), List.of(1),
				List.of(1, 2), List.of(2, 1), List.of(List.of(1), 2), List.of(List.of(1, 2)), List.of(""),
				List.of("a", "b"), List.of("ab"), Collections.singletonList(null), Set.of(), Set.of(1),
				new LinkedHashSet<>(List.of("y", "x")), new LinkedHashSet<>(List.of("x", "y")));
		Set<String> distinct = new HashSet<>();
		versions.forEach((version) -> distinct.add(Arrays.toString(CanonicalValues.toBytes(version))));
		assertThat(distinct).hasSameSizeAs(versions);
	}

	@Test
	void toBytesWhenAbsentIsNull() {
		Versioned versionless = () -> null;
		assertThat(CanonicalValues.toBytes(null)).isNull();
		assertThat(CanonicalValues.toBytes(Optional.empty())).isNull();
		assertThat(CanonicalValues.toBytes(OptionalLong.empty())).isNull();
		assertThat(CanonicalValues.toBytes(OptionalInt.empty())).isNull();
		assertThat(CanonicalValues.toBytes(OptionalDouble.empty())).isNull();
		assertThat(CanonicalValues.toBytes(versionless)).isNull();
	}

	@Test
	void toBytesWhenTimeZoneChangesIsTheSame() {
		List<Object> versions = List.of(NOON, LocalDateTime.of(2026, 3, 29, 2, 30), Date.from(Instant.EPOCH),
				NOON.atZone(ZoneId.of("UTC")));
		TimeZone before = TimeZone.getDefault();
		try {
			TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
			byte[] there = CanonicalValues.toBytes(versions);
			TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
			assertThat(CanonicalValues.toBytes(versions)).isEqualTo(there);
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	@Test
	void toBytesWhenOfAnotherTypeNamesItAndWhatIsAllowed() {
		for (Object value : new Object[] { new Object(), new StringBuilder[] { null }.getClass(), Map.of(),
				Thread.currentThread(), List.of(new Object()), java.sql.Time.valueOf("10:00:00") }) {
			assertThatIllegalArgumentException().isThrownBy(() -> CanonicalValues.toBytes(value))
				.withMessageContaining("A version must be a number, a string, a UUID")
				.withMessageContaining("was of type [java.");
		}
	}

	@Test
	void toBytesWhenNestedInItselfIsRefused() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		assertThatIllegalArgumentException().isThrownBy(() -> CanonicalValues.toBytes(endless))
			.withMessageContaining("[32]");
	}

	@Test
	void addToIsOnePartOfTheSameBytes() {
		CanonicalBytes parts = new CanonicalBytes();
		assertThat(CanonicalValues.addTo(parts, List.of(1, "a"))).isTrue();
		assertThat(parts.toByteArray())
			.isEqualTo(new CanonicalBytes().add(CanonicalValues.toBytes(List.of(1, "a"))).toByteArray());
	}

	@Test
	void addToWhenAbsentAddsNothing() {
		CanonicalBytes parts = new CanonicalBytes().add("before");
		assertThat(CanonicalValues.addTo(parts, null)).isFalse();
		assertThat(CanonicalValues.addTo(parts, Optional.empty())).isFalse();
		assertThat(parts.toByteArray()).isEqualTo(new CanonicalBytes().add("before").toByteArray());
	}

	@Test
	void bytesOfAVersionNeverChange() {
		assertThat(CanonicalValues.toBytes(42)).isEqualTo(new CanonicalBytes().add("integer").add(42).toByteArray());
		assertThat(CanonicalValues.toBytes(BigInteger.valueOf(Long.MAX_VALUE)))
			.isEqualTo(new CanonicalBytes().add("integer").add(Long.MAX_VALUE).toByteArray());
		BigInteger larger = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
		assertThat(CanonicalValues.toBytes(larger))
			.isEqualTo(new CanonicalBytes().add("integer").add(larger.toByteArray()).toByteArray());
		UUID uuid = UUID.fromString("00000000-0000-0001-0000-000000000002");
		assertThat(CanonicalValues.toBytes(uuid))
			.isEqualTo(new CanonicalBytes().add("uuid").add(1).add(2).toByteArray());
		// A HashSet holds "p" before "a"
		assertThat(CanonicalValues.toBytes(new HashSet<>(List.of("p", "a")))).isEqualTo(new CanonicalBytes().add("set")
			.add(2)
			.add(CanonicalValues.toBytes("a"))
			.add(CanonicalValues.toBytes("p"))
			.toByteArray());
	}

	@Test
	void unwrapWhenVersionedIsItsVersionAndDate() {
		assertThat(CanonicalValues.unwrap(versioned(1, NOON))).isEqualTo(new Object[] { 1, NOON });
		assertThat(CanonicalValues.unwrap(versioned(1, null))).isEqualTo(1);
		assertThat(CanonicalValues.unwrap(versioned(Optional.empty(), NOON))).isNull();
		assertThat(CanonicalValues.unwrap(versioned(versioned(2, null), NOON))).isEqualTo(new Object[] { 2, NOON });
		assertThat(CanonicalValues.unwrap("text")).isEqualTo("text");
	}

	private static Versioned versioned(Object version, @Nullable Instant lastModified) {
		return new Versioned() {

			@Override
			public Object version() {
				return version;
			}

			@Override
			public @Nullable Instant lastModified() {
				return lastModified;
			}

		};
	}

}
