package io.github.conditionalcache.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Clients of the sample that have the current answer, an outdated one or none, and that
 * write with a tag, with an outdated one or without.
 */
final class MixedRequests {

	private static final String ITEM = "/api/zones/130";

	private final HttpClient client = HttpClient.newHttpClient();

	// The same in each run
	private final Random random = new Random(304);

	private final String origin;

	MixedRequests(int port) {
		this.origin = "http://localhost:" + port;
	}

	/**
	 * Sends each kind of request once.
	 * @param patterns path patterns of the handlers to read from
	 */
	void sendEach(List<String> patterns) throws IOException, InterruptedException {
		for (String pattern : patterns) {
			revalidate(path(pattern));
		}
		String outdated = tag(get(ITEM)).orElseThrow();
		get(ITEM, "If-None-Match", outdated, "Accept-Language", "sw");
		write(ITEM);
		write(ITEM, "If-Match", outdated);
		write(ITEM, "If-Match", outdated);
		get(ITEM, "If-None-Match", outdated);
		send(request(ITEM + "/comment", "Content-Type", "text/plain").PUT(BodyPublishers.ofString("a comment")));
		send(request("/api/notes/130", "Content-Type", "text/plain").PUT(BodyPublishers.ofString("a note")));
	}

	/**
	 * Sends some requests of each kind, mostly those of clients that are up to date.
	 * @param patterns path patterns of the handlers to read from
	 */
	void sendSome(List<String> patterns) throws IOException, InterruptedException {
		for (String pattern : patterns) {
			String path = path(pattern);
			Optional<String> tag = tag(get(path));
			for (int i = this.random.nextInt(6); i > 0 && tag.isPresent(); i--) {
				get(path, "If-None-Match", tag.get());
			}
		}
		if (this.random.nextInt(4) == 0) {
			sendEach(List.of());
		}
	}

	private void revalidate(String path) throws IOException, InterruptedException {
		Optional<String> tag = tag(get(path));
		if (tag.isPresent()) {
			get(path, "If-None-Match", tag.get());
		}
	}

	private static String path(String pattern) {
		return pattern.replace("{id}", "130");
	}

	private static Optional<String> tag(HttpResponse<String> response) {
		return response.headers().firstValue("ETag");
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return send(request(path, headers));
	}

	private void write(String path, String... headers) throws IOException, InterruptedException {
		String comment = "{\"comment\": \"Written at %d\"}".formatted(System.nanoTime());
		send(request(path, headers).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(comment)));
	}

	private HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.origin + path));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

}
