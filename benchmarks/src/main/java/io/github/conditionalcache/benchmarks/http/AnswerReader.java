package io.github.conditionalcache.benchmarks.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds the end of an answer in what arrives on a connection: by its length, its chunks,
 * or because its status has no content. Keeps no content.
 */
final class AnswerReader {

	private byte[] head = new byte[1024];

	private int headLength;

	private State state = State.HEAD;

	private int status;

	private long left;

	private long length;

	/**
	 * Takes what has arrived, up to the end of the answer.
	 * @param bytes what has arrived
	 * @return whether the answer has ended
	 * @throws IOException if it can't be read
	 */
	boolean read(ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining() && this.state != State.END) {
			switch (this.state) {
				case HEAD -> head(bytes.get());
				case CONTENT -> skip(bytes, State.END);
				case CHUNK -> skip(bytes, State.CHUNK_END);
				case CHUNK_SIZE -> chunkSize(bytes.get());
				case CHUNK_END -> chunkEnd(bytes.get());
				case TRAILER -> trailer(bytes.get());
				case END -> throw new IllegalStateException("It has ended");
			}
		}
		return this.state == State.END;
	}

	int status() {
		return this.status;
	}

	Answer answer() {
		return new Answer(this.status, Answer.head(this.head, this.headLength).fields(), this.length);
	}

	boolean hasContent() {
		return this.length > 0;
	}

	void reset() {
		this.state = State.HEAD;
		this.headLength = 0;
		this.length = 0;
	}

	private void head(byte value) throws IOException {
		if (this.headLength == this.head.length) {
			this.head = Arrays.copyOf(this.head, this.headLength * 2);
		}
		this.head[this.headLength++] = value;
		if (value == '\n' && this.headLength >= 4 && this.head[this.headLength - 3] == '\n') {
			headEnd();
		}
	}

	private void headEnd() throws IOException {
		this.status = (this.head[9] - '0') * 100 + (this.head[10] - '0') * 10 + this.head[11] - '0';
		if (this.status == 204 || this.status == 304) {
			this.state = State.END;
			return;
		}
		Answer answer = Answer.head(this.head, this.headLength);
		String declared = answer.field("Content-Length");
		if (declared != null) {
			this.left = Long.parseLong(declared);
			this.state = (this.left > 0) ? State.CONTENT : State.END;
			return;
		}
		if (!isChunked(answer.field("Transfer-Encoding"))) {
			throw new IOException("An answer without framing: " + answer.fields());
		}
		chunk();
	}

	private static boolean isChunked(@Nullable String coding) {
		return coding != null && coding.toLowerCase(Locale.ROOT).equals("chunked");
	}

	private void chunk() {
		this.left = 0;
		this.state = State.CHUNK_SIZE;
	}

	private void chunkSize(byte value) {
		if (value == '\n') {
			this.state = (this.left > 0) ? State.CHUNK : State.TRAILER;
		}
		else if (value != '\r') {
			this.left = this.left * 16 + Character.digit(value, 16);
		}
	}

	private void chunkEnd(byte value) {
		if (value == '\n') {
			chunk();
		}
	}

	private void trailer(byte value) {
		if (value == '\n') {
			this.state = State.END;
		}
	}

	private void skip(ByteBuffer bytes, State next) {
		int count = (int) Math.min(this.left, bytes.remaining());
		bytes.position(bytes.position() + count);
		this.left -= count;
		this.length += count;
		if (this.left == 0) {
			this.state = next;
		}
	}

	private enum State {

		HEAD, CONTENT, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER, END

	}

}
