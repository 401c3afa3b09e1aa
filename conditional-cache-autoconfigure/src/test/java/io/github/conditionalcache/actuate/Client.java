package io.github.conditionalcache.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * A client without a cache of its own. Thread-safe.
 */
final class Client {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port;

	Client(int port) {
		this.port = port;
	}

	Answer get(String path, String... fields) {
		return send("GET", path, null, fields);
	}

	Answer post(String path, String json) {
		return send("POST", path, json, "Content-Type", "application/json");
	}

	Answer send(String method, String path, String content, String... fields) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, (content != null) ? HttpRequest.BodyPublishers.ofString(content)
					: HttpRequest.BodyPublishers.noBody());
		if (fields.length > 0) {
			request.headers(fields);
		}
		try {
			HttpResponse<byte[]> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
			return new Answer(response.statusCode(), response.headers().firstValue("ETag").orElse(null),
					response.headers().firstValue("Last-Modified").orElse(null), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	record Answer(int status, String tag, String date, byte[] body) {

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

	}

}
