package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The validators of the selected representation (RFC 9110 §8.8) in one of three states:
 * no representation, one without an entity tag, one with. The states are kept apart
 * because {@code *} asks for existence, not for a tag. Immutable and safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public final class Validators {

	private static final Validators ABSENT = new Validators(false, null, null);

	private static final Validators UNKNOWN = new Validators(true, null, null);

	private final boolean present;

	private final @Nullable EntityTag entityTag;

	private final @Nullable Instant lastModified;

	private Validators(boolean present, @Nullable EntityTag entityTag, @Nullable Instant lastModified) {
		this.present = present;
		this.entityTag = entityTag;
		// HTTP dates have no fractions: cut here, once, so that no comparison can forget
		this.lastModified = (lastModified != null) ? lastModified.truncatedTo(ChronoUnit.SECONDS) : null;
	}

	/**
	 * There is no current representation.
	 * @return the validators of nothing
	 */
	public static Validators absent() {
		return ABSENT;
	}

	/**
	 * There is a representation, and it has no entity tag.
	 * @param lastModified when it was last modified, or {@code null} if that is not known
	 * @return the validators
	 */
	public static Validators untagged(@Nullable Instant lastModified) {
		return (lastModified != null) ? new Validators(true, null, lastModified) : UNKNOWN;
	}

	/**
	 * There is a representation with an entity tag.
	 * @param tag its entity tag
	 * @param lastModified when it was last modified, or {@code null} if that is not known
	 * @return the validators
	 */
	public static Validators of(EntityTag tag, @Nullable Instant lastModified) {
		return new Validators(true, Objects.requireNonNull(tag, "'tag' must not be null"), lastModified);
	}

	/**
	 * Whether there is a current representation.
	 * @return {@code false} only for {@link #absent()}
	 */
	public boolean isPresent() {
		return this.present;
	}

	/**
	 * The same validators without the date of the last change.
	 * @return validators with the tag alone, if there is one
	 */
	public Validators withoutDate() {
		EntityTag tag = this.entityTag;
		if (this.lastModified == null) {
			return this;
		}
		return (tag != null) ? of(tag, null) : untagged(null);
	}

	/**
	 * The entity tag of the representation.
	 * @return the tag, or {@code null} if it has none
	 */
	public @Nullable EntityTag entityTag() {
		return this.entityTag;
	}

	/**
	 * The modification date of the representation, in whole seconds.
	 * @return the date, or {@code null} if it is not known
	 */
	public @Nullable Instant lastModified() {
		return this.lastModified;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Validators that && this.present == that.present
				&& Objects.equals(this.entityTag, that.entityTag)
				&& Objects.equals(this.lastModified, that.lastModified);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.present, this.entityTag, this.lastModified);
	}

	@Override
	public String toString() {
		return (this.present ? "Validators[entityTag=%s, lastModified=%s]".formatted(this.entityTag, this.lastModified)
				: "Validators[absent]");
	}

}
