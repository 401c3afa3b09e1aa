package io.github.conditionalcache.answer;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.representation.HeldContent;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The response of a managed exchange, as those see it who decide about the answer: its
 * content may be held back, and the fields that this library has set can be taken off
 * again. Used by one thread at a time.
 */
public interface ManagedResponse extends HttpServletResponse {

	/**
	 * Has events announced from now on, by this response and by the one that the
	 * outermost filter sees.
	 * @param events hears of them
	 * @param head whether the request is HEAD
	 */
	void manage(ContentEvents events, boolean head);

	/**
	 * Returns the response that this one writes to. Fields that are set on it are not
	 * taken for the application's.
	 * @return the response inside
	 */
	HttpServletResponse inner();

	/**
	 * Returns the fields that this library has set.
	 * @return the fields
	 */
	OwnFields ownFields();

	/**
	 * Holds content back from now on, if none was written yet.
	 */
	void hold();

	/**
	 * Returns whether content is held back.
	 * @return whether it is
	 */
	boolean isHolding();

	/**
	 * Returns whether content is discarded.
	 * @return whether the answer has none
	 */
	boolean isDiscarding();

	/**
	 * Returns the content held back.
	 * @return the whole content, to be decided by
	 */
	HeldContent held();

	/**
	 * Gives out the content held back, and passes on the content that follows.
	 * @return the whole content
	 */
	byte[] takeHeld();

	/**
	 * Returns whether content of a length is too long to be held back.
	 * @param length the length, in bytes
	 * @return whether it is
	 */
	boolean isBeyondLimit(long length);

	/**
	 * Takes the bytes that the writer has encoded but not written, without flushing the
	 * response.
	 */
	void finishWriter();

	/**
	 * Drops the content written so far and all that follows: the answer has none.
	 */
	void discard();

	/**
	 * Keeps the fields of a 304 from now on whose 200 would have been sent by now: what
	 * interceptors and filters add to either comes too late. The filters outside are not
	 * asked before this library's own has ended, which then commits the 304 through them.
	 */
	void settle();

	/**
	 * Returns whether the content of an answer to HEAD was not written, only its length
	 * told.
	 * @return whether nothing can be said of the content
	 */
	boolean lacksContent();

	/**
	 * Takes the fields of this library off, but for those that the application has
	 * changed since.
	 */
	void withdrawFields();

	/**
	 * Gives the exchange up for good: nothing is held, and the fields set for it go.
	 * @param reason why
	 */
	void abandon(Reason reason);

}
