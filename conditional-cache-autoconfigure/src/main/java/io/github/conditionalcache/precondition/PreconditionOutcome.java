package io.github.conditionalcache.precondition;

/**
 * The action that the preconditions of a request demand of the server (RFC 9110 §13.2.2).
 *
 * @since 0.1.0
 */
public enum PreconditionOutcome {

	/**
	 * Perform the method as if there were no preconditions.
	 */
	PROCEED,

	/**
	 * Answer 304 (RFC 9110 §15.4.5): the client has this representation already. Only for
	 * GET and HEAD.
	 */
	NOT_MODIFIED,

	/**
	 * Answer 412 (RFC 9110 §15.5.13) and do not perform the method.
	 */
	PRECONDITION_FAILED,

	/**
	 * Answer 428 (RFC 6585 §3) and do not perform the method: it has to be conditional.
	 */
	PRECONDITION_REQUIRED

}
