package io.github.conditionalcache.tag;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The version of a returned value or file: the canonical bytes of its state and, if
 * known, the instant of its last change.
 *
 * @since 0.1.0
 */
public final class ValueVersion {

	private final CanonicalBytes state;

	private final @Nullable Instant lastModified;

	private final boolean collection;

	/**
	 * Create a version.
	 * @param state the canonical bytes of the state
	 * @param lastModified the instant of the last change at full precision
	 * @param collection whether the value is made of others that have versions
	 */
	public ValueVersion(byte[] state, @Nullable Instant lastModified, boolean collection) {
		this(new CanonicalBytes(state), lastModified, collection);
	}

	public ValueVersion(CanonicalBytes state, @Nullable Instant lastModified, boolean collection) {
		this.state = state;
		this.lastModified = lastModified;
		this.collection = collection;
	}

	/**
	 * The canonical bytes of the state.
	 * @return a copy of the bytes
	 */
	public byte[] state() {
		return this.state.toByteArray();
	}

	CanonicalBytes parts() {
		return this.state;
	}

	/**
	 * The instant of the last change at full precision. A collection has none: when an
	 * element goes away, the latest of the dates does not change.
	 * @return the instant, or {@code null} if it is not known
	 */
	public @Nullable Instant lastModified() {
		return this.lastModified;
	}

	/**
	 * Whether the value is made of others that have versions.
	 * @return whether it is a collection
	 */
	public boolean collection() {
		return this.collection;
	}

}
