package io.github.conditionalcache.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several clients count in one row: each reads the number with its tag, and writes the
 * next number under that tag. When all are done, the number must be that of the writes
 * that were accepted. By default they stop after {@value #WRITES} writes;
 * {@code -Dlost-updates.seconds=60} lets them go on for a minute.
 */
abstract class AbstractLostUpdateTests {

	private static final int CLIENTS = 8;

	private static final int WRITES = 100;

	private static final long COUNTER = 100;

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final Pattern COMMENT = Pattern.compile("\"comment\":\"(\\d*)\"");

	private static final Pattern REASON = Pattern.compile("\"reason\":\"([a-z-]*)\"");

	private final Map<String, Integer> acceptedTags = new ConcurrentHashMap<>();

	private final Map<String, Integer> sentTags = new ConcurrentHashMap<>();

	private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private long end;

	@LocalServerPort
	private int port;

	@Autowired
	private ZoneService zones;

	@Test
	void counterOfSeveralClientsIsTheNumberOfAcceptedWrites() throws Exception {
		this.zones.editComment(COUNTER, "0");
		Integer seconds = Integer.getInteger("lost-updates.seconds");
		this.end = System.nanoTime() + ((seconds != null) ? Duration.ofSeconds(seconds) : LIMIT).toNanos();
		count((seconds != null) ? Integer.MAX_VALUE : WRITES);
		System.out.printf("%s: %d writes accepted, refused: %s%n", getClass().getSimpleName(), this.accepted.get(),
				this.refusals);
		assertThat(this.zones.get(COUNTER).getComment()).isEqualTo(String.valueOf(this.accepted.get()));
		assertThat(this.acceptedTags).hasSize(this.accepted.get()).allSatisfy(this::isOnce);
		assertThat(this.sentTags).hasSize(this.accepted.get()).allSatisfy(this::isOnce);
		assertThat(this.accepted.get()).isGreaterThanOrEqualTo(WRITES);
		assertThat(this.refusals).as("reasons").isNotEmpty().containsOnlyKeys(reasons());
	}

	private List<String> reasons() {
		return this.refusals.containsKey("optimistic-lock") ? List.of("changed", "optimistic-lock")
				: List.of("changed");
	}

	private void isOnce(String tag, int times) {
		assertThat(times).as(tag).isEqualTo(1);
	}

	private void count(int writes) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				all.add(clients.submit(() -> {
					HttpClient client = HttpClient.newHttpClient();
					while (this.accepted.get() < writes && System.nanoTime() < this.end) {
						increment(client);
					}
					return null;
				}));
			}
			for (Future<?> one : all) {
				one.get();
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private void increment(HttpClient client) throws IOException, InterruptedException {
		HttpResponse<String> read = client.send(request().build(), BodyHandlers.ofString());
		assertThat(read.statusCode()).isEqualTo(200);
		String tag = read.headers().firstValue("ETag").orElseThrow();
		String next = "{\"comment\":\"%d\"}".formatted(Integer.parseInt(first(COMMENT, read)) + 1);
		HttpResponse<String> written = client.send(request().header("If-Match", tag)
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(next))
			.build(), BodyHandlers.ofString());
		if (written.statusCode() == 200) {
			this.accepted.incrementAndGet();
			this.acceptedTags.merge(tag, 1, Integer::sum);
			this.sentTags.merge(written.headers().firstValue("ETag").orElseThrow(), 1, Integer::sum);
			assertThat(written.body()).startsWith(next.substring(0, next.length() - 1));
		}
		else {
			assertThat(written.statusCode()).as(written.body()).isEqualTo(412);
			this.refusals.merge(first(REASON, written), 1, Integer::sum);
		}
	}

	private String first(Pattern pattern, HttpResponse<String> response) {
		Matcher matcher = pattern.matcher(response.body());
		assertThat(matcher.find()).as(response.body()).isTrue();
		return matcher.group(1);
	}

	private HttpRequest.Builder request() {
		return HttpRequest.newBuilder(URI.create("http://localhost:%d/api/zones/%d".formatted(this.port, COUNTER)));
	}

}
