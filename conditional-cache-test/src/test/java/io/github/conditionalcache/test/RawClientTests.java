package io.github.conditionalcache.test;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RawHttp} and {@link RawConnection}, against a server that writes a
 * given text and closes.
 */
class RawClientTests {

	@Test
	void fieldsAreSentAsGiven() throws Exception {
		try (Server server = new Server("HTTP/1.1 304 x\r\nETag: \"v1\"\r\n\r\n")) {
			assertThat(new RawHttp(server.port()).get("/a%2Fb?c", "If-None-Match: w/\"v1\",,")).hasEntityTag("\"v1\"");
			assertThat(server.request.join()).startsWith("GET /a%2Fb?c HTTP/1.1\r\nHost: localhost\r\n")
				.contains("\r\nIf-None-Match: w/\"v1\",,\r\n");
		}
	}

	@Test
	void closedConnectionIsAnIoException() throws Exception {
		try (Server server = new Server("")) {
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> new RawHttp(server.port()).get("/"));
		}
	}

	@Test
	void firstByteThatNeverComesIsAnIoException() throws Exception {
		AtomicInteger acted = new AtomicInteger();
		try (Server server = new Server("HTTP/1.1 304 x\r\n\r\n")) {
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> new RawHttp(server.port()).get("/", acted::incrementAndGet));
		}
		assertThat(acted).hasValue(0);
	}

	@Test
	void answersOfOneConnectionAreToldApart() throws Exception {
		try (Server server = new Server("HTTP/1.1 304 x\r\n\r\nHTTP/1.1 200 x\r\nContent-Length: 2\r\n\r\nab"
				+ "HTTP/1.1 200 x\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\nc\r\n0\r\n\r\n"
				+ "HTTP/1.1 200 x\r\nContent-Length: 9\r\n\r\nd");
				RawConnection connection = new RawConnection(server.port())) {
			connection.head("GET /");
			assertThat(connection.read()).hasStatus(304);
			assertThat(connection.read()).hasContent("ab");
			assertThat(connection.read()).hasContent("c");
			assertThatExceptionOfType(EOFException.class).isThrownBy(connection::read);
		}
	}

	/**
	 * Answers one connection, whatever it is asked.
	 */
	private static final class Server implements AutoCloseable {

		private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

		private final CompletableFuture<String> request;

		Server(String answer) throws IOException {
			this.request = CompletableFuture.supplyAsync(() -> serve(answer));
		}

		int port() {
			return this.socket.getLocalPort();
		}

		private String serve(String answer) {
			try (Socket connection = this.socket.accept()) {
				StringBuilder read = new StringBuilder();
				while (!read.toString().endsWith("\r\n\r\n")) {
					read.append((char) connection.getInputStream().read());
				}
				connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
				return read.toString();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
