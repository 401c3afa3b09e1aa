package io.github.conditionalcache.exchange.write;

import java.time.Instant;
import java.util.Objects;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.WriteRefusedException.Reason;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.exchange.read.TestVersion;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WriteDecider}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WriteDeciderTests {

	private static final EntityTag TAG = EntityTag.strong("a");

	private static final EntityTag OTHER = EntityTag.strong("b");

	private static final Object[] ARGUMENTS = { 1 };

	private final TestVersion version = TestVersion.of(TAG);

	private final WriteExchanges exchanges = new WriteExchanges(this.version);

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private MockHttpServletRequest request = WriteExchanges.put("If-Match", TAG);

	private WriteExchange exchange() {
		return this.exchanges.exchange(this.request, this.response);
	}

	// Before the handler runs

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch, ifNoneMatch, unmodifiedSince,      required, permitted, result,        outcome,    refused
			,        ,            ,                     false,    true,      UNCONDITIONAL, NONE,
			,        ,            ,                     true,     false,     REQUIRED,      NONE,       REQUIRED
			'"a"',   ,            ,                     false,    true,      PASSED,        NONE,
			'"a"',   ,            ,                     true,     true,      PASSED,        NONE,
			'"b"',   ,            ,                     false,    false,     FAILED,        CHANGED,    CHANGED
			'"b"',   ,            ,                     true,     false,     FAILED,        CHANGED,    CHANGED
			'W/"a"', ,            ,                     false,    false,     FAILED,        WEAK,       WEAK
			a,       ,            ,                     false,    false,     FAILED,        UNREADABLE, UNREADABLE
			,        *,           ,                     false,    false,     FAILED,        EXISTS,     EXISTS
			,        '"b"',       ,                     true,     true,      PASSED,        NONE,
			,        ,            2029-01-01T00:00:00Z, false,    true,      PASSED,        NONE,
			,        ,            2028-01-01T00:00:00Z, false,    false,     FAILED,        DATE,       DATE
			""")
	void permitsWhatItsPreconditionsAllow(@Nullable String ifMatch, @Nullable String ifNoneMatch,
			@Nullable Instant unmodifiedSince, boolean required, boolean permitted, Result result,
			ConditionalRequestOutcome.Reason outcome, @Nullable Reason refused) {
		this.version.value = Validators.of(TAG, WriteExchanges.CHANGED);
		this.exchanges.required = required;
		this.request = WriteExchanges.put("If-Match", ifMatch, "If-None-Match", ifNoneMatch, "If-Unmodified-Since",
				unmodifiedSince);
		WriteExchange exchange = exchange();
		assertThat(this.exchanges.decider().permits(exchange, ARGUMENTS)).isEqualTo(permitted);
		boolean compared = this.version.reads > 0;
		assertThat(compared).isEqualTo(result != Result.UNCONDITIONAL);
		assertThat(exchange.outcome()).isEqualTo(new Outcome(result, outcome,
				compared ? ValidatorKind.VERSION : ValidatorKind.NONE, compared ? Phase.EARLY : Phase.NONE));
		assertThat(exchange.arguments()).isSameAs(ARGUMENTS);
		assertThat(exchange.reading() != null).isEqualTo(compared);
		WriteRefusedException refusal = exchange.refusal();
		assertThat((refusal != null) ? refusal.reason() : null).isEqualTo(refused);
		assertThat((refusal != null) ? refusal.entityTag() : null).isEqualTo((refused != null) ? TAG.toString() : null);
	}

	@Test
	void permitsNothingThatIsGone() {
		this.version.value = Validators.absent();
		WriteExchange exchange = exchange();
		assertThat(this.exchanges.decider().permits(exchange, ARGUMENTS)).isFalse();
		assertThat(Objects.requireNonNull(exchange.refusal()).reason()).isEqualTo(Reason.ABSENT);
		assertThat(exchange.refusal().entityTag()).isNull();
		this.version.value = null;
		WriteExchange unknown = exchange();
		assertThat(this.exchanges.decider().permits(unknown, ARGUMENTS)).isFalse();
		assertThat(Objects.requireNonNull(unknown.refusal()).reason()).isEqualTo(Reason.ABSENT);
	}

	@Test
	void permitsByTheTagThatGetWouldHave() {
		this.version.value = 1;
		WriteExchange first = exchange();
		assertThat(this.exchanges.decider().permits(first, ARGUMENTS)).isFalse();
		String tag = Objects.requireNonNull(first.refusal()).entityTag();
		this.request = WriteExchanges.put("If-Match", tag);
		assertThat(this.exchanges.decider().permits(exchange(), ARGUMENTS)).isTrue();
		this.version.value = 2;
		assertThat(this.exchanges.decider().permits(exchange(), ARGUMENTS)).isFalse();
	}

	@Test
	void permitsNothingUnchecked(CapturedOutput output) {
		this.version.failure = new IllegalStateException("no database");
		WriteExchange exchange = exchange();
		assertThat(this.exchanges.decider().permits(exchange, ARGUMENTS)).isFalse();
		assertThat(Objects.requireNonNull(exchange.refusal()).reason()).isEqualTo(Reason.UNCHECKED);
		assertThat(exchange.refusal().getCause()).isNotNull();
		assertThat(exchange.outcome().result()).isEqualTo(Result.BYPASS);
		assertThat(exchange.outcome().reason()).isEqualTo(ConditionalRequestOutcome.Reason.VALIDATOR_ERROR);
		assertThat(exchange.validation()).isPositive();
		assertThat(output).contains("Books.get refuses a write: reading the current version failed");
	}

	@Test
	void refusalShowsNoTagToThoseWhoMayNotSeeIt() {
		this.exchanges.refusalTags = RefusalTags.never();
		this.request = WriteExchanges.put("If-Match", OTHER);
		WriteExchange exchange = exchange();
		assertThat(this.exchanges.decider().permits(exchange, ARGUMENTS)).isFalse();
		assertThat(Objects.requireNonNull(exchange.refusal()).entityTag()).isNull();
	}

	@Test
	void decisionIsExplained() {
		this.exchanges.decider().permits(exchange(), ARGUMENTS);
		assertThat(this.response.getHeader("Conditional-Cache")).isEqualTo("passed; reason=none; phase=early");
	}

	// While the handler runs

	@Test
	void checkComparesTheVersionOfTheApplication() {
		WriteExchange exchange = exchange();
		this.exchanges.decider().check(exchange, TAG);
		assertThatExceptionOfType(WriteRefusedException.class)
			.isThrownBy(() -> this.exchanges.decider().check(exchange, OTHER))
			.satisfies((refusal) -> {
				assertThat(refusal.reason()).isEqualTo(Reason.CHANGED);
				assertThat(refusal.entityTag()).isEqualTo(OTHER.toString());
				assertThat(refusal.getCause()).isNull();
			});
		assertThat(exchange.outcome().result()).isEqualTo(Result.FAILED);
		assertThat(exchange.refusal()).as("the handler may go on").isNull();
	}

	@Test
	void checkShowsNoTagToThoseWhoMayNotSeeIt() {
		this.exchanges.refusalTags = RefusalTags.never();
		assertThatExceptionOfType(WriteRefusedException.class)
			.isThrownBy(() -> this.exchanges.decider().check(exchange(), OTHER))
			.satisfies((refusal) -> assertThat(refusal.entityTag()).isNull());
	}

	@Test
	void checkNeedsAVersionOfTheDeclaredKind() {
		WriteExchange exchange = exchange();
		this.exchanges.decider().permits(exchange, ARGUMENTS);
		assertThatIllegalArgumentException().isThrownBy(() -> this.exchanges.decider().check(exchange, 1));
	}

	@Test
	void checkWithoutPreconditionsComparesNothing() {
		this.request = WriteExchanges.put();
		this.exchanges.decider().check(exchange(), 1);
		assertThat(exchange().refusal()).isNull();
		assertThat(this.version.reads).isZero();
	}

	// When the handler has failed

	private static RuntimeException failure(String kind) {
		return switch (kind) {
			case "lock" -> new OptimisticLockingFailureException("lock");
			case "constraint" -> new DataIntegrityViolationException("constraint");
			default -> new IllegalStateException(kind);
		};
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			ifMatch, failure,    now,   again, conflict,        tag
			'"a"',   lock,       '"b"', true,  OPTIMISTIC_LOCK, '"b"'
			'"a"',   lock,       '"a"', true,  CONFLICT,
			'"a"',   lock,       '"b"', false, OPTIMISTIC_LOCK,
			'"a"',   constraint, '"b"', true,  CHANGED,         '"b"'
			'"a"',   constraint, '"a"', true,  ,
			'"a"',   constraint, '"b"', false, ,
			'"a"',   none,       '"b"', true,  ,
			,        lock,       '"b"', true,  CONFLICT,
			,        constraint, '"b"', true,  ,
			""")
	void conflictIsAnotherWriteThatCameInBetween(@Nullable String ifMatch, String failure, String now, boolean again,
			@Nullable Reason conflict, @Nullable String tag) {
		this.request = WriteExchanges.put("If-Match", ifMatch);
		this.exchanges.mayReadAgain = again;
		WriteExchange exchange = exchange();
		WriteDecider decider = this.exchanges.decider();
		decider.permits(exchange, ARGUMENTS);
		this.version.value = EntityTag.parse(now);
		RuntimeException thrown = failure(failure);
		WriteRefusedException found = decider.conflict(exchange, thrown);
		assertThat((found != null) ? found.reason() : null).isEqualTo(conflict);
		assertThat((found != null) ? found.entityTag() : null).isEqualTo(tag);
		if (found != null) {
			assertThat(found.getCause()).isSameAs(thrown);
			Result result = (ifMatch != null) ? Result.PASSED : Result.UNCONDITIONAL;
			assertThat(exchange.outcome().result()).isEqualTo((conflict == Reason.CONFLICT) ? result : Result.FAILED);
		}
	}

	@Test
	void conflictIsTheRefusalThatTheHandlerLetPass() {
		WriteRefusedException refusal = new WriteRefusedException(Reason.CHANGED, null, null);
		assertThat(this.exchanges.decider().conflict(exchange(), refusal)).isSameAs(refusal);
		assertThat(this.exchanges.decider().conflict(exchange(), new IllegalStateException(refusal))).isSameAs(refusal);
	}

	@Test
	void conflictWithoutACallReadsNothing() {
		WriteRefusedException found = this.exchanges.decider().conflict(exchange(), failure("lock"));
		assertThat(Objects.requireNonNull(found).reason()).isEqualTo(Reason.OPTIMISTIC_LOCK);
		assertThat(this.version.reads).isZero();
	}

	@Test
	void conflictOfAVersionOfTheArgumentsReadsNothing() {
		TestVersion given = TestVersion.ofArguments(TAG);
		this.exchanges.declaring(given);
		WriteExchange exchange = exchange();
		WriteDecider decider = this.exchanges.decider();
		decider.permits(exchange, ARGUMENTS);
		given.value = OTHER;
		WriteRefusedException found = decider.conflict(exchange, failure("lock"));
		assertThat(Objects.requireNonNull(found).entityTag()).isNull();
		assertThat(given.reads).isOne();
		assertThat(this.exchanges.begun).isZero();
	}

	@Test
	void conflictWhenTheVersionCannotBeReadAgain() {
		WriteExchange exchange = exchange();
		WriteDecider decider = this.exchanges.decider();
		decider.permits(exchange, ARGUMENTS);
		this.version.failure = new IllegalStateException("no database");
		WriteRefusedException found = decider.conflict(exchange, failure("lock"));
		assertThat(Objects.requireNonNull(found).reason()).isEqualTo(Reason.OPTIMISTIC_LOCK);
		assertThat(found.entityTag()).isNull();
	}

	@Test
	void conflictShowsNoTagToThoseWhoMayNotSeeIt() {
		this.exchanges.refusalTags = RefusalTags.never();
		WriteExchange exchange = exchange();
		WriteDecider decider = this.exchanges.decider();
		decider.permits(exchange, ARGUMENTS);
		this.version.value = OTHER;
		WriteRefusedException found = decider.conflict(exchange, failure("lock"));
		assertThat(Objects.requireNonNull(found).entityTag()).isNull();
	}

}
