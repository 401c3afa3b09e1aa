package io.github.conditionalcache.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client with several connections that are kept, each with one request under way: the
 * next is sent when the answer before has ended. One thread, so that it takes little from
 * a server on the same machine.
 */
public final class Load implements AutoCloseable {

	private final Selector selector;

	private final List<Connection> connections = new ArrayList<>();

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

	private final List<Request> requests;

	private int next;

	private long[] latencies = new long[4096];

	private int completed;

	private long deadline;

	/**
	 * Opens the connections.
	 * @param port where the server listens
	 * @param requests what to send, in turn
	 * @param connections how many connections
	 * @throws IOException if it fails
	 */
	public Load(int port, List<Request> requests, int connections) throws IOException {
		this.requests = List.copyOf(requests);
		this.selector = Selector.open();
		try {
			for (int i = 0; i < connections; i++) {
				this.connections.add(new Connection(port, this.selector));
			}
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Sends one request and waits for its answer.
	 * @param port where the server listens
	 * @param request the request
	 * @return the answer
	 * @throws IOException if it fails
	 */
	public static Answer once(int port, Request request) throws IOException {
		return each(port, List.of(request)).get(0);
	}

	/**
	 * Sends each request once, one after the other, and waits for the answers.
	 * @param port where the server listens
	 * @param requests the requests
	 * @return the answers
	 * @throws IOException if it fails
	 */
	public static List<Answer> each(int port, List<Request> requests) throws IOException {
		List<Answer> answers = new ArrayList<>(requests.size());
		try (Load load = new Load(port, requests, 1)) {
			for (int i = 0; i < requests.size(); i++) {
				load.run(Duration.ZERO);
				answers.add(load.connections.get(0).reader.answer());
			}
		}
		return answers;
	}

	/**
	 * Sends one request and waits until its content begins.
	 * @param port where the server listens
	 * @param request the request
	 * @return how long it took
	 * @throws IOException if it fails
	 */
	public static Duration firstByte(int port, Request request) throws IOException {
		try (SocketChannel channel = SocketChannel.open(address(port))) {
			AnswerReader reader = new AnswerReader();
			ByteBuffer bytes = ByteBuffer.allocate(8192);
			long start = System.nanoTime();
			channel.write(request.buffer());
			while (!reader.hasContent()) {
				if (channel.read(bytes.clear()) < 0) {
					throw new EOFException("The server has closed the connection");
				}
				reader.read(bytes.flip());
			}
			return Duration.ofNanos(System.nanoTime() - start);
		}
	}

	/**
	 * Sends requests for a time, and waits for the last answers.
	 * @param duration how long; each connection sends at least one request
	 * @return what was seen
	 * @throws IOException if it fails, or an answer has another status than it must have
	 */
	public LoadResult run(Duration duration) throws IOException {
		this.completed = 0;
		long start = System.nanoTime();
		this.deadline = start + duration.toNanos();
		for (Connection connection : this.connections) {
			connection.send(nextRequest());
		}
		int busy = this.connections.size();
		while (busy > 0) {
			if (this.selector.select(30_000) == 0) {
				throw new IOException("No answer within 30 s");
			}
			for (SelectionKey key : this.selector.selectedKeys()) {
				busy -= receive((Connection) key.attachment()) ? 0 : 1;
			}
			this.selector.selectedKeys().clear();
		}
		return new LoadResult(System.nanoTime() - start, Arrays.copyOf(this.latencies, this.completed));
	}

	// Returns whether the connection goes on
	private boolean receive(Connection connection) throws IOException {
		this.buffer.clear();
		if (connection.channel.read(this.buffer) < 0) {
			throw new EOFException("The server has closed the connection");
		}
		if (!connection.reader.read(this.buffer.flip())) {
			return true;
		}
		long now = System.nanoTime();
		record(now - connection.sentAt);
		if (connection.reader.status() != connection.request.status()) {
			throw new IOException("Expected the status %d but got: %s".formatted(connection.request.status(),
					connection.reader.answer().fields()));
		}
		if (now >= this.deadline) {
			return false;
		}
		connection.send(nextRequest());
		return true;
	}

	private void record(long nanos) {
		if (this.completed == this.latencies.length) {
			this.latencies = Arrays.copyOf(this.latencies, this.completed * 2);
		}
		this.latencies[this.completed++] = nanos;
	}

	private Request nextRequest() {
		Request request = this.requests.get(this.next);
		this.next = (this.next + 1 < this.requests.size()) ? this.next + 1 : 0;
		return request;
	}

	@Override
	public void close() throws IOException {
		for (Connection connection : this.connections) {
			connection.channel.close();
		}
		this.selector.close();
	}

	private static InetSocketAddress address(int port) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
	}

	private static final class Connection {

		private final SocketChannel channel;

		private final AnswerReader reader = new AnswerReader();

		private Request request = Request.get("/", null, 200);

		private long sentAt;

		Connection(int port, Selector selector) throws IOException {
			this.channel = SocketChannel.open(address(port));
			this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			this.channel.configureBlocking(false);
			this.channel.register(selector, SelectionKey.OP_READ, this);
		}

		void send(Request next) throws IOException {
			this.request = next;
			this.reader.reset();
			ByteBuffer bytes = next.buffer();
			this.sentAt = System.nanoTime();
			while (bytes.hasRemaining()) {
				this.channel.write(bytes);
			}
		}

	}

}
