package io.github.conditionalcache.version.declared;

import java.lang.reflect.Method;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.conditionalcache.HandlerCall;
import io.github.conditionalcache.ValidatorSource;
import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.expression.HandlerExpression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DeclaredVersion}.
 */
class DeclaredVersionTests {

	private static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06.789Z");

	private static final EntityTag TAG = EntityTag.strong("mine");

	static final List<Object> DATES = List.of(CHANGED, OffsetDateTime.parse("2026-02-03T05:05:06.789+01:00"),
			Date.from(CHANGED), CHANGED.toEpochMilli(), Optional.of(CHANGED), OptionalLong.of(CHANGED.toEpochMilli()),
			Timestamp.from(CHANGED), List.of(CHANGED.minusSeconds(5), CHANGED, CHANGED.minusSeconds(9)));

	static final List<Object> LOCAL_DATES = List.of(LocalDateTime.MIN, LocalDate.MIN, LocalTime.NOON, Year.of(2026),
			java.sql.Date.valueOf("2026-02-03"));

	@Test
	void versionAndDateAreOneVersion() {
		String version = state(declared("#a0", null).read(arguments(1, CHANGED)));
		String date = state(declared(null, "#a1").read(arguments(1, CHANGED)));
		String both = state(declared("#a0", "#a1").read(arguments(1, CHANGED)));
		assertThat(List.of(version, date, both)).doesNotHaveDuplicates();
		assertThat(state(declared("#a0", "#a1").read(arguments(1, CHANGED.plusNanos(1))))).isNotEqualTo(both);
		assertThat(state(declared("#a0", "#a1").read(arguments(2, CHANGED)))).isNotEqualTo(both);
	}

	@ParameterizedTest
	@FieldSource("DATES")
	void dateIsAnInstant(Object date) {
		VersionReading reading = declared(null, "#a0").read(arguments(date, null));
		assertThat(reading.version()).isNotNull();
		assertThat(reading.version().lastModified()).isEqualTo(CHANGED);
	}

	@ParameterizedTest
	@FieldSource("DATES")
	void dateOfAnyTypeIsOneState(Object date) {
		if (!(date instanceof List)) {
			assertThat(state(declared(null, "#a0").read(arguments(date, null))))
				.isEqualTo(state(declared(null, "#a0").read(arguments(CHANGED, null))));
		}
	}

	@ParameterizedTest
	@FieldSource("LOCAL_DATES")
	void dateWithoutZoneIsRefusedWithTheReason(Object date) {
		DeclaredVersion declared = declared(null, "#a0");
		for (Object given : List.of(date, Optional.of(date), List.of(CHANGED, date), List.of(Optional.of(date)))) {
			assertThatIllegalArgumentException().isThrownBy(() -> declared.read(arguments(given, null)))
				.withMessageContaining(date.getClass().getName())
				.withMessageContaining("names no instant without a time zone");
			assertThatIllegalArgumentException().isThrownBy(() -> declared.requireKind(given, null));
		}
	}

