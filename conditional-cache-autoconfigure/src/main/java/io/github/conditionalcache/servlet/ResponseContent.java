package io.github.conditionalcache.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;
import io.github.conditionalcache.representation.HeldContent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The content of one response, and the only place where its state changes: it is passed
 * on at first, then may be held back or discarded.
 */
final class ResponseContent {

	private final Passing passing;

	private final ContentLimit limit;

	private ContentState state;

	private ContentEvents events = ContentEvents.NONE;

	private boolean head;

	/**
	 * Creates the content.
	 * @param response takes the content that is sent
	 * @param limit how much is held back
	 */
	ResponseContent(HttpServletResponse response, ContentLimit limit) {
		this.passing = new Passing(response);
		this.limit = limit;
		this.state = this.passing;
	}

	/**
	 * Has events announced from now on.
	 * @param events hears of them
	 * @param head whether the request is HEAD
	 */
	void manage(ContentEvents events, boolean head) {
		this.events = events;
		this.head = head;
	}

	boolean isPassing() {
		return this.state == this.passing;
	}

	boolean isHolding() {
		return this.state instanceof Holding;
	}

	boolean isDiscarding() {
		return this.state == Discarding.INSTANCE;
	}

	boolean lacksContent() {
		return this.state instanceof Holding holding && holding.lacksContent();
	}

	boolean isBeyondLimit(long length) {
		return this.limit.isBelow(length);
	}

	HeldContent held() {
		return (this.state instanceof Holding holding) ? holding.content() : this.limit.holdNothing();
	}

	void hold() {
		if (isPassing() && !this.passing.response().isCommitted()) {
			this.state = new Holding(this.limit.hold(), this.head);
		}
	}

	void discard() {
		ContentState before = this.state;
		this.state = Discarding.INSTANCE;
		before.drop();
	}

	/**
	 * Passes on the content that follows. Content held back is forgotten, but stays
	 * intact for those who still use it.
	 */
	void pass() {
		this.state = this.passing;
	}

	/**
	 * Gives out the content held back, and passes on the content that follows.
	 * @return the whole content
	 */
	byte[] take() {
		HeldContent held = held();
		byte[] all = held.toByteArray();
		pass();
		held.recycle();
		return all;
	}

	/**
	 * Sends the whole content that was held back, and passes on the content that follows.
	 * @param measured whether the length must be declared here
	 * @throws IOException if the client is gone
	 */
	void release(boolean measured) throws IOException {
		if (this.state instanceof Holding holding) {
			pass();
			holding.release(this.passing, measured);
		}
	}

	/**
	 * Sends the content that was held back, and passes on the rest.
	 * @param reason why nothing is held any longer
	 * @throws IOException if the client is gone
	 */
	void spill(Reason reason) throws IOException {
		if (!(this.state instanceof Holding holding)) {
			return;
		}
		this.events.spilling(reason);
		if (!isDiscarding()) {
			pass();
			holding.spill(this.passing);
		}
	}

	/**
	 * Does the same where no checked exception may be thrown.
	 * @param reason why nothing is held any longer
	 */
	void spillUnchecked(Reason reason) {
		try {
			spill(reason);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void write(byte[] bytes, int offset, int length) throws IOException {
		announce();
		if (!this.state.write(bytes, offset, length)) {
			spill(Reason.TOO_LARGE);
			announce();
			// The event may have led to an answer without content
			this.state.write(bytes, offset, length);
		}
	}

	void flush() throws IOException {
		announce();
		this.state.flush();
	}

	private void announce() {
		if (isPassing()) {
			this.events.sending();
		}
	}

	void declareLength(long length) {
		if (!this.state.declareLength(length)) {
			this.passing.response().setContentLengthLong(length);
		}
		if (isBeyondLimit(length)) {
			spillUnchecked(Reason.TOO_LARGE);
		}
	}

	boolean isReady() throws IOException {
		return !isPassing() || this.passing.stream().isReady();
	}

	/**
	 * Passes all content on from now on.
	 * @return the stream inside
	 * @throws IOException if the client is gone
	 */
	ServletOutputStream passThrough() throws IOException {
		spill(Reason.STREAMING);
		return this.passing.stream();
	}

}
