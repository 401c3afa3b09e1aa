package io.github.conditionalcache.change.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.github.conditionalcache.change.nodes.Event.Kind;

/**
 * Has nodes write one item or two neighbours, and roll back each fifth time. Not
 * thread-safe.
 */
final class Writer {

	private static final int ROLL_BACK_EVERY = 5;

	private final int number;

	private final List<? extends Node> nodes;

	private final HttpClient http;

	private final History history;

	private final Random random;

	Writer(int number, List<? extends Node> nodes, HttpClient http, History history) {
		this.number = number;
		this.nodes = nodes;
		this.http = http;
		this.history = history;
		this.random = new Random(number);
	}

	void write() throws InterruptedException {
		URI node = this.nodes.get(this.random.nextInt(this.nodes.size())).address();
		if (node == null) {
			return;
		}
		int id = 1 + this.random.nextInt(Items.COUNT - 1);
		String ids = this.random.nextBoolean() ? String.valueOf(id) : id + "," + (id + 1);
		ItemWriter.Way way = ItemWriter.Way.values()[this.random.nextInt(ItemWriter.Way.values().length)];
		boolean rollBack = this.random.nextInt(ROLL_BACK_EVERY) == 0;
		URI uri = node.resolve("/items?ids=%s&way=%s&rollBack=%s".formatted(ids, way, rollBack));
		try {
			HttpResponse<String> answer = this.http.send(
					HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).POST(BodyPublishers.noBody()).build(),
					BodyHandlers.ofString());
			if (answer.statusCode() == 200) {
				note(answer.body());
			}
		}
		catch (IOException ex) {
			// Whether it was written is not known. The oracle sees it
		}
	}

	private void note(String written) {
		for (String item : written.split(",")) {
			String[] parts = item.split("=");
			this.history.add(new Event(Kind.WRITTEN, this.number, "/items/" + parts[0], Event.NO_TAG,
					List.of(Long.valueOf(parts[1]))));
		}
	}

}
