package io.github.conditionalcache.version.marked;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.conditionalcache.EtagLastModified;
import io.github.conditionalcache.EtagVersion;
import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.ValueVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TypeVersion}, found anew for each test.
 */
@ExtendWith(OutputCaptureExtension.class)
class TypeVersionTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

	private static final Instant ONE = NOON.plusSeconds(3600);

	private static final Map<String, Object> VALUES = Map.ofEntries(Map.entry("plain", new Plain()),
			Map.entry("row", new Row()), Map.entry("rowWithMarkedId", new RowWithMarkedId()),
			Map.entry("rowWithoutId", new RowWithoutId()), Map.entry("rowOfObject", new RowOfObject()),
			Map.entry("rowWithAnythingAsId", new RowWithAnythingAsId()),
			Map.entry("twoRowVersions", new TwoRowVersions()), Map.entry("twoRowDates", new TwoRowDates()),
			Map.entry("marked", new Marked()), Map.entry("markedRow", new MarkedRow()),
			Map.entry("markedObject", new MarkedObject()), Map.entry("markedDate", new MarkedDate()),
			Map.entry("twoMarks", new TwoMarks()), Map.entry("twoMarkedDates", new TwoMarkedDates()),
			Map.entry("versioned", new OfInterface()), Map.entry("versionedWithMarkedDate", new OfInterfaceWithDate()),
			Map.entry("versionedAndMarked", new OfInterfaceAndMarked()), Map.entry("proxy", new Row$HibernateProxy()),
			Map.entry("proxyOfMarked", new Marked$HibernateProxy()),
			Map.entry("proxyOfMarkedDate", new MarkedDate$HibernateProxy()),
			Map.entry("proxyWithoutId", new WithoutIdGetter$HibernateProxy()));

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
			value,                   id,   version, date, dateInState
			plain,                   -,    -,       -,    false
			row,                     3,    7,       NOON, false
			rowWithMarkedId,         5,    7,       -,    false
			rowWithoutId,            none, 7,       -,    false
			rowOfObject,             -,    -,       -,    false
			rowWithAnythingAsId,     -,    -,       -,    false
			twoRowVersions,          -,    -,       -,    false
			twoRowDates,             3,    7,       -,    false
			marked,                  3,    v1,      -,    false
			markedRow,               3,    v1,      NOON, false
			markedObject,            3,    v1,      -,    false
			markedDate,              3,    NOON,    NOON, true
			twoMarks,                -,    -,       -,    false
			twoMarkedDates,          -,    -,       -,    false
			versioned,               none, v2,      ONE,  true
			versionedWithMarkedDate, none, v2,      NOON, true
			versionedAndMarked,      -,    -,       -,    false
			proxy,                   -,    -,       -,    false
			proxyOfMarked,           -,    -,       -,    false
			proxyOfMarkedDate,       -,    -,       -,    false
			proxyWithoutId,          -,    -,       -,    false
			""")
	void versionOfATypeFollowsFromItsMarks(String name, @Nullable String id, @Nullable String version,
			@Nullable String date, boolean dateInState) {
		Object value = VALUES.get(name);
		assertThat(value).isNotNull();
		ValueVersion found = TypeVersion.of(value.getClass()).read(value, false);
		if (version == null) {
			assertThat(found).isNull();
			return;
		}
		assertThat(found).isNotNull();
		CanonicalBytes state = new CanonicalBytes().add("value").add(value.getClass().getName());
		if ("none".equals(id)) {
			state.add(0);
		}
		else {
			state.add(1).add(CanonicalValues.toBytes(Long.valueOf(String.valueOf(id))));
		}
		Object read = switch (version) {
			case "7" -> 7;
			case "NOON" -> NOON;
			default -> version;
		};
		Instant instant = (date != null) ? (date.equals("NOON") ? NOON : ONE) : null;
		state.add(CanonicalValues.toBytes(read)).add(dateInState ? CanonicalValues.toBytes(instant) : null);
		assertThat(found.state()).isEqualTo(state.toByteArray());
		assertThat(found.lastModified()).isEqualTo(instant);
		assertThat(found.collection()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "row, true", "marked, true", "rowWithoutId, false", "versioned, false" })
	void elementIsVersionedWithAnIdentity(String name, boolean versioned) {
		Object value = VALUES.get(name);
		assertThat(value).isNotNull();
		assertThat(TypeVersion.of(value.getClass()).read(value, true) != null).isEqualTo(versioned);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			value,              warned
			twoMarks,           first
			twoMarkedDates,     second
			twoRowVersions,     second
			versionedAndMarked, ' and Versioned'
			""")
	void marksThatContradictAreLogged(String name, String warned, CapturedOutput output) {
		Object value = VALUES.get(name);
		assertThat(value).isNotNull();
		TypeVersion.of(value.getClass());
		assertThat(output).contains("Type [" + value.getClass().getName() + "] has several version marks")
			.contains(warned);
	}

	@Test
	void typesOfTheJdkAreUnversioned() {
		for (Object value : List.of("text", 1, new int[] { 1 }, List.of(1))) {
			assertThat(TypeVersion.of(value.getClass()).read(value, false)).isNull();
		}
		assertThat(TypeVersion.of(int.class).read(1, false)).isNull();
	}

	static class Plain {

		long id = 3;

	}

	static class Row {

		long id = 3;

		@Version
		int version = 7;

		@LastModifiedDate
		Instant changed = NOON;

	}

	static class RowWithMarkedId {

		long id = 3;

		@Id
		long key = 5;

		@Version
		int version = 7;

	}

	static class RowWithoutId {

		@Version
		int version = 7;

	}

	static class RowOfObject extends Row {

		Object anything = "anything";

	}

	static class RowWithAnythingAsId {

		@Id
		Object id = new Object();

		@Version
		int version = 7;

	}

	static class TwoRowVersions extends Row {

		@Version
		int second = 8;

	}

	static class TwoRowDates extends Row {

		@LastModifiedDate
		Instant second = ONE;

	}

	static class Marked {

		long id = 3;

		@EtagVersion
		String version = "v1";

	}

	static class MarkedRow extends Marked {

		@LastModifiedDate
		Instant changed = NOON;

	}

	static class MarkedObject extends MarkedRow {

		Object anything = "anything";

	}

	static class MarkedDate {

		long id = 3;

		@EtagLastModified
		Instant changed = NOON;

	}

	static class TwoMarks {

		@EtagVersion
		String first = "1";

		@EtagVersion
		String second = "2";

	}

	static class TwoMarkedDates {

		@EtagLastModified
		Instant first = NOON;

		@EtagLastModified
		Instant second = ONE;

	}

	static class OfInterface implements Versioned {

		@Override
		public Object version() {
			return "v2";
		}

		@Override
		public Instant lastModified() {
			return ONE;
		}

	}

	static class OfInterfaceWithDate extends OfInterface {

		@EtagLastModified
		Instant changed = NOON;

	}

	static class OfInterfaceAndMarked extends OfInterface {

		@EtagVersion
		String version = "v1";

	}

	static class Row$HibernateProxy extends Row {

	}

	static class Marked$HibernateProxy extends Marked {

	}

	static class MarkedDate$HibernateProxy extends MarkedDate {

	}

	public static class WithoutIdGetter {

		private final long id = 3;

		@EtagVersion
		public String getVersion() {
			return "v1";
		}

	}

	static class WithoutIdGetter$HibernateProxy extends WithoutIdGetter {

	}

}
