package io.github.conditionalcache.webmvc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.github.conditionalcache.webmvc.RawHttp.Answer;

/**
 * A connection that is kept: several requests, and answers told apart by their framing
 * alone.
 */
final class RawConnection implements AutoCloseable {

	private final Socket socket;

	private final InputStream in;

	private final OutputStream out;

	RawConnection(int port) throws IOException {
		this.socket = new Socket("localhost", port);
		this.socket.setSoTimeout(10_000);
		this.in = this.socket.getInputStream();
		this.out = this.socket.getOutputStream();
	}

	void head(String requestLine, String... fields) throws IOException {
		write(requestLine + " HTTP/1.1\r\nHost: localhost\r\n"
				+ ((fields.length > 0) ? String.join("\r\n", fields) + "\r\n" : "") + "\r\n");
	}

	void write(String text) throws IOException {
		this.out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		this.out.flush();
	}

	void writeChunked(String content, int size) throws IOException {
		for (int at = 0; at < content.length(); at += size) {
			String chunk = content.substring(at, Math.min(content.length(), at + size));
			write(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
		}
		write("0\r\n\r\n");
	}

	/**
	 * Reads an answer that has no content, whatever its fields say.
	 */
	Answer readHead() throws IOException {
		return Answer.parse(readFields().toByteArray());
	}

	private ByteArrayOutputStream readFields() throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		do {
			readByte(read);
		}
		while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n"));
		return read;
	}

	Answer read() throws IOException {
		ByteArrayOutputStream read = readFields();
		Answer head = Answer.parse(read.toByteArray().clone());
		String length = head.field("Content-Length");
		if (head.status() == 100 || head.status() == 204) {
			return head;
		}
		if (length != null) {
			read.write(this.in.readNBytes(Integer.parseInt(length)));
		}
		else if ("chunked".equals(head.field("Transfer-Encoding"))) {
			int start = read.size();
			while (!isLastChunk(read.toString(StandardCharsets.ISO_8859_1).substring(start - 2))) {
				readByte(read);
			}
		}
		else {
			this.in.transferTo(read);
		}
		return Answer.parse(read.toByteArray());
	}

	// With or without trailer fields
	private static boolean isLastChunk(String content) {
		int last = content.lastIndexOf("\r\n0\r\n");
		return last >= 0 && content.indexOf("\r\n\r\n", last) >= 0;
	}

	private void readByte(ByteArrayOutputStream read) throws IOException {
		int next = this.in.read();
		if (next < 0) {
			throw new IOException("Closed after: " + read.toString(StandardCharsets.ISO_8859_1));
		}
		read.write(next);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
