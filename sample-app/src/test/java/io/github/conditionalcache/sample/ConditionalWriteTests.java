package io.github.conditionalcache.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

import io.github.conditionalcache.WritePrecondition;
import io.github.conditionalcache.WriteRefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mockingDetails;

/**
 * The writes that the README shows, sent to the real server, and the page that sends
 * them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ConditionalWriteTests {

	private static final String BERLIN = "/api/zones/130";

	private static final long ADDIS_ABABA = 166;

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@MockitoSpyBean
	private ZoneApiController api;

	@Autowired
	private ZoneService zones;

	private String uncommented = "";

	@BeforeEach
	void findAZoneWithoutComment() {
		long id = this.zones.list().stream().filter((zone) -> !zone.hasComment()).findFirst().orElseThrow().getId();
		this.uncommented = "/api/zones/%d/comment".formatted(id);
	}

	@Test
	void itemHasAStrongTagSinceIfMatchNeedsOne() throws Exception {
		assertThat(etag(get(BERLIN))).startsWith("\"");
	}

	@Test
	void putWhenTagIsCurrentIs200WithTheTagOfTheNextGet() throws Exception {
		HttpResponse<String> read = get(BERLIN);
		HttpResponse<String> written = put(BERLIN, "Berlin time", "If-Match", etag(read));
		assertThat(written.statusCode()).isEqualTo(200);
		assertThat(written.body()).contains("\"comment\":\"Berlin time\"");
		assertThat(header(written, "Content-Location")).hasValue(BERLIN);
		assertThat(etag(written)).isNotEqualTo(etag(read));
		HttpResponse<String> next = get(BERLIN);
		assertThat(etag(next)).isEqualTo(etag(written));
		assertThat(next.body()).isEqualTo(written.body());
		assertThat(get(BERLIN, "If-None-Match", etag(written)).statusCode()).isEqualTo(304);
	}

	@Test
	void putWhenTagIsOldIs412AndNothingIsWritten() throws Exception {
		HttpResponse<String> read = get(BERLIN);
		HttpResponse<String> theirs = put(BERLIN, "theirs", "If-Match", etag(read));
		int run = handlersRun();
		HttpResponse<String> mine = put(BERLIN, "mine", "If-Match", etag(read));
		assertProblem(mine, 412, "precondition-failed", "changed");
		assertThat(etag(mine)).isEqualTo(etag(theirs));
		assertThat(handlersRun()).as("calls of the handler").isEqualTo(run);
		assertThat(get(BERLIN).body()).isEqualTo(theirs.body());
	}

	@Test
	void putWhenRefusedSucceedsWithTheTagOfTheRefusal() throws Exception {
		HttpResponse<String> refused = put(BERLIN, "once more", "If-Match", "\"stale\"");
		assertThat(put(BERLIN, "once more", "If-Match", etag(refused)).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			field             | value
			Accept            | */*
			If-Modified-Since | Thu, 01 Jan 2015 00:00:00 GMT
			If-None-Match     | ,
			""")
	void putWithoutAPreconditionThatCountsIs428(String field, String value) throws Exception {
		HttpResponse<String> read = get(BERLIN);
		HttpResponse<String> refused = put(BERLIN, "blind", field, value);
		assertProblem(refused, 428, "precondition-required", "required");
		assertThat(header(refused, "Cache-Control")).hasValue("no-store");
		assertThat(get(BERLIN).body()).isEqualTo(read.body());
	}

	@ParameterizedTest
	@CsvSource({ "If-None-Match, nonsense", "If-None-Match, '*, *'", "If-Match, nonsense" })
	void putWhenThePreconditionCannotBeReadIs412(String field, String value) throws Exception {
		HttpResponse<String> read = get(BERLIN);
		assertProblem(put(BERLIN, "blind", field, value), 412, "precondition-failed", "unreadable");
		assertThat(get(BERLIN).body()).isEqualTo(read.body());
	}

	@Test
	void putWhenTagIsWeakIs412() throws Exception {
		HttpResponse<String> read = get(BERLIN);
		assertProblem(put(BERLIN, "weak", "If-Match", "W/" + etag(read)), 412, "precondition-failed", "weak");
	}

	@Test
	void putWhenTagComesFromAnotherLanguageIs200() throws Exception {
		HttpResponse<String> read = get(BERLIN, "Accept-Language", "fr");
		assertThat(etag(read)).isNotEqualTo(etag(get(BERLIN)));
		assertThat(put(BERLIN, "from another language", "If-Match", etag(read)).statusCode()).isEqualTo(200);
	}

	@Test
	void putWhenTheWholeZoneIsSentBackIs200() throws Exception {
		HttpResponse<String> read = get(BERLIN);
		assertThat(send(write(BERLIN, "application/json", "If-Match", etag(read))
			.PUT(BodyPublishers.ofString(read.body().replaceFirst("\"comment\":\"[^\"]*\"", "\"comment\":\"whole\""))))
			.body()).contains("\"comment\":\"whole\"", "\"name\":\"Europe/Berlin\"");
	}

	@Test
	void putWhenTooLongIs400EvenUnderATrueCondition() throws Exception {
		HttpResponse<String> read = get(BERLIN);
		HttpResponse<String> refused = put(BERLIN, "x".repeat(201), "If-Match", etag(read));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(header(refused, "ETag")).isEmpty();
		assertThat(etag(get(BERLIN))).isEqualTo(etag(read));
	}

	@Test
	void putWhenThereIsNoSuchZoneIs412Absent() throws Exception {
		assertProblem(put("/api/zones/0", "nowhere", "If-Match", "*"), 412, "precondition-failed", "absent");
	}

	@Test
	void createOnlyIs201AndThen412() throws Exception {
		HttpResponse<String> created = putComment("first", "If-None-Match", "*");
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(created.body()).isEqualTo("first");
		assertThat(etag(created)).isEqualTo(etag(get(this.uncommented)));
		HttpResponse<String> refused = putComment("second", "If-None-Match", "*");
		assertProblem(refused, 412, "precondition-failed", "exists");
		assertThat(etag(refused)).isEqualTo(etag(created));
		assertThat(get(this.uncommented).body()).isEqualTo("first");
	}

	@Test
	void commentIsRemovedUnderItsTagOnly() throws Exception {
		HttpResponse<String> created = putComment("to be removed");
		assertProblem(delete("If-Match", "\"stale\""), 412, "precondition-failed", "changed");
		HttpResponse<String> removed = delete("If-Match", etag(created));
		assertThat(removed.statusCode()).isEqualTo(204);
		assertThat(header(removed, "ETag")).isEmpty();
		assertThat(get(this.uncommented).statusCode()).isEqualTo(404);
		assertProblem(delete("If-Match", "*"), 412, "precondition-failed", "absent");
	}

	@Test
	void commentIsWrittenWithoutAPreconditionToo() throws Exception {
		assertThat(putComment("one").statusCode()).isEqualTo(201);
		assertThat(putComment("other").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \t" })
	void commentWithoutTextIs400(String text) throws Exception {
		assertThat(putComment(text, "If-None-Match", "*").statusCode()).isEqualTo(400);
		assertThat(get(this.uncommented).statusCode()).isEqualTo(404);
	}

	@Test
	void serviceChecksTheRowThatItIsAboutToWrite() {
		Zone read = this.zones.get(ADDIS_ABABA);
		Zone theirs = this.zones.editComment(ADDIS_ABABA, "theirs, after the gate");
		assertThatExceptionOfType(WriteRefusedException.class)
			.isThrownBy(() -> this.zones.edit(ADDIS_ABABA, "mine", new SeenVersion(read.getVersion())));
		assertThat(this.zones.get(ADDIS_ABABA).getComment()).isEqualTo("theirs, after the gate");
		assertThat(this.zones.edit(ADDIS_ABABA, "mine", new SeenVersion(theirs.getVersion())).getComment())
			.isEqualTo("mine");
	}

	@Test
	void metersTellWhyAWriteWasRefused() throws Exception {
		put(BERLIN, "mine", "If-Match", "\"stale\"");
		put(BERLIN, "mine");
		for (String tags : new String[] { "tag=result:failed&tag=reason:changed", "tag=result:required" }) {
			HttpResponse<String> counted = get("/actuator/metrics/conditional.cache.requests?tag=method:PUT&" + tags);
			assertThat(counted.statusCode()).as(tags).isEqualTo(200);
			assertThat(counted.body()).as(tags).doesNotContain("\"value\":0.0");
		}
	}

	@Test
	void pageHasTheFormAndWhatItNeeds() throws Exception {
		HttpResponse<String> page = get("/zones/130");
		assertThat(page.body()).contains("<form id=\"edit\" data-zone=\"/api/zones/130\">",
				"<label for=\"comment\">Comment</label>", "maxlength=\"200\"", "<noscript>", "role=\"status\"",
				"id=\"conflict\"", "<button id=\"reload\" type=\"button\">",
				"<button id=\"overwrite\" type=\"button\">", "<script src=\"/zone.js\"></script>");
		HttpResponse<String> script = get("/zone.js");
		assertThat(script.statusCode()).isEqualTo(200);
		assertThat(header(script, "Content-Type").orElseThrow()).startsWith("text/javascript");
		assertThat(script.body()).contains("headers['If-Match'] = read.tag", "412", "428").doesNotContain("http:");
	}

	private int handlersRun() {
		return (int) mockingDetails(this.api).getInvocations()
			.stream()
			.filter((invocation) -> invocation.getMethod().getName().equals("put"))
			.count();
	}

	private void assertProblem(HttpResponse<String> refused, int status, String type, String reason) {
		assertThat(refused.statusCode()).isEqualTo(status);
		assertThat(header(refused, "Content-Type")).hasValue("application/problem+json");
		assertThat(refused.body()).contains("\"type\":\"urn:problem:conditional-cache:%s\"".formatted(type),
				"\"status\":" + status, "\"reason\":\"%s\"".formatted(reason));
	}

	private String etag(HttpResponse<String> response) {
		Optional<String> etag = header(response, "ETag");
		assertThat(etag).as("ETag of %s", response).isPresent();
		return etag.get();
	}

	private Optional<String> header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name);
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private HttpResponse<String> put(String path, String comment, String... headers)
			throws IOException, InterruptedException {
		return send(write(path, "application/json", headers)
			.PUT(BodyPublishers.ofString("{\"comment\": \"%s\"}".formatted(comment))));
	}

	private HttpResponse<String> putComment(String comment, String... headers)
			throws IOException, InterruptedException {
		return send(write(this.uncommented, "text/plain", headers).PUT(BodyPublishers.ofString(comment)));
	}

	private HttpResponse<String> delete(String... headers) throws IOException, InterruptedException {
		return send(request(this.uncommented).headers(headers).DELETE());
	}

	private HttpRequest.Builder write(String path, String contentType, String... headers) {
		HttpRequest.Builder request = request(path).header("Content-Type", contentType);
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	/**
	 * A client that has seen one version.
	 *
	 * @param seen the version
	 */
	private record SeenVersion(long seen) implements WritePrecondition {

		@Override
		public boolean isConditional() {
			return true;
		}

		@Override
		public void check(@Nullable Object version) {
			if (!Long.valueOf(this.seen).equals(version)) {
				throw new WriteRefusedException(WriteRefusedException.Reason.CHANGED, null, null);
			}
		}

		@Override
		public void written(Object version) {
			throw new UnsupportedOperationException();
		}

	}

}