	@Test
	void dateOfAnotherTypeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> declared(null, "#a0").read(arguments("2026-02-03", null)))
			.withMessageContaining("must be an instant")
			.withMessageEndingWith("[java.lang.String]");
	}

	@Test
	void versionOfAnotherTypeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> declared("#a0", null).read(arguments(new Object(), null)))
			.withMessageContaining("java.lang.Object");
	}

	@Test
	void nullMeansThatThereIsNoVersion() {
		assertThat(declared("#a0", null).read(arguments(null, null)).version()).isNull();
		assertThat(declared("#a0", "#a1").read(arguments(1, null)).version()).isNull();
		assertThat(declared("#a0", null).read(arguments(Optional.empty(), null)).version()).isNull();
		assertThat(declared("#a0", null, (call) -> null).read(arguments(1, null)).version()).isNull();
	}

	@Test
	void validatorsAreTakenWhole() {
		assertThat(declared("#a0", null).read(arguments(TAG, null)).verbatim()).isEqualTo(Validators.of(TAG, null));
		assertThat(declared("#a0", "#a1").read(arguments(TAG, CHANGED)).verbatim())
			.isEqualTo(Validators.of(TAG, CHANGED));
		assertThat(declared("#a0", "#a1").read(arguments(Validators.untagged(null), CHANGED)).verbatim())
			.isEqualTo(Validators.untagged(CHANGED));
		assertThat(declared("#a0", "#a1").read(arguments(Validators.absent(), CHANGED)).verbatim())
			.isEqualTo(Validators.absent());
		assertThat(declared("#a0", "#a1").read(arguments(Optional.of(TAG), null)).verbatim()).isNull();
	}

	@Test
	void validatorsAndAVersionAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> declared("#a0", null, (call) -> 1).read(arguments(TAG, null)))
			.withMessageContaining("can't be combined");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> declared("#a0", null, (call) -> TAG).read(arguments(1, null)));
	}

	@Test
	void sourcesSeeTheCall() {
		DeclaredVersion declared = declared(null, null, (call) -> call.argument("id") + "/" + call.argument(1));
		String state = state(declared.read(arguments(5, "x")));
		assertThat(state).isEqualTo(state(declared.read(arguments(5, "x"))))
			.isNotEqualTo(state(declared.read(arguments(5, "y"))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> declared(null, null, (call) -> call.argument("nobody")).read(arguments(1, 2)))
			.withMessageContaining("nobody");
	}

	@Test
	void sourceThatAsksForAnArgumentThatIsNotGivenFails() {
		DeclaredVersion declared = declared(null, null, (call) -> call.argument("id"));
		assertThatIllegalStateException().isThrownBy(() -> declared.read(arguments(1), List.of(-1, 0)))
			.withMessageContaining("parameter 0 of handler");
	}

	@Test
	void whatNeedsTheResultIsReadOnceItIsThere() {
		DeclaredVersion declared = declared("#a0", "#result");
		assertThat(declared.isEarly()).isFalse();
		assertThat(declared.isOfResultAlone()).isFalse();
		VersionReading reading = declared.read(arguments(1, null)).complete(CHANGED);
		assertThat(state(reading)).isEqualTo(state(declared("#a0", "#a1").read(arguments(1, CHANGED))));
		assertThat(declared("#result", null).isOfResultAlone()).isTrue();
	}

	@Test
	void versionedGivesItsDate() {
		Versioned versioned = new Versioned() {

			@Override
			public Object version() {
				return 1;
			}

			@Override
			public Instant lastModified() {
				return CHANGED;
			}

		};
		ValueVersion version = declared("#a0", null).read(arguments(versioned, null)).version();
		assertThat(version).isNotNull();
		assertThat(version.lastModified()).isEqualTo(CHANGED);
	}

	@Test
	void kindOfWhatIsGivenMustBeThatOfWhatWasRead() {
		DeclaredVersion declared = declared("#a0", null);
		VersionReading number = declared.read(arguments(5L, null));
		assertThatCode(() -> declared.requireKind(Optional.of(6), number)).doesNotThrowAnyException();
		assertThatCode(() -> declared.requireKind(Optional.empty(), number)).doesNotThrowAnyException();
		assertThatIllegalArgumentException().isThrownBy(() -> declared.requireKind("5", number))
			.withMessageContaining("handler is a whole number")
			.withMessageContaining("WritePrecondition is text");
		assertThatIllegalArgumentException().isThrownBy(() -> declared.requireKind(TAG, number))
			.withMessageContaining("an entity tag");
		VersionReading text = declared.read(arguments("5", null));
		assertThatCode(() -> declared.requireKind("6", text)).doesNotThrowAnyException();
		assertThatIllegalArgumentException().isThrownBy(() -> declared.requireKind(6, text));
	}

	@Test
	void kindIsRememberedWhereTheRequestReadsNone() {
		DeclaredVersion declared = declared("#a0", null);
		assertThatCode(() -> declared.requireKind("5", null)).doesNotThrowAnyException();
		VersionReading absent = declared.read(arguments(null, null));
		declared.given("5");
		assertThatCode(() -> declared.requireKind(5, absent)).doesNotThrowAnyException();
		declared.read(arguments(OptionalLong.of(5), null));
		assertThatIllegalArgumentException().isThrownBy(() -> declared.requireKind("5", null));
		assertThatIllegalArgumentException().isThrownBy(() -> declared.requireKind("5", absent));
		declared.read(arguments("none", null));
		assertThatCode(() -> declared.requireKind("5", null)).doesNotThrowAnyException();
	}

	private static String state(VersionReading reading) {
		ValueVersion version = reading.version();
		assertThat(version).isNotNull();
		return HexFormat.of().formatHex(version.state());
	}

	private static @Nullable Object[] arguments(@Nullable Object... arguments) {
		return arguments;
	}

	private static DeclaredVersion declared(@Nullable String version, @Nullable String date, Version... sources) {
		List<VersionPart> parts = new ArrayList<>();
		Arrays.stream(sources).map(DeclaredVersionTests::source).map(SourceVersion::new).forEach(parts::add);
		Optional.ofNullable(version).map(DeclaredVersionTests::parse).map(ExpressionVersion::new).ifPresent(parts::add);
		Optional.ofNullable(date).map(DeclaredVersionTests::parse).map(ExpressionDate::new).ifPresent(parts::add);
		return new DeclaredVersion(handler(), new DefaultParameterNameDiscoverer(), parts);
	}

	private static HandlerExpression parse(String text) {
		return HandlerExpression.parse(text, handler(), new DefaultParameterNameDiscoverer(),
				new StaticListableBeanFactory());
	}

	private static ValidatorSource source(Version version) {
		return new ValidatorSource() {

			@Override
			public boolean supports(Method handler, ResolvableType returned) {
				return true;
			}

			@Override
			public @Nullable Object version(HandlerCall call) {
				return version.of(call);
			}

		};
	}

	private static Method handler() {
		Method method = ReflectionUtils.findMethod(DeclaredVersionTests.class, "handler", Object.class, Object.class);
		assertThat(method).isNotNull();
		return method;
	}

	@SuppressWarnings("unused")
	private void handler(Object id, Object date) {
	}

	@FunctionalInterface
	interface Version {

		@Nullable Object of(HandlerCall call);

	}

}
