package io.github.conditionalcache.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.handler.StreamTypes;
import io.github.conditionalcache.representation.HeldContent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The content side of a {@link HoldingResponse}: its stream, its writer and its length.
 */
abstract class ContentResponse extends HttpServletResponseWrapper implements ManagedResponse {

	private final ResponseContent content;

	private ContentEvents events = ContentEvents.NONE;

	private @Nullable ContentStream stream;

	private boolean containerStream;

	ContentResponse(HttpServletResponse response, ContentLimit limit) {
		super(response);
		this.content = new ResponseContent(response, limit);
	}

	@Override
	public void manage(ContentEvents events, boolean head) {
		this.events = events;
		this.content.manage(events, head);
	}

	final boolean isManaged() {
		return !this.events.equals(ContentEvents.NONE);
	}

	final ContentEvents events() {
		return this.events;
	}

	final ResponseContent content() {
		return this.content;
	}

	@Override
	public void hold() {
		if (!this.containerStream) {
			this.content.hold();
		}
	}

	@Override
	public void discard() {
		this.content.discard();
	}

	@Override
	public boolean isHolding() {
		return this.content.isHolding();
	}

	@Override
	public boolean isDiscarding() {
		return this.content.isDiscarding();
	}

	@Override
	public boolean lacksContent() {
		return this.content.lacksContent();
	}

	@Override
	public boolean isBeyondLimit(long length) {
		return this.content.isBeyondLimit(length);
	}

	@Override
	public HeldContent held() {
		finishWriter();
		return this.content.held();
	}

	@Override
	public byte[] takeHeld() {
		finishWriter();
		return this.content.take();
	}

	@Override
	public void finishWriter() {
		if (this.stream != null) {
			this.stream.finishWriter();
		}
	}

	/**
	 * Sends the content that was held back and streams on, without a validator.
	 * @param reason why nothing is held any longer
	 * @throws IOException if the client is gone
	 */
	void spill(Reason reason) throws IOException {
		this.content.spill(reason);
	}

	/**
	 * Ends a dispatch: sends the content that is still held back, and a 304 if nothing
	 * can follow.
	 * @param closed whether the response is committed now, before the filters outside go
	 * on
	 * @throws IOException if the client is gone
	 */
	void finish(boolean closed) throws IOException {
		if (isHolding()) {
			finishWriter();
			this.content.release(closed);
		}
		else if (closed && getStatus() == SC_NOT_MODIFIED && !isCommitted()) {
			super.flushBuffer();
		}
	}

	/**
	 * Returns how much content was sent.
	 * @return bytes, as far as they went through here
	 */
	long sent() {
		return (this.stream != null) ? this.stream.count() : 0;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		this.events.contentAsked();
		if (isLeftToContainer()) {
			this.containerStream = true;
			return super.getOutputStream();
		}
		return contentStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		PrintWriter writer = (this.stream != null) ? this.stream.writer() : null;
		if (writer != null) {
			return writer;
		}
		// The handler itself may go on writing on another thread, and only the container
		// flushes its writer in the end
		boolean askedByHandler = isLeftToContainer();
		this.events.contentAsked();
		if (askedByHandler && this.content.isPassing()) {
			this.containerStream = true;
			return super.getWriter();
		}
		// As the container's own writer would, settle the encoding and show it in
		// Content-Type
		super.setCharacterEncoding(super.getCharacterEncoding());
		return contentStream().writer(encoding());
	}

	final boolean isStreamOpen() {
		return this.stream != null;
	}

	/**
	 * Forgets the stream and the writer, so that the application may ask for the other
	 * one. The container has its own rules for those that it gave out.
	 */
	final void forgetStream() {
		if (!this.containerStream) {
			this.stream = null;
		}
	}

	private boolean isLeftToContainer() {
		return this.stream == null && this.content.isPassing() && !this.events.isCounted();
	}

	private Charset encoding() throws UnsupportedEncodingException {
		String name = super.getCharacterEncoding();
		try {
			return Charset.forName(name);
		}
		catch (IllegalArgumentException ex) {
			throw new UnsupportedEncodingException(name);
		}
	}

	private ContentStream contentStream() {
		ContentStream opened = this.stream;
		if (opened == null) {
			opened = new ContentStream(this.content);
			this.stream = opened;
		}
		return opened;
	}

	@Override
	public void flushBuffer() throws IOException {
		if (this.content.isPassing()) {
			this.events.flushing();
		}
		this.events.contentAsked();
		if (this.content.isPassing()) {
			if (this.stream != null) {
				this.stream.flushWriter();
			}
			this.events.sending();
			super.flushBuffer();
		}
	}

	@Override
	public void setContentLength(int length) {
		this.content.declareLength(length);
	}

	@Override
	public void setContentLengthLong(long length) {
		this.content.declareLength(length);
	}

	@Override
	public void setContentType(@Nullable String type) {
		super.setContentType(type);
		if (type != null && isHolding() && StreamTypes.include(type)) {
			this.content.spillUnchecked(Reason.STREAMING);
		}
	}

}
