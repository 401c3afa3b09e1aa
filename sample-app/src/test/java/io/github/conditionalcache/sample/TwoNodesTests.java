package io.github.conditionalcache.sample;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two instances of the sample over one PostgreSQL: each answers 304, until a note is
 * written at the other one. Where no PostgreSQL can be started the tests are skipped, and
 * {@code .ci/run} fails.
 */
@EnabledIf(value = "start", disabledReason = "no PostgreSQL could be started, so two instances were not tried")
class TwoNodesTests {

	private static final String NOTE = "/api/notes/130";

	private static final String POSITIVE = "[1-9]\\d*";

	private static final int FIRST = TestSocketUtils.findAvailableTcpPort();

	private static final int SECOND = TestSocketUtils.findAvailableTcpPort();

	private static @Nullable TwoNodes nodes;

	private final HttpClient client = HttpClient.newHttpClient();

	static boolean start() {
		File log = new File("target", "two-nodes.log");
		try {
			nodes = new TwoNodes(FIRST, SECOND, Redirect.appendTo(log));
			return true;
		}
		catch (IOException ex) {
			ex.printStackTrace();
			return false;
		}
	}

	@AfterAll
	static void stop() throws IOException {
		if (nodes != null) {
			nodes.close();
		}
	}

	@Test
	void noteWrittenAtOneInstanceChangesTheTagOfTheOther() throws Exception {
		HttpResponse<String> read = get(SECOND, NOTE, "");
		assertThat(get(FIRST, NOTE, "").body()).isEqualTo(read.body());
		int hits = hits(SECOND);
		assertThat(get(SECOND, NOTE, tag(read)).statusCode()).isEqualTo(304);
		assertThat(get(SECOND, NOTE, tag(read)).statusCode()).isEqualTo(304);
		assertThat(hits(SECOND)).isEqualTo(hits + 2);
		String list = tag(get(SECOND, "/api/notes", ""));
		String other = tag(get(SECOND, "/api/notes/131", ""));
		assertThat(put(FIRST, "Berlin time").statusCode()).isEqualTo(200);
		HttpResponse<String> changed = get(SECOND, NOTE, tag(read));
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(changed.body()).contains("\"text\":\"Berlin time\"");
		assertThat(get(SECOND, "/api/notes", list).body()).contains("\"text\":\"Berlin time\"");
		assertThat(get(SECOND, "/api/notes/131", other).statusCode()).isEqualTo(304);
		assertThat(get(FIRST, NOTE, tag(changed)).statusCode()).isEqualTo(304);
	}

	@Test
	@EnabledIf(value = "io.github.conditionalcache.sample.Chromium#isInstalled", disabledReason = Chromium.MISSING)
	void pageShowsThe304sOfBothAndTheChange() throws Exception {
		ChromeDriver browser = Chromium.start();
		try {
			browser.get("http://localhost:%d/nodes.html?other=%d".formatted(FIRST, SECOND));
			await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
				assertThat(text(browser, "#first .hits")).matches(POSITIVE);
				assertThat(text(browser, "#second .hits")).matches(POSITIVE);
			});
			String tag = text(browser, "#second .tag");
			for (String writer : new String[] { "first", "second" }) {
				browser.findElement(By.id("write-" + writer)).click();
				await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
					assertThat(text(browser, "#first .text")).startsWith("Written at the " + writer);
					assertThat(text(browser, "#second .text")).startsWith("Written at the " + writer);
				});
			}
			assertThat(text(browser, "#second .tag")).isNotEqualTo(tag);
			int hits = number(browser, "#second .hits");
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(number(browser, "#second .hits")).isGreaterThan(hits));
		}
		finally {
			browser.quit();
		}
	}

	private static String text(ChromeDriver browser, String selector) {
		return browser.findElement(By.cssSelector(selector)).getText();
	}

	private static int number(ChromeDriver browser, String selector) {
		return Integer.parseInt(text(browser, selector));
	}

	private int hits(int port) throws IOException, InterruptedException {
		return JsonPath.read(get(port, "/actuator/conditionalcache", "").body(),
				"$.handlers['NoteApiController.get'].results.hit");
	}

	private static String tag(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return response.headers().firstValue("ETag").orElseThrow();
	}

	private HttpResponse<String> get(int port, String path, String tag) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, path));
		if (!tag.isEmpty()) {
			request.header("If-None-Match", tag);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> put(int port, String text) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri(port, NOTE))
			.header("Content-Type", "text/plain")
			.PUT(BodyPublishers.ofString(text))
			.build(), BodyHandlers.ofString());
	}

	private static URI uri(int port, String path) {
		return URI.create("http://localhost:" + port + path);
	}

}
