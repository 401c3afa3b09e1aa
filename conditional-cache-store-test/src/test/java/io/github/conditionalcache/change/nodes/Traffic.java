package io.github.conditionalcache.change.nodes;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Clients that revalidate when told, and writers that write all the time.
 */
final class Traffic implements AutoCloseable {

	private static final int CLIENTS = 8;

	private static final int WRITERS = 3;

	private static final int PAUSE_MILLIS = 40;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

	private final List<Client> clients;

	private final List<Future<?>> ends = new ArrayList<>();

	/**
	 * Starts the writers.
	 * @param nodes the nodes
	 * @param url the database
	 * @param history gets all events
	 */
	Traffic(List<? extends Node> nodes, String url, History history) {
		this.clients = IntStream.range(0, CLIENTS)
			.mapToObj((number) -> new Client(number, nodes, new StaleOracle(url), this.http, history))
			.toList();
		for (int i = 0; i < WRITERS; i++) {
			Writer writer = new Writer(i, nodes, this.http, history);
			this.ends.add(this.threads.submit(() -> write(writer)));
		}
	}

	private Object write(Writer writer) throws InterruptedException {
		while (!this.closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
			writer.write();
		}
		return writer;
	}

	/**
	 * Has the clients revalidate.
	 * @param times how many answers they want together; each may get one more
	 * @param limit after which no further request is made
	 * @param disturbance what happens meanwhile; its end is awaited
	 * @throws Exception if it, or a client, fails
	 */
	void revalidate(int times, Duration limit, Callable<?> disturbance) throws Exception {
		long end = System.nanoTime() + limit.toNanos();
		AtomicInteger left = new AtomicInteger(times);
		List<Future<?>> ends = new ArrayList<>(List.of(this.threads.submit(disturbance)));
		for (Client client : this.clients) {
			ends.add(this.threads.submit(() -> {
				revalidate(client, left, end);
				return this;
			}));
		}
		for (Future<?> ended : ends) {
			ended.get();
		}
	}

	private void revalidate(Client client, AtomicInteger left, long end) throws InterruptedException {
		while (left.get() > 0 && System.nanoTime() - end < 0) {
			if (client.revalidate()) {
				left.decrementAndGet();
			}
			else {
				this.closed.await(1, TimeUnit.MILLISECONDS);
			}
		}
	}

	@Override
	public void close() throws ExecutionException {
		this.closed.countDown();
		try {
			for (Future<?> end : this.ends) {
				end.get();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.threads.shutdown();
		this.clients.forEach(Client::close);
	}

}
