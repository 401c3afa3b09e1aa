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
import java.util.concurrent.atomic.AtomicInteger;

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
import org.junit.jupiter.params.provider.CsvSource;
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

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', commentCharacter = ';', nullValues = "-",
			textBlock = """
					version        | date    | early | ofResult | ofGiven | afterData | dateOnly | positions
					#a0            | -       | true  | false    | true    | false     | false    | [0]
					-              | #a1     | true  | false    | true    | false     | true     | [1]
					#a0            | #a1     | true  | false    | true    | false     | false    | [0, 1]
					#result        | -       | false | true     | true    | false     | false    | []
					#result        | #a1     | false | false    | true    | false     | false    | [1]
					#result        | #result | false | true     | true    | false     | false    | []
					T(Long).of(#a0)| -       | true  | false    | false   | false     | false    | [0]
					#a0            | new Own(#result) | false | false | false | false | false    | [0]
					#a0            | new own.Own(#result) | false | false | false | true | false | [0]
					""")
	void declarationFollowsFromItsParts(@Nullable String version, @Nullable String date, boolean early,
			boolean ofResult, boolean ofGiven, boolean afterData, boolean dateOnly, String positions) {
		DeclaredVersion declared = declared(version, date);
		assertThat(declared.isEarly()).isEqualTo(early);
		assertThat(declared.isOfResultAlone()).isEqualTo(ofResult);
		assertThat(declared.isOfGivenAlone()).isEqualTo(ofGiven);
		assertThat(declared.isReadAfterData()).isEqualTo(afterData);
		assertThat(declared.isDateOnly()).isEqualTo(dateOnly);
		assertThat(declared.positions()).hasToString(positions);
	}

	@Test
	void beanIsAskedBeforeTheHandler() {
		DeclaredVersion declared = declared(null, null, (call) -> 1);
		assertThat(declared.isEarly()).isTrue();
		assertThat(declared.isOfResultAlone()).isFalse();
		assertThat(declared.isOfGivenAlone()).isFalse();
		assertThat(declared.isReadAfterData()).isFalse();
		assertThat(declared.isDateOnly()).isFalse();
		assertThat(declared("#result", null, (call) -> 1).isOfResultAlone()).isFalse();
	}

	@Test
	void partsAreDescribedInTheirOrder() {
		assertThat(declared("#a0", "#result.date", (call) -> 1).declaredBy()).containsExactly(
				new DeclaredSource(DeclaredSource.Kind.BEAN, "", true),
				new DeclaredSource(DeclaredSource.Kind.VERSION, "#a0", true),
				new DeclaredSource(DeclaredSource.Kind.LAST_MODIFIED, "#result.date", false));
		assertThat(declared("#result", "#a1").declaredBy()).extracting(DeclaredSource::describe)
			.containsExactly("version #result", "lastModified #a1");
		assertThat(declared("#result", "#a1").declaredBy()).extracting(DeclaredSource::early)
			.containsExactly(false, true);
	}

	@Test
	void propertiesOfAParameterAreThoseOfAllParts() {
		DeclaredVersion declared = declared("#a0.tenant + #a1.name", "#id.details.date", (call) -> 1);
		assertThat(declared.pathsOf(0)).containsExactlyInAnyOrder("tenant", "details.date");
		assertThat(declared.pathsOf(1)).containsExactly("name");
		assertThat(declared.pathsOf(2)).isEmpty();
	}

	@Test
	void shapeIsTheNumberOfVersionsAndDates() {
		DeclaredVersion version = declared("#a0", null);
		DeclaredVersion both = declared("#a0", "#a1");
		assertThat(version.hasShapeOf(declared("#a1", null))).isTrue();
		assertThat(version.hasShapeOf(declared(null, null, (call) -> 1))).isTrue();
		assertThat(version.hasShapeOf(declared(null, "#a0"))).isFalse();
		assertThat(version.hasShapeOf(both)).isFalse();
		assertThat(both.hasShapeOf(declared(null, "#a0", (call) -> 1))).isTrue();
		assertThat(both.hasShapeOf(declared("#a0", null, (call) -> 1))).isFalse();
	}

	@Test
	void valueStandsForTheOnlyVersionOrDate() {
		assertThat(state(declared("#a0", null).given(1))).isEqualTo(state(declared("#a0", null).read(arguments(1))));
		assertThat(state(declared(null, "#a0").given(CHANGED)))
			.isEqualTo(state(declared(null, "#a0").read(arguments(CHANGED))));
		assertThat(state(declared(null, null, (call) -> 1).given(1)))
			.isEqualTo(state(declared("#a0", null).read(arguments(1))));
		for (DeclaredVersion several : List.of(declared("#a0", "#a1"), declared("#a0", null, (call) -> 1),
				declared(null, null, (call) -> 1, (call) -> 2))) {
			assertThatIllegalStateException().isThrownBy(() -> several.given(1))
				.withMessageContaining("handler(java.lang.Object,java.lang.Object) declares more than one version");
		}
	}

	@Test
	void kindOfSeveralVersionsIsNotCompared() {
		DeclaredVersion several = declared("#a0", "#a1");
		VersionReading current = several.read(arguments(1, CHANGED));
		assertThatCode(() -> several.requireKind("text", current)).doesNotThrowAnyException();
	}

	@Test
	void typeOfTheExpressionTellsTheKindBeforeAnythingIsRead() {
		DeclaredVersion tag = declared("#name", "#a0", EntityTag.class);
		assertThat(tag.isVerbatim()).isTrue();
		assertThat(declared("#name", null, String.class).isVerbatim()).isFalse();
		assertThat(declared("#a0", null).isVerbatim()).isFalse();
		DeclaredVersion number = declared("#name", null, Long.class);
		assertThatIllegalArgumentException().isThrownBy(() -> number.requireKind("1", null));
		assertThatCode(() -> number.requireKind(1, null)).doesNotThrowAnyException();
	}

	@Test
	void allPartsAreReadAgain() {
		AtomicInteger version = new AtomicInteger(1);
		DeclaredVersion declared = declared("#result", "#a1", (call) -> version.get());
		VersionReading first = declared.read(arguments(1, CHANGED)).complete("a");
		assertThat(state(first.again("a"))).isEqualTo(state(first));
		assertThat(state(first.again("b"))).isNotEqualTo(state(first));
		version.set(2);
		assertThat(state(first.again("a"))).isNotEqualTo(state(first));
	}

	@Test
	void writeReadsTheVersionByThePositionsOfItsOwnArguments() {
		DeclaredVersion declared = declared("#id", "#date");
		assertThat(state(declared.read(arguments(CHANGED, "body", 5), List.of(2, 0))))
			.isEqualTo(state(declared.read(arguments(5, CHANGED))));
		assertThatIllegalStateException().isThrownBy(() -> declared.read(arguments(CHANGED), List.of(-1, 0)));
	}

	@Test
	void orderOfTheParts() {
		String beanFirst = state(declared("#a0", null, (call) -> 2).read(arguments(1)));
		assertThat(beanFirst).isEqualTo(state(declared("#a1", null, (call) -> 2).read(arguments(2, 1))))
			.isNotEqualTo(state(declared("#a0", null, (call) -> 1).read(arguments(2))));
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
		Optional.ofNullable(version)
			.map(DeclaredVersionTests::parse)
			.map(ExpressionPart::version)
			.ifPresent(parts::add);
		Optional.ofNullable(date).map(DeclaredVersionTests::parse).map(ExpressionPart::date).ifPresent(parts::add);
		return new DeclaredVersion(handler(), new DefaultParameterNameDiscoverer(), parts);
	}

	private static DeclaredVersion declared(String version, @Nullable String date, Class<?> type) {
		Method typed = ReflectionUtils.findMethod(DeclaredVersionTests.class, "typed", type);
		assertThat(typed).isNotNull();
		List<VersionPart> parts = new ArrayList<>();
		parts.add(ExpressionPart.version(HandlerExpression.parse(version, typed, new DefaultParameterNameDiscoverer(),
				new StaticListableBeanFactory())));
		Optional.ofNullable(date).map(DeclaredVersionTests::parse).map(ExpressionPart::date).ifPresent(parts::add);
		return new DeclaredVersion(typed, new DefaultParameterNameDiscoverer(), parts);
	}

	@SuppressWarnings("unused")
	private void typed(EntityTag name) {
	}

	@SuppressWarnings("unused")
	private void typed(String name) {
	}

	@SuppressWarnings("unused")
	private void typed(Long name) {
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
