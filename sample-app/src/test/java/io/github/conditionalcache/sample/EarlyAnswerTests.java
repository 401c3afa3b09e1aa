package io.github.conditionalcache.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mockingDetails;

/**
 * What an answer costs the database: a 304 the version and nothing else.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EarlyAnswerTests {

	private static final String VERSION_OF_ONE = "select z1_0.version from zone z1_0 where z1_0.id=?";

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private Statements statements;

	@Autowired
	private ZoneService zones;

	@Autowired
	private ZoneRepository repository;

	@MockitoSpyBean
	private ZoneApiController api;

	@MockitoSpyBean
	private ZonePageController pages;

	@BeforeEach
	void forget() {
		this.statements.executed.clear();
		clearInvocations(this.api, this.pages);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			path                  | versionLookUp
			/api/zones/30         | select z1_0.version from zone z1_0 where z1_0.id=?
			/zones/30             | select z1_0.version from zone z1_0 where z1_0.id=?
			/api/zones            | select count(z1_0.id),max(z1_0.id),sum(z1_0.version) from zone z1_0
			/api/zones?country=fr | select count(z1_0.id),max(z1_0.id),sum(z1_0.version) from zone z1_0 where \
			upper(z1_0.country_code)=upper(?)
			""")
	void clientThatIsUpToDateCostsTheVersionAlone(String path, String versionLookUp) throws Exception {
		HttpResponse<String> first = get(path);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(this.statements.executed).hasSize(2).startsWith(versionLookUp);
		assertThat(handlersRun()).hasSize(1);
		for (String method : List.of("GET", "HEAD")) {
			forget();
			HttpResponse<String> second = send(
					request(path).method(method, BodyPublishers.noBody()).header("If-None-Match", etag(first)));
			assertThat(second.statusCode()).isEqualTo(304);
			assertThat(second.body()).isEmpty();
			assertThat(etag(second)).isEqualTo(etag(first));
			assertThat(this.statements.executed).containsExactly(versionLookUp);
			assertThat(handlersRun()).isEmpty();
		}
	}

	@Test
	void outdatedClientCostsTheVersionAndTheZone() throws Exception {
		HttpResponse<String> before = get("/api/zones/31");
		this.zones.editComment(31, "read before the data");
		this.statements.executed.clear();
		HttpResponse<String> after = get("/api/zones/31", "If-None-Match", etag(before));
		assertThat(after.statusCode()).isEqualTo(200);
		assertThat(after.body()).contains("read before the data");
		assertThat(etag(after)).isNotEqualTo(etag(before));
		assertThat(this.statements.executed).hasSize(2).startsWith(VERSION_OF_ONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/zones/0", "/zones/0" })
	void missingZoneIsLeftToTheController(String path) throws Exception {
		HttpResponse<String> missing = get(path, "If-None-Match", "*");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.headers().firstValue("ETag")).isEmpty();
		assertThat(this.statements.executed).hasSize(2).startsWith(VERSION_OF_ONE);
		assertThat(handlersRun()).startsWith("get");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/zones", "/api/zones?country=US" })
	void listGetsANewTagWithEachChange(String path) throws Exception {
		Set<String> tags = new LinkedHashSet<>();
		assertThat(tags.add(etag(get(path)))).isTrue();
		Zone edited = this.zones.listIn("US").get(0);
		this.zones.editComment(edited.getId(), "edited for " + path);
		assertThat(tags.add(etag(get(path)))).as("after an edit").isTrue();
		Zone removed = this.zones.listIn("US").get(1);
		this.repository.delete(removed);
		assertThat(tags.add(etag(get(path)))).as("after a removal").isTrue();
		this.repository.save(new Zone(likeness(removed), Instant.ofEpochMilli(removed.getVersion())));
		assertThat(tags.add(etag(get(path)))).as("after one of the same version took its place").isTrue();
	}

	@Test
	void listOfAnotherCountryKeepsItsTag() throws Exception {
		HttpResponse<String> before = get("/api/zones?country=IT");
		this.zones.editComment(this.zones.listIn("ES").get(0).getId(), "not in Italy");
		HttpResponse<String> after = get("/api/zones?country=IT", "If-None-Match", etag(before));
		assertThat(after.statusCode()).isEqualTo(304);
	}

	@Test
	void listWithoutZonesHasATagToo() throws Exception {
		HttpResponse<String> empty = get("/api/zones?country=XX");
		assertThat(empty.body()).isEqualTo("[]");
		assertThat(get("/api/zones?country=XX", "If-None-Match", etag(empty)).statusCode()).isEqualTo(304);
	}

	@Test
	void metersTellWhatWasAnsweredEarly() throws Exception {
		HttpResponse<String> first = get("/zones/32");
		assertThat(get("/zones/32", "If-None-Match", etag(first)).statusCode()).isEqualTo(304);
		HttpResponse<String> hits = get("/actuator/metrics/conditional.cache.requests"
				+ "?tag=phase:early&tag=result:hit&tag=validator:version&tag=uri:/zones/%7Bid%7D");
		assertThat(hits.statusCode()).isEqualTo(200);
		assertThat(hits.body()).doesNotContain("\"value\":0.0");
		assertThat(hits.body()).contains("\"name\":\"conditional.cache.requests\"");
		HttpResponse<String> lookUps = get("/actuator/metrics/conditional.cache.validation?tag=uri:/zones/%7Bid%7D");
		assertThat(lookUps.statusCode()).isEqualTo(200);
		assertThat(lookUps.body()).contains("TOTAL_TIME");
	}

	private static ListedZone likeness(Zone zone) {
		return new ListedZone(new Country(zone.getCountryCode(), zone.getCountryName()), zone.getLatitude(),
				zone.getLongitude(), zone.getName(), "put in another's place");
	}

	private List<String> handlersRun() {
		return Stream.of(this.api, this.pages)
			.flatMap((controller) -> mockingDetails(controller).getInvocations().stream())
			.map((invocation) -> invocation.getMethod().getName())
			.toList();
	}

	private String etag(HttpResponse<String> response) {
		return response.headers().firstValue("ETag").orElseThrow();
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	/**
	 * All that is sent to the database.
	 */
	static final class Statements implements StatementInspector {

		private static final long serialVersionUID = 1L;

		private final transient List<String> executed = new CopyOnWriteArrayList<>();

		@Override
		public String inspect(String sql) {
			this.executed.add(sql);
			return sql;
		}

	}

	@TestConfiguration
	static class Inspection {

		@Bean
		Statements statements() {
			return new Statements();
		}

		@Bean
		HibernatePropertiesCustomizer inspect(Statements statements) {
			return (properties) -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, statements);
		}

	}

}
