package io.github.conditionalcache.change.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.conditionalcache.change.nodes.Event.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A client that holds an answer of each resource, and asks whether it is the current one.
 * Its requests follow each other. Not thread-safe.
 */
final class Client implements AutoCloseable {

	private static final List<Items> RESOURCES = Items.resources();

	private static final int CHANGE_EVERY = 5;

	private final Map<String, String> tags = new HashMap<>();

	private final int number;

	private final List<? extends Node> nodes;

	private final StaleOracle oracle;

	private final HttpClient http;

	private final History history;

	private final Random random;

	private Items resource = RESOURCES.get(0);

	Client(int number, List<? extends Node> nodes, StaleOracle oracle, HttpClient http, History history) {
		this.number = number;
		this.nodes = nodes;
		this.oracle = oracle;
		this.http = http;
		this.history = history;
		this.random = new Random(number);
	}

	/**
	 * Revalidates one answer at one of the nodes.
	 * @return whether there was an answer
	 * @throws InterruptedException if interrupted
	 */
	boolean revalidate() throws InterruptedException {
		if (this.random.nextInt(CHANGE_EVERY) == 0) {
			this.resource = RESOURCES.get(this.random.nextInt(RESOURCES.size()));
		}
		URI node = this.nodes.get(this.random.nextInt(this.nodes.size())).address();
		if (node == null) {
			return false;
		}
		return revalidate(this.resource, node);
	}

	private boolean revalidate(Items resource, URI node) throws InterruptedException {
		add(Kind.BEGUN, resource, Event.NO_TAG, List.of());
		List<Long> seen = this.oracle.read(resource);
		if (seen == null) {
			return false;
		}
		add(Kind.SEEN, resource, Event.NO_TAG, seen);
		HttpResponse<String> answer = answer(node.resolve(resource.path()), this.tags.get(resource.path()));
		return answer != null && note(resource, answer);
	}

	private @Nullable HttpResponse<String> answer(URI uri, @Nullable String tag) throws InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
		if (tag != null) {
			request.header("If-None-Match", tag);
		}
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			return null;
		}
	}

	private boolean note(Items resource, HttpResponse<String> answer) {
		String tag = answer.headers().firstValue("ETag").orElse(Event.NO_TAG);
		switch (answer.statusCode()) {
			case 200 -> {
				add(Kind.FULL, resource, tag, Arrays.stream(answer.body().split(",")).map(Long::valueOf).toList());
				this.tags.put(resource.path(), tag);
			}
			case 304 -> add(isEarly(answer) ? Kind.EARLY_304 : Kind.LATE_304, resource, tag, List.of());
			default -> {
				return false;
			}
		}
		return true;
	}

	private static boolean isEarly(HttpResponse<String> answer) {
		return answer.headers().firstValue("Conditional-Cache").orElse("").contains("phase=early");
	}

	private void add(Kind kind, Items resource, String tag, List<Long> numbers) {
		this.history.add(new Event(kind, this.number, resource.path(), tag, numbers));
	}

	@Override
	public void close() {
		this.oracle.close();
	}

}
