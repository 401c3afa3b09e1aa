package io.github.conditionalcache.precondition;

/**
 * Why a precondition of a write came out false.
 *
 * @since 0.1.0
 */
public enum FailedPrecondition {

	/**
	 * If-Match names another state than the current one.
	 */
	CHANGED,

	/**
	 * If-Match names the current state, but by a weak tag.
	 */
	WEAK,

	/**
	 * If-Match asks for a representation, and there is none.
	 */
	ABSENT,

	/**
	 * If-None-Match asks that there be no such representation, and there is one.
	 */
	EXISTS,

	/**
	 * The representation was modified after the date of If-Unmodified-Since.
	 */
	DATE,

	/**
	 * If-Match or If-None-Match can't be read, so nobody knows which versions the client
	 * forbids.
	 */
	UNREADABLE

}
