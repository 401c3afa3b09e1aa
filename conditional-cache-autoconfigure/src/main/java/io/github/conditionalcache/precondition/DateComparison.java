package io.github.conditionalcache.precondition;

import java.time.Instant;

/**
 * How the date of an If-Modified-Since field is compared with the modification date (RFC
 * 9110 §13.1.3).
 *
 * @since 0.1.0
 */
public enum DateComparison {

	/**
	 * Not modified when last modified at that date or before, as the standard has it.
	 */
	BEFORE,

	/**
	 * Not modified only when last modified at exactly that date, so that a resource
	 * restored from an older copy counts as modified.
	 */
	EXACT;

	boolean isUnmodified(Instant lastModified, Instant since) {
		return (this == EXACT) ? lastModified.equals(since) : !lastModified.isAfter(since);
	}

}
