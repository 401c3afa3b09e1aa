package io.github.conditionalcache.representation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import org.jspecify.annotations.Nullable;

/**
 * The dates that can be sent as {@code Last-Modified} and relied upon (RFC 9110 §8.8.2).
 * Thread-safe.
 */
public final class SendableDates {

	/** A date younger than this can't tell two changes within one second apart. */
	private static final Duration SETTLED = Duration.ofSeconds(1);

	private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

	private final Clock clock;

	private final @Nullable Instant builtAt;

	/**
	 * Creates the rule.
	 * @param clock the time of the answer
	 * @param builtAt when the application was built, or {@code null} if that is not known
	 * or does not count
	 */
	public SendableDates(Clock clock, @Nullable Instant builtAt) {
		this.clock = clock;
		this.builtAt = builtAt;
	}

	/**
	 * Returns the date of a version as far as it can be sent. Another build may answer
	 * otherwise with the same data, so no date is older than the build.
	 * @param changed when the data was changed, or {@code null}
	 * @return a date, or {@code null} if none can be sent
	 */
	@Nullable Instant sendableSinceBuilt(@Nullable Instant changed) {
		return sendable(
				(changed != null && this.builtAt != null && changed.isBefore(this.builtAt)) ? this.builtAt : changed);
	}

	/**
	 * Returns the date as far as it can be sent.
	 * @param lastModified a date, or {@code null}
	 * @return the same, or {@code null} for one too young, in the future, or beyond the
	 * years that the field can hold
	 */
	@Nullable Instant sendable(@Nullable Instant lastModified) {
		if (lastModified == null || lastModified.isAfter(this.clock.instant().minus(SETTLED))
				|| lastModified.isBefore(Instant.EPOCH) || !lastModified.isBefore(YEAR_10000)) {
			return null;
		}
		return lastModified;
	}

	/**
	 * Returns validators with their date as far as it can be sent.
	 * @param validators the validators
	 * @return the same, possibly without date
	 */
	Validators sendable(Validators validators) {
		EntityTag tag = validators.entityTag();
		Instant lastModified = sendable(validators.lastModified());
		if (!validators.isPresent() || Objects.equals(lastModified, validators.lastModified())) {
			return validators;
		}
		return (tag != null) ? Validators.of(tag, lastModified) : Validators.untagged(lastModified);
	}

}
