package io.github.conditionalcache.webmvc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client that adds and hides nothing: one request on one connection, the answer as it
 * stands on the wire.
 */
final class RawHttp {

	private final int port;

	RawHttp(int port) {
		this.port = port;
	}

	Answer get(String path, String... fields) {
		return send("GET", path, fields);
	}

	Answer head(String path, String... fields) {
		return send("HEAD", path, fields);
	}

	Answer send(String method, String path, String... fields) {
		StringBuilder request = new StringBuilder(method).append(' ')
			.append(path)
			.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
		for (String field : fields) {
			request.append(field).append("\r\n");
		}
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
			return Answer.parse(socket.getInputStream().readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends content as JSON, with its length.
	 */
	Answer write(String method, String path, String content, String... fields) {
		String[] all = Arrays.copyOf(fields, fields.length + 2);
		all[fields.length] = "Content-Type: application/json";
		all[fields.length + 1] = "Content-Length: " + content.length() + "\r\n\r\n" + content;
		return send(method, path, all);
	}

	/**
	 * Reads an answer up to the first byte of its content, acts, and reads the rest.
	 */
	Answer get(String path, Runnable onFirstByte) {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			InputStream in = socket.getInputStream();
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
				read.write(in.read());
			}
			read.write(in.read());
			onFirstByte.run();
			in.transferTo(read);
			return Answer.parse(read.toByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	record Answer(int status, List<String> fields, byte[] body) {

		static Answer parse(byte[] bytes) {
			String text = new String(bytes, StandardCharsets.ISO_8859_1);
			int end = text.indexOf("\r\n\r\n");
			List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\r\n")));
			int status = Integer.parseInt(lines.remove(0).split(" ")[1]);
			Answer raw = new Answer(status, lines, text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
			return "chunked".equals(raw.field("Transfer-Encoding")) ? new Answer(status, lines, dechunk(raw.body()))
					: raw;
		}

		private static byte[] dechunk(byte[] body) {
			String text = new String(body, StandardCharsets.ISO_8859_1);
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			int at = 0;
			while (at < text.length()) {
				int end = text.indexOf("\r\n", at);
				int size = Integer.parseInt(text.substring(at, end).trim(), 16);
				if (size == 0) {
					break;
				}
				out.write(body, end + 2, size);
				at = end + 2 + size + 2;
			}
			return out.toByteArray();
		}

		String field(String name) {
			return this.fields.stream()
				.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
				.map((line) -> line.substring(name.length() + 1).trim())
				.findFirst()
				.orElse(null);
		}

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

	}

}
