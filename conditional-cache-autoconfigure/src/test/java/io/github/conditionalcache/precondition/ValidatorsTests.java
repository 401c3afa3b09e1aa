package io.github.conditionalcache.precondition;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Validators}.
 */
class ValidatorsTests {

	@Test
	void statesWhenNothingIsKnownDiffer() {
		assertThat(Validators.absent().isPresent()).isFalse();
		assertThat(Validators.untagged(null).isPresent()).isTrue();
		assertThat(Validators.absent()).isNotEqualTo(Validators.untagged(null));
		assertThat(Validators.untagged(null).entityTag()).isNull();
		assertThat(Validators.untagged(null).lastModified()).isNull();
	}

	@Test
	void lastModifiedIsCutToSeconds() {
		Instant exact = Instant.parse("2026-01-01T00:00:00.999999999Z");
		Instant cut = Instant.parse("2026-01-01T00:00:00Z");
		assertThat(Validators.untagged(exact).lastModified()).isEqualTo(cut);
		assertThat(Validators.of(EntityTag.strong("v1"), exact)).isEqualTo(Validators.of(EntityTag.strong("v1"), cut))
			.hasSameHashCodeAs(Validators.of(EntityTag.strong("v1"), cut));
	}

	@Test
	void lastModifiedWhenBeforeEpochIsCutDownwards() {
		assertThat(Validators.untagged(Instant.parse("1969-12-31T23:59:59.5Z")).lastModified())
			.isEqualTo(Instant.parse("1969-12-31T23:59:59Z"));
	}

	@Test
	void lastModifiedWhenExtremeDoesNotThrow() {
		assertThat(Validators.untagged(Instant.MIN).lastModified()).isEqualTo(Instant.MIN);
		assertThat(Validators.untagged(Instant.MAX).lastModified()).isBefore(Instant.MAX);
	}

}
