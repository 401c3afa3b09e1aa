package io.github.conditionalcache.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests that the README shows, sent to the real server.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

	private static final String REVALIDATE_ALWAYS = "private, no-cache, max-age=0";

	private static final String BERLIN = "/api/zones/130";

	private static final String DOWNLOAD = "/download/zone.tab";

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private ZoneService zones;

	@Test
	void dataIsLoaded() {
		assertThat(this.zones.list()).hasSizeGreaterThan(400)
			.extracting(Zone::getName)
			.contains("Europe/Berlin", "America/Indiana/Knox")
			.isSorted();
		assertThat(this.zones.listIn("de")).extracting(Zone::getName)
			.containsExactly("Europe/Berlin", "Europe/Busingen");
		assertThat(this.zones.listByCountry()).hasSizeGreaterThan(240).containsKey(new Country("DE", "Germany"));
	}

	@Test
	void itemIsTheOneThatTheReadmeShows() throws Exception {
		HttpResponse<String> item = get(BERLIN);
		assertThat(item.statusCode()).isEqualTo(200);
		assertThat(item.body()).contains("\"name\":\"Europe/Berlin\"", "\"countryCode\":\"DE\"",
				"\"countryName\":\"Germany\"", "\"latitude\":52.5000", "\"longitude\":13.3667");
	}

	@Test
	void listWhenCountryIsGivenHoldsItsZonesOnly() throws Exception {
		assertThat(get("/api/zones?country=DE").body()).contains("Europe/Busingen").doesNotContain("Europe/Paris");
	}

	@Test
	void itemWhenMissingIs404Problem() throws Exception {
		HttpResponse<String> missing = get("/api/zones/0");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(header(missing, "Content-Type")).hasValue("application/problem+json");
		assertThat(header(missing, "ETag")).isEmpty();
		assertThat(missing.body()).contains("There is no zone with id 0");
	}

	@Test
	void pageWhenMissingIs404() throws Exception {
		HttpResponse<String> missing = get("/zones/0");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(header(missing, "ETag")).isEmpty();
		assertThat(missing.body()).contains("No such time zone");
	}

	@Test
	void commentWhenSentAsTextChangesTheItem() throws Exception {
		HttpResponse<String> edited = put("/api/zones/2/comment", "text/plain", "on the gulf");
		assertThat(edited.statusCode()).isEqualTo(201);
		assertThat(edited.body()).isEqualTo("on the gulf");
		assertThat(get("/api/zones/2").body()).contains("\"comment\":\"on the gulf\"");
	}

	@Test
	void commentWhenUnchangedKeepsTheVersion() {
		Zone first = this.zones.editComment(3, "landlocked");
		assertThat(this.zones.editComment(3, " landlocked ").getVersion()).isEqualTo(first.getVersion());
		assertThat(this.zones.editComment(3, "high up").getVersion()).isEqualTo(first.getVersion() + 1);
	}

	@Test
	void commentWhenTooLongIs400Problem() throws Exception {
		HttpResponse<String> refused = put("/api/zones/4/comment", "text/plain", "x".repeat(201));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("A comment must have at most 200 characters but had [201]");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			path                  | cacheControl
			/api/zones/130        | private, no-cache, max-age=0
			/api/zones            | private, max-age=10
			/api/zones?country=DE | private, max-age=10
			/zones                | private, no-cache, max-age=0
			/zones/130            | private, no-cache, max-age=0
			/download/zone.tab    | private, no-cache, max-age=0
			""")
	void getWhenNothingChangedIs304WithTheSameHeaders(String path, String cacheControl) throws Exception {
		HttpResponse<String> first = get(path);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.body()).isNotEmpty();
		assertThat(header(first, "ETag")).isPresent();
		assertThat(header(first, "Cache-Control")).hasValue(cacheControl);
		HttpResponse<String> second = get(path, "If-None-Match", etag(first));
		assertNotModified(second, first);
	}

	@Test
	void itemWhenEditedIs200WithANewTag() throws Exception {
		HttpResponse<String> before = get(BERLIN);
		put(BERLIN + "/comment", "text/plain", "the capital's time");
		HttpResponse<String> after = get(BERLIN, "If-None-Match", etag(before));
		assertThat(after.statusCode()).isEqualTo(200);
		assertThat(after.body()).contains("\"comment\":\"the capital's time\"");
		assertThat(header(after, "Cache-Control")).hasValue(REVALIDATE_ALWAYS);
		assertThat(etag(after)).isNotEqualTo(etag(before));
		assertNotModified(get(BERLIN, "If-None-Match", etag(after)), after);
	}

	@Test
	void listAndPageWhenAnItemIsEditedGetNewTags() throws Exception {
		List<String> paths = List.of("/api/zones", "/zones", "/zones/6");
		List<String> before = etags(paths);
		this.zones.editComment(6, "in the Caribbean too");
		List<String> after = etags(paths);
		assertThat(after).doesNotContainAnyElementsOf(before);
	}

	@Test
	void otherItemWhenAnItemIsEditedKeepsItsTag() throws Exception {
		HttpResponse<String> before = get("/api/zones/7");
		this.zones.editComment(8, "at the lake");
		assertNotModified(get("/api/zones/7", "If-None-Match", etag(before)), before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/zones/9", "/api/zones", "/zones/9", DOWNLOAD })
	void headHasTheHeadersOfGet(String path) throws Exception {
		HttpResponse<String> get = get(path);
		HttpResponse<String> head = send(request(path).method("HEAD", BodyPublishers.noBody()));
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(header(head, "ETag")).hasValue(etag(get));
		for (String name : List.of("Cache-Control", "Last-Modified", "Content-Type")) {
			assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
		}
		HttpResponse<String> second = send(
				request(path).header("If-None-Match", etag(get)).method("HEAD", BodyPublishers.noBody()));
		assertNotModified(second, get);
	}

	@Test
	void pageWhenCompressedIs304Too() throws Exception {
		HttpResponse<String> first = get("/zones", "Accept-Encoding", "gzip");
		assertThat(header(first, "Content-Encoding")).hasValue("gzip");
		HttpResponse<String> second = send(
				request("/zones").header("Accept-Encoding", "gzip").header("If-None-Match", etag(first)));
		assertNotModified(second, first);
		assertThat(header(second, "Content-Encoding")).isEmpty();
	}

	@Test
	void downloadIsTheWholeTable() throws Exception {
		HttpResponse<String> whole = get(DOWNLOAD);
		assertThat(whole.statusCode()).isEqualTo(200);
		assertThat(whole.body()).startsWith("# tzdb").contains("Europe/Berlin");
		assertThat(header(whole, "Content-Disposition")).hasValue("attachment; filename=\"zone.tab\"");
		assertThat(header(whole, "Accept-Ranges")).hasValue("bytes");
	}

	@Test
	void downloadWhenARangeIsAskedForIs206() throws Exception {
		HttpResponse<String> part = get(DOWNLOAD, "Range", "bytes=0-5");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo("# tzdb");
		assertThat(header(part, "Content-Range").orElseThrow()).startsWith("bytes 0-5/");
	}

	@Test
	void downloadWhenIfRangeIsCurrentIs206() throws Exception {
		HttpResponse<String> whole = get(DOWNLOAD);
		HttpResponse<String> part = get(DOWNLOAD, "Range", "bytes=0-5", "If-Range", etag(whole));
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo("# tzdb");
		assertThat(etag(part)).isEqualTo(etag(whole));
	}

	@Test
	void downloadWhenIfRangeIsStaleIs200WithTheWholeTable() throws Exception {
		HttpResponse<String> whole = send(
				request(DOWNLOAD).header("Range", "bytes=0-5").header("If-Range", "\"stale\""));
		assertThat(whole.statusCode()).isEqualTo(200);
		assertThat(header(whole, "Content-Range")).isEmpty();
		assertThat(whole.body()).isEqualTo(get(DOWNLOAD).body());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/metrics" })
	void unannotatedHandlerGetsNoTag(String path) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(header(response, "ETag")).isEmpty();
		assertThat(header(response, "Cache-Control")).isNotEqualTo(Optional.of(REVALIDATE_ALWAYS));
	}

	@Test
	void metersWhenA304WasSentCountAHitAndTheBytesSaved() throws Exception {
		HttpResponse<String> first = get("/api/zones/10");
		assertNotModified(get("/api/zones/10", "If-None-Match", etag(first)), first);
		HttpResponse<String> requests = get(
				"/actuator/metrics/conditional.cache.requests?tag=result:hit&tag=uri:/api/zones/%7Bid%7D");
		assertThat(requests.statusCode()).isEqualTo(200);
		assertThat(requests.body()).doesNotContain("\"value\":0.0");
		assertThat(requests.body()).contains("conditional.cache.requests");
	}

	private void assertNotModified(HttpResponse<String> response, HttpResponse<String> first) {
		assertThat(response.statusCode()).isEqualTo(304);
		assertThat(response.body()).isEmpty();
		for (String name : List.of("ETag", "Cache-Control")) {
			assertThat(header(response, name)).as(name).isEqualTo(header(first, name));
		}
		// Whether the 200 would be compressed depends on its length; the 304 has none
		assertThat(vary(response)).containsAll(vary(first));
		assertThat(vary(response)).isSubsetOf(withAcceptEncoding(vary(first)));
		assertThat(header(response, "Content-Length")).isEmpty();
		assertThat(header(response, "Content-Type")).isEmpty();
	}

	private Set<String> vary(HttpResponse<String> response) {
		return response.headers()
			.allValues("Vary")
			.stream()
			.flatMap((line) -> Stream.of(line.split(",", -1)))
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
	}

	private Set<String> withAcceptEncoding(Set<String> names) {
		return Stream.concat(names.stream(), Stream.of("accept-encoding")).collect(Collectors.toSet());
	}

	private List<String> etags(List<String> paths) throws IOException, InterruptedException {
		List<String> tags = new ArrayList<>();
		for (String path : paths) {
			tags.add(etag(get(path)));
		}
		return tags;
	}

	private String etag(HttpResponse<String> response) {
		Optional<String> etag = header(response, "ETag");
		assertThat(etag).as("ETag of %s", response.uri()).isPresent();
		return etag.get();
	}

	private Optional<String> header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name);
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private HttpResponse<String> put(String path, String contentType, String body)
			throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", contentType).PUT(BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

}
