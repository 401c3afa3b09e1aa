package io.github.conditionalcache.servlet;

import java.io.IOException;

import io.github.conditionalcache.representation.ChunkPool;
import io.github.conditionalcache.representation.HeldContent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Content goes to the client at once.
 */
final class Passing implements ContentState {

	private final HttpServletResponse response;

	Passing(HttpServletResponse response) {
		this.response = response;
	}

	HttpServletResponse response() {
		return this.response;
	}

	ServletOutputStream stream() throws IOException {
		return this.response.getOutputStream();
	}

	@Override
	public boolean write(byte[] bytes, int offset, int length) throws IOException {
		stream().write(bytes, offset, length);
		return true;
	}

	@Override
	public void flush() throws IOException {
		stream().flush();
	}

	@Override
	public boolean declareLength(long length) {
		return false;
	}

	@Override
	public void drop() {
	}

	/**
	 * Sends content that was held back. Filters outside add their fields when they see
	 * the response committed. They count the bytes that are written up to its buffer's
	 * size, but Jetty commits it with the first long piece.
	 * @param held the content
	 * @throws IOException if the client is gone
	 */
	void send(HeldContent held) throws IOException {
		if (held.size() > ChunkPool.PIECE) {
			this.response.flushBuffer();
		}
		held.writeTo(stream());
		held.recycle();
	}

}
