package io.github.conditionalcache.answer;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;

/**
 * Hears of each event at a response that may change the decision about it. The response
 * fires the events in the order in which they happen, and does nothing about them itself.
 * Events that are not overridden have no consequences.
 */
public interface ContentEvents {

	/** Hears of responses that are not managed: nothing follows. */
	ContentEvents NONE = new ContentEvents() {
	};

	/**
	 * The stream or the writer was asked for, or the response is to be flushed.
	 */
	default void contentAsked() {
	}

	/**
	 * Returns whether the length of the content is counted, so that a later 304 can
	 * report how many bytes it saved.
	 * @return whether it is
	 */
	default boolean isCounted() {
		return false;
	}

	/**
	 * A response that passes its content on is to be flushed. This precedes
	 * {@link #contentAsked()}.
	 */
	default void flushing() {
	}

	/**
	 * Content is about to be sent, or the response to be committed.
	 */
	default void sending() {
	}

	/**
	 * Content that was held back is about to be sent before all of it is known.
	 * @param reason why it can't be held back any longer
	 */
	default void spilling(Reason reason) {
	}

	/**
	 * The response was given up: nothing is held back, and the fields of this library are
	 * gone.
	 * @param reason why
	 */
	default void abandoned(Reason reason) {
	}

	/**
	 * The application sets another status.
	 * @param status the status, which the response does not have yet
	 */
	default void statusChanging(int status) {
	}

	/**
	 * The application sends an error status.
	 * @param status the status
	 * @return whether it has been answered, so that no error page must follow
	 */
	default boolean errorSent(int status) {
		return false;
	}

	/**
	 * The application sets a field that forbids a validator, such as a cookie. Of other
	 * fields nobody hears.
	 * @param obstacle why it forbids a validator
	 */
	default void obstacleSet(Reason obstacle) {
	}

	/**
	 * A filter outside has set such a field.
	 * @param obstacle why it forbids a validator
	 */
	default void outerObstacleSet(Reason obstacle) {
	}

	/**
	 * All filters have ended, or one of them flushes the response.
	 */
	default void closing() {
	}

}
