package io.github.conditionalcache.sample;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * The Prometheus that is installed on this machine, as a process of its own that asks one
 * application every second.
 */
final class Prometheus {

	static final String MISSING = "no Prometheus on the PATH, so the dashboard's expressions were not evaluated; "
			+ "on Debian: apt-get install --no-install-recommends prometheus";

	private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");

	private final HttpClient client = HttpClient.newHttpClient();

	private final Process process;

	private final URI api;

	private Prometheus(Process process, String address) {
		this.process = process;
		this.api = URI.create("http://" + address + "/api/v1/");
	}

	static boolean isInstalled() {
		boolean installed = Programs.find("prometheus").isPresent();
		if (!installed) {
			System.err.println("Skipped: " + MISSING);
		}
		return installed;
	}

	static Prometheus start(Path directory, int applicationPort) throws IOException {
		Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
				scrape_configs:
				  - job_name: zones
				    scrape_interval: 1s
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["localhost:%d"]
				""".formatted(applicationPort));
		Path log = directory.resolve("prometheus.log");
		Process process = new ProcessBuilder(Programs.find("prometheus").orElseThrow().toString(),
				"--config.file=" + configuration, "--storage.tsdb.path=" + directory.resolve("data"),
				"--web.listen-address=127.0.0.1:0")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			return new Prometheus(process, address(process, log));
		}
		catch (RuntimeException ex) {
			process.destroyForcibly();
			throw new IllegalStateException("Prometheus did not start: " + Files.readString(log), ex);
		}
	}

	private static String address(Process process, Path log) {
		return await().atMost(Duration.ofMinutes(1))
			.failFast("it ended", () -> !process.isAlive())
			.until(() -> LISTENING.matcher(Files.readString(log)).results().toList(), (found) -> !found.isEmpty())
			.get(0)
			.group(1);
	}

	/**
	 * What an expression comes to now.
	 */
	List<Sample> query(String expression) throws IOException, InterruptedException {
		return ask("query", "query", expression).path("result")
			.valueStream()
			.map((result) -> new Sample(labels(result), result.path("value").path(1).asString()))
			.toList();
	}

	/**
	 * What an expression came to every second of a time.
	 */
	JsonNode query(String expression, long start, long end) throws IOException, InterruptedException {
		return ask("query_range", "query", expression, "start", Long.toString(start), "end", Long.toString(end), "step",
				"1")
			.path("result");
	}

	List<String> labelValues(String selector, String label) throws IOException, InterruptedException {
		return ask("label/" + label + "/values", "match[]", selector).valueStream().map(JsonNode::asString).toList();
	}

	static Map<String, String> labels(JsonNode result) {
		Map<String, String> labels = new TreeMap<>();
		result.path("metric").forEachEntry((name, value) -> labels.put(name, value.asString()));
		return labels;
	}

	private JsonNode ask(String path, String... parameters) throws IOException, InterruptedException {
		StringBuilder query = new StringBuilder();
		for (int i = 0; i < parameters.length; i += 2) {
			query.append((i > 0) ? '&' : '?')
				.append(encode(parameters[i]))
				.append('=')
				.append(encode(parameters[i + 1]));
		}
		HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(this.api.resolve(path + query)).build(),
				BodyHandlers.ofString());
		JsonNode answer = JsonMapper.shared().readTree(response.body());
		if (!"success".equals(answer.path("status").asString())) {
			throw new IllegalArgumentException(Arrays.toString(parameters) + ": " + response.body());
		}
		return answer.path("data");
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	void stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor();
		}
	}

	/**
	 * A value at one time.
	 *
	 * @param labels the labels
	 * @param value the number as written, which may be {@code NaN} or {@code +Inf}
	 */
	record Sample(Map<String, String> labels, String value) {

		boolean isNumber() {
			return !this.value.equals("NaN") && !this.value.endsWith("Inf");
		}

	}

}
