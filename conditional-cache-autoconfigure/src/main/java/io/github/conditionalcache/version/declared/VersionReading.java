package io.github.conditionalcache.version.declared;

import java.time.Instant;
import java.util.List;

import io.github.conditionalcache.Versioned;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.tag.CanonicalBytes;
import io.github.conditionalcache.tag.CanonicalValues;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.expression.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The declared version of one answer, as far as it has been read. Not thread-safe.
 */
public final class VersionReading {

	private final List<VersionPart> parts;

	private final DeclaredKind kind;

	private final Arguments arguments;

	private final CanonicalBytes bytes = new CanonicalBytes();

	private @Nullable Object value;

	private @Nullable Instant date;

	private boolean unknown;

	private boolean unsettled;

	VersionReading(List<VersionPart> parts, DeclaredKind kind, Arguments arguments) {
		this.parts = parts;
		this.kind = kind;
		this.arguments = arguments;
	}

	/**
	 * Reads the parts that are known before the handler runs. If they were read later,
	 * they could be newer than the data that the handler has read.
	 * @return this
	 */
	VersionReading begin() {
		addParts(false, null);
		return this;
	}

	/**
	 * Reads the rest.
	 * @param result the value that the handler has returned
	 * @return this
	 * @throws RuntimeException if a part can't be read
	 */
	public VersionReading complete(@Nullable Object result) {
		addParts(true, result);
		return this;
	}

	/**
	 * Reads all parts once more.
	 * @param result the value that the handler has returned, if it is an input
	 * @return another reading
	 * @throws RuntimeException if a part can't be read
	 */
	public VersionReading again(@Nullable Object result) {
		return new VersionReading(this.parts, this.kind, this.arguments).begin().complete(result);
	}

	// By index: an iterator would be one more object for each request
	private void addParts(boolean ofResult, @Nullable Object result) {
		for (int i = 0; i < this.parts.size(); i++) {
			VersionPart part = this.parts.get(i);
			if (part.needsResult() == ofResult) {
				add(part, part.read(this.arguments, result));
			}
		}
	}

	private void add(VersionPart part, @Nullable Object read) {
		if (VersionPart.UNSETTLED.equals(read)) {
			this.unknown = true;
			this.unsettled = true;
		}
		else if (part.isDate()) {
			addDate(read);
		}
		else {
			addGiven(read);
			this.kind.note(read);
		}
	}

	/**
	 * Adds a version that says nothing about the kind of those that are declared.
	 * @param version the version
	 * @throws IllegalArgumentException if the value can't be a version, or not beside the
	 * others
	 */
	void addGiven(@Nullable Object version) {
		Object present = CanonicalValues.unwrapOptional(version);
		if (this.value != null && (isVerbatim(present) || isVerbatim(this.value))) {
			throw new IllegalArgumentException(
					"An EntityTag or Validators can't be combined with another version of the same handler");
		}
		if (!isVerbatim(present)) {
			addBytes(present);
		}
		this.value = present;
	}

	private static boolean isVerbatim(@Nullable Object value) {
		return value instanceof EntityTag || value instanceof Validators;
	}

	private void addBytes(@Nullable Object version) {
		if (!CanonicalValues.addTo(this.bytes.add("version"), version)) {
			this.unknown = true;
		}
		else if (version instanceof Versioned versioned) {
			this.date = versioned.lastModified();
		}
	}

	/**
	 * Adds the date of a change.
	 * @param value the date, or a collection of them
	 * @throws IllegalArgumentException if the value is no date
	 */
	void addDate(@Nullable Object value) {
		Object instants = ChangeDates.instants(value);
		if (CanonicalValues.addTo(this.bytes.add("date"), instants)) {
			this.date = ChangeDates.latest(instants);
		}
		else {
			this.unknown = true;
		}
	}

	/**
	 * Returns whether a part was changing when it was read.
	 * @return {@code true} if there is a version which could not be read
	 */
	public boolean isUnsettled() {
		return this.unsettled;
	}

	/**
	 * Returns the kind of the version that was read last.
	 * @return the kind, or {@code null} if there is no version
	 */
	@Nullable VersionKind kind() {
		return VersionKind.of(this.value);
	}

	/**
	 * Returns the version that was read.
	 * @return the version, or {@code null} if there is none, or {@link #verbatim()}
	 * instead
	 */
	public @Nullable ValueVersion version() {
		return (this.unknown || isVerbatim(this.value)) ? null : new ValueVersion(this.bytes, this.date, false);
	}

	/**
	 * Returns the validators that the application gave whole.
	 * @return the validators, or {@code null} if it gave none
	 */
	public @Nullable Validators verbatim() {
		if (this.unknown) {
			return null;
		}
		if (this.value instanceof EntityTag tag) {
			return Validators.of(tag, this.date);
		}
		return (this.value instanceof Validators set) ? dated(set) : null;
	}

	private Validators dated(Validators set) {
		EntityTag tag = set.entityTag();
		if (!set.isPresent() || set.lastModified() != null || this.date == null) {
			return set;
		}
		return (tag != null) ? Validators.of(tag, this.date) : Validators.untagged(this.date);
	}

}
