package io.github.conditionalcache.servlet;

import java.io.IOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * Output stream of a {@link HoldingResponse} that holds content back or did so.
 */
final class ContentStream extends ServletOutputStream {

	private final HoldingResponse response;

	ContentStream(HoldingResponse response) {
		this.response = response;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.response.write(bytes, offset, length);
	}

	@Override
	public void flush() throws IOException {
		this.response.flushContent();
	}

	@Override
	public void close() throws IOException {
		flush();
	}

	@Override
	public boolean isReady() {
		try {
			return !this.response.isPassing() || this.response.passThrough().isReady();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		try {
			this.response.passThrough().setWriteListener(listener);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
