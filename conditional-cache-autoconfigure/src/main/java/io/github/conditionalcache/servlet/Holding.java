package io.github.conditionalcache.servlet;

import java.io.IOException;

import io.github.conditionalcache.representation.HeldContent;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Content is held back until the dispatch ends, or until there is too much of it.
 */
final class Holding implements ContentState {

	private final HeldContent content;

	private final boolean head;

	private @Nullable Long declaredLength;

	/**
	 * Creates the state.
	 * @param content takes the content
	 * @param head whether the request is HEAD
	 */
	Holding(HeldContent content, boolean head) {
		this.content = content;
		this.head = head;
	}

	HeldContent content() {
		return this.content;
	}

	@Override
	public boolean write(byte[] bytes, int offset, int length) {
		return this.content.append(bytes, offset, length);
	}

	@Override
	public void flush() {
	}

	@Override
	public boolean declareLength(long length) {
		this.declaredLength = (length >= 0) ? length : null;
		return this.declaredLength != null;
	}

	@Override
	public void drop() {
		this.content.recycle();
	}

	/**
	 * Returns whether the content of an answer to HEAD was not written, only its length
	 * declared.
	 * @return whether the content is unknown
	 */
	boolean lacksContent() {
		return this.head && this.declaredLength != null && this.declaredLength > 0 && this.content.size() == 0;
	}

	/**
	 * Sends the whole content with its length.
	 * @param target takes the content
	 * @param measured whether the length must be declared here
	 * @throws IOException if the client is gone
	 */
	void release(Passing target, boolean measured) throws IOException {
		HttpServletResponse response = target.response();
		if (response.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
			response.setHeader(HttpHeaders.TRANSFER_ENCODING, null);
		}
		if ((response.getStatus() == HttpServletResponse.SC_OK || this.content.size() > 0)
				&& response.getTrailerFields() == null && (measured || !isMeasuredBySender(response))) {
			response.setContentLengthLong(length());
		}
		target.send(this.content);
	}

	private long length() {
		Long declared = this.declaredLength;
		return (declared != null && lacksContent()) ? declared : this.content.size();
	}

	// Once all of a declared length is written, the servers take an answer for committed,
	// and filters outside can add nothing. Short content is measured when it is sent, but
	// not for HEAD
	private boolean isMeasuredBySender(HttpServletResponse response) {
		return !this.head && this.content.size() <= response.getBufferSize() / 4
				&& !response.containsHeader(HttpHeaders.CONTENT_LENGTH);
	}

	/**
	 * Sends the beginning of the content, which the rest will follow.
	 * @param target takes the content
	 * @throws IOException if the client is gone
	 */
	void spill(Passing target) throws IOException {
		if (this.declaredLength != null) {
			target.response().setContentLengthLong(this.declaredLength);
		}
		target.send(this.content);
	}

}
