package io.github.conditionalcache.representation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendableDates}.
 */
class SendableDatesTests {

	private static final Instant NOW = Instant.parse("2030-01-01T00:00:10.5Z");

	private static final Instant SETTLED = Instant.parse("2029-01-01T00:00:00Z");

	private static final EntityTag TAG = EntityTag.strong("a");

	private final SendableDates dates = new SendableDates(Clock.fixed(NOW, ZoneOffset.UTC), null);

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			lastModified,           sent
			,                       false
			2029-01-01T00:00:00Z,   true
			2030-01-01T00:00:09.5Z, true
			2030-01-01T00:00:09.6Z, false
			2030-01-01T00:00:10.5Z, false
			2031-01-01T00:00:00Z,   false
			1970-01-01T00:00:00Z,   true
			1969-12-31T23:59:59Z,   false
			""")
	void dateIsSentWhenItIsSettled(@Nullable Instant lastModified, boolean sent) {
		assertThat(this.dates.sendable(lastModified)).isEqualTo(sent ? lastModified : null);
	}

	@Test
	void dateIsSentWhenTheFieldCanHoldIt() {
		Instant late = Instant.parse("+10000-01-01T00:00:00Z");
		SendableDates later = new SendableDates(Clock.fixed(late.plusSeconds(10), ZoneOffset.UTC), null);
		assertThat(later.sendable(late)).isNull();
		assertThat(later.sendable(late.minusSeconds(1))).isEqualTo(late.minusSeconds(1));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			builtAt,              changed,              sent
			2029-06-01T00:00:00Z, 2029-01-01T00:00:00Z, 2029-06-01T00:00:00Z
			2029-06-01T00:00:00Z, 2029-07-01T00:00:00Z, 2029-07-01T00:00:00Z
			2029-06-01T00:00:00Z, ,
			2031-01-01T00:00:00Z, 2029-01-01T00:00:00Z,
			,                     2029-01-01T00:00:00Z, 2029-01-01T00:00:00Z
			""")
	void dateIsNotBeforeThatOfTheBuild(@Nullable Instant builtAt, @Nullable Instant changed, @Nullable Instant sent) {
		assertThat(new SendableDates(Clock.fixed(NOW, ZoneOffset.UTC), builtAt).sendableSinceBuilt(changed))
			.isEqualTo(sent);
	}

	@Test
	void validatorsLoseADateThatCannotBeSent() {
		assertThat(this.dates.sendable(Validators.of(TAG, NOW))).isEqualTo(Validators.of(TAG, null));
		assertThat(this.dates.sendable(Validators.untagged(NOW))).isEqualTo(Validators.untagged(null));
		Validators settled = Validators.of(TAG, SETTLED);
		assertThat(this.dates.sendable(settled)).isSameAs(settled);
		assertThat(this.dates.sendable(Validators.absent())).isSameAs(Validators.absent());
	}

}
