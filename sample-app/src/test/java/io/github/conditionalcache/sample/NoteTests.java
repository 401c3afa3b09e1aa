package io.github.conditionalcache.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Notes, whose change tags one annotation touches. One instance keeps them in memory.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class NoteTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void listAndItemWhenNoteIsWrittenHaveNewTags() throws Exception {
		String list = tag(get("/api/notes", ""));
		String item = tag(get("/api/notes/130", ""));
		String other = tag(get("/api/notes/131", ""));
		assertThat(get("/api/notes", list).statusCode()).isEqualTo(304);
		assertThat(get("/api/notes/130", item).statusCode()).isEqualTo(304);
		assertThat(put("/api/notes/130", "Berlin time").statusCode()).isEqualTo(200);
		assertThat(get("/api/notes", list).body()).contains("\"text\":\"Berlin time\"");
		assertThat(get("/api/notes/130", item).body()).contains("\"text\":\"Berlin time\"");
		assertThat(get("/api/notes/131", other).statusCode()).isEqualTo(304);
	}

	@Test
	void noteWhenInvalidIsNotWritten() throws Exception {
		String item = tag(get("/api/notes/131", ""));
		HttpResponse<String> refused = put("/api/notes/131", "x".repeat(Note.MAX_LENGTH + 1));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("A note must have text, and at most 200 characters");
		assertThat(get("/api/notes/131", item).statusCode()).isEqualTo(304);
	}

	@Test
	void noteWhenMissingIs404Problem() throws Exception {
		HttpResponse<String> missing = get("/api/notes/1", "");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.body()).contains("There is no note about zone 1");
	}

	private static String tag(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return response.headers().firstValue("ETag").orElseThrow();
	}

	private HttpResponse<String> get(String path, String tag) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
		if (!tag.isEmpty()) {
			request.header("If-None-Match", tag);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> put(String path, String text) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "text/plain")
			.PUT(BodyPublishers.ofString(text))
			.build(), BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
