package io.github.conditionalcache.servlet;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a response for writing its content, as bytes or as text. Counts the
 * bytes.
 */
final class ContentStream extends ServletOutputStream {

	private final ResponseContent content;

	private @Nullable PrintWriter writer;

	private boolean finishing;

	private long count;

	ContentStream(ResponseContent content) {
		this.content = content;
	}

	/**
	 * Returns the writer of this stream.
	 * @return the writer, or {@code null} if there is none yet
	 */
	@Nullable PrintWriter writer() {
		return this.writer;
	}

	/**
	 * Puts a writer before this stream.
	 * @param encoding encodes the text
	 * @return the writer
	 */
	PrintWriter writer(Charset encoding) {
		PrintWriter writer = new PrintWriter(new OutputStreamWriter(this, encoding));
		this.writer = writer;
		return writer;
	}

	/**
	 * Takes the bytes that the writer has encoded but not written.
	 */
	void finishWriter() {
		this.finishing = true;
		flushWriter();
		this.finishing = false;
	}

	/**
	 * Flushes the writer and this stream, if there is a writer.
	 */
	void flushWriter() {
		if (this.writer != null) {
			this.writer.flush();
		}
	}

	/**
	 * Returns how much content was written.
	 * @return how many bytes
	 */
	long count() {
		return this.count;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.content.write(bytes, offset, length);
		this.count += length;
	}

	@Override
	public void flush() throws IOException {
		if (!this.finishing) {
			this.content.flush();
		}
	}

	@Override
	public void close() throws IOException {
		flush();
	}

	@Override
	public boolean isReady() {
		try {
			return this.content.isReady();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		try {
			this.content.passThrough().setWriteListener(listener);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
