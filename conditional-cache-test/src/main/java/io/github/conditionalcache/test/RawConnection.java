package io.github.conditionalcache.test;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection that is kept: several requests, whose answers are separated by their
 * framing alone (RFC 9112 §6.3). For tests of the bytes that are left on a connection
 * after an answer. Used by one thread at a time.
 *
 * @since 0.1.0
 */
public final class RawConnection implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 10_000;

	private final Socket socket;

	private final InputStream in;

	private final OutputStream out;

	/**
	 * Opens a connection to a server on this machine.
	 * @param port the server's port
	 * @throws IOException if there is no such server
	 */
	public RawConnection(int port) throws IOException {
		this.socket = new Socket("localhost", port);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.in = this.socket.getInputStream();
		this.out = this.socket.getOutputStream();
	}

	/**
	 * Sends the request line and the header section.
	 * @param requestLine method and path
	 * @param fields lines of the header section
	 * @throws IOException if the connection fails
	 */
	public void head(String requestLine, String... fields) throws IOException {
		write(requestLine + " HTTP/1.1\r\nHost: localhost\r\n"
				+ ((fields.length > 0) ? String.join("\r\n", fields) + "\r\n" : "") + "\r\n");
	}

	/**
	 * Sends text as it is.
	 * @param text the text, in characters of ISO 8859-1
	 * @throws IOException if the connection fails
	 */
	public void write(String text) throws IOException {
		this.out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		this.out.flush();
	}

	/**
	 * Sends content in chunks (RFC 9112 §7.1), the last chunk included.
	 * @param content the content, in characters of ISO 8859-1
	 * @param size the size of a chunk, in bytes
	 * @throws IOException if the connection fails
	 */
	public void writeChunked(String content, int size) throws IOException {
		for (int at = 0; at < content.length(); at += size) {
			String chunk = content.substring(at, Math.min(content.length(), at + size));
			write(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
		}
		write("0\r\n\r\n");
	}

	/**
	 * Reads an answer that has no content, whatever its fields announce: that of a HEAD,
	 * or a 304.
	 * @return the answer
	 * @throws IOException if the connection fails, or ends before the answer does
	 */
	public Answer readHead() throws IOException {
		return Answer.parse(readFields().toByteArray());
	}

	/**
	 * Reads an answer up to the end that its framing announces.
	 * @return the answer
	 * @throws IOException if the connection fails, or ends before the answer does
	 */
	public Answer read() throws IOException {
		ByteArrayOutputStream read = readFields();
		Answer head = Answer.parse(read.toByteArray());
		String length = head.field("Content-Length");
		if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
			return head;
		}
		if (length != null) {
			byte[] content = this.in.readNBytes(Integer.parseInt(length));
			if (content.length < Integer.parseInt(length)) {
				throw new EOFException("Closed after " + content.length + " of " + length + " bytes");
			}
			read.write(content);
		}
		else if ("chunked".equalsIgnoreCase(head.field("Transfer-Encoding"))) {
			int start = read.size();
			while (!endsWithLastChunk(read.toString(StandardCharsets.ISO_8859_1).substring(start - 2))) {
				readByte(read);
			}
		}
		else {
			this.in.transferTo(read);
		}
		return Answer.parse(read.toByteArray());
	}

	private ByteArrayOutputStream readFields() throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		do {
			readByte(read);
		}
		while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n"));
		return read;
	}

	// With or without trailer fields
	private static boolean endsWithLastChunk(String content) {
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
