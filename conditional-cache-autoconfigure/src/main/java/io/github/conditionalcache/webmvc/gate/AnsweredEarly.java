package io.github.conditionalcache.webmvc.gate;

/**
 * Ends the call of a handler whose answer the gate has given. A signal, not an error: it
 * has no stack trace, and never leaves {@link GatedRead} or {@link GatedWrite}. Returning
 * null instead would be a value to caching advice.
 */
final class AnsweredEarly extends RuntimeException {

	private static final long serialVersionUID = 1L;

	AnsweredEarly() {
		super("Answered before the handler ran", null, false, false);
	}

}
