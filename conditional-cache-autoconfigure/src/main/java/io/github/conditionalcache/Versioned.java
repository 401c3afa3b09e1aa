package io.github.conditionalcache;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A value that knows its own version.
 * <p>
 * The alternative to {@link EtagVersion} for types that compute their version, such as an
 * aggregate that combines the versions of its parts. The returned value is the
 * application's word that the representation changes only when the version does.
 *
 * @since 0.1.0
 */
public interface Versioned {

	/**
	 * The version of this value: a number, a string, a UUID, an enum, a date or time, a
	 * boolean, a byte array, or a collection of these.
	 * @return the version, or {@code null} if there is none and the body is to be hashed
	 */
	@Nullable Object version();

	/**
	 * The instant of the last change, at full precision. It enters the entity tag beside
	 * the version.
	 * @return the instant, or {@code null} if it is not known
	 */
	default @Nullable Instant lastModified() {
		return null;
	}

}
