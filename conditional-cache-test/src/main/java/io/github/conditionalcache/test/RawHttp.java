package io.github.conditionalcache.test;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client of HTTP/1.1 that stores nothing, follows nothing, and adds no more than
 * {@code Host} and {@code Connection: close}: each request has a connection of its own,
 * and its {@link Answer} has the fields that stood on the wire. Fields are given as whole
 * lines, {@code If-None-Match: "v1"}, and are sent unchecked, so that malformed ones can
 * be sent too.
 * <p>
 * A method throws {@link UncheckedIOException} if the connection fails, ends without an
 * answer, or nothing is received for 20 seconds. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RawHttp {

	private static final int TIMEOUT_MILLIS = 20_000;

	private final int port;

	/**
	 * Creates a client of a server on this machine.
	 * @param port the server's port
	 */
	public RawHttp(int port) {
		this.port = port;
	}

	/**
	 * Sends a GET.
	 * @param path path and query, as they are to stand on the wire
	 * @param fields lines of the header section
	 * @return the answer
	 */
	public Answer get(String path, String... fields) {
		return send("GET", path, fields);
	}

	/**
	 * Sends a HEAD.
	 * @param path path and query, as they are to stand on the wire
	 * @param fields lines of the header section
	 * @return the answer
	 */
	public Answer head(String path, String... fields) {
		return send("HEAD", path, fields);
	}

	/**
	 * Sends a request.
	 * @param method the method
	 * @param path path and query, as they are to stand on the wire
	 * @param fields lines of the header section
	 * @return the answer
	 */
	public Answer send(String method, String path, String... fields) {
		try (Socket socket = connect()) {
			socket.getOutputStream().write(request(method, path, fields));
			byte[] answer = socket.getInputStream().readAllBytes();
			if (answer.length == 0) {
				throw new EOFException("Closed without an answer");
			}
			return Answer.parse(answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a request with content, as JSON and with its length.
	 * @param method the method
	 * @param path path and query, as they are to stand on the wire
	 * @param content the content, in characters of ISO 8859-1
	 * @param fields lines of the header section
	 * @return the answer
	 */
	public Answer write(String method, String path, String content, String... fields) {
		String[] all = Arrays.copyOf(fields, fields.length + 2);
		all[fields.length] = "Content-Type: application/json";
		all[fields.length + 1] = "Content-Length: " + content.length() + "\r\n\r\n" + content;
		return send(method, path, all);
	}

	/**
	 * Sends a GET, reads the answer up to the first byte of its content, acts, and reads
	 * the rest.
	 * @param path path and query, as they are to stand on the wire
	 * @param onFirstByte called when the first byte was received
	 * @return the answer
	 */
	public Answer get(String path, Runnable onFirstByte) {
		try (Socket socket = connect()) {
			socket.getOutputStream().write(request("GET", path));
			InputStream in = socket.getInputStream();
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
				readByte(in, read);
			}
			readByte(in, read);
			onFirstByte.run();
			in.transferTo(read);
			return Answer.parse(read.toByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void readByte(InputStream in, ByteArrayOutputStream read) throws IOException {
		int next = in.read();
		if (next < 0) {
			throw new EOFException("Closed after: " + read.toString(StandardCharsets.ISO_8859_1));
		}
		read.write(next);
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket("localhost", this.port);
		socket.setSoTimeout(TIMEOUT_MILLIS);
		return socket;
	}

	private static byte[] request(String method, String path, String... fields) {
		StringBuilder request = new StringBuilder(method).append(' ')
			.append(path)
			.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
		for (String field : fields) {
			request.append(field).append("\r\n");
		}
		return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

}
