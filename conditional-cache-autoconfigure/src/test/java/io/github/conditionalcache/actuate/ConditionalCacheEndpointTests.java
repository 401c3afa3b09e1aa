package io.github.conditionalcache.actuate;

import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.github.conditionalcache.answer.DiagnosticSettings;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConditionalCacheEndpoint}, over HTTP.
 */
@SpringBootTest(classes = WatchedApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "management.endpoints.web.exposure.include=conditionalcache")
@DirtiesContext
class ConditionalCacheEndpointTests {

	private static final String ENDPOINT = "/actuator/conditionalcache";

	private RawHttp client;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.client = new RawHttp(port);
	}

	@AfterEach
	void restore(@Autowired DiagnosticSettings settings) {
		settings.setExplainHeader(false);
		settings.setServerTiming(false);
		settings.setVerifySampleRate(0);
	}

	@Test
	void readHandlerIsDescribed() {
		String json = this.client.get(ENDPOINT + "/BookController.get").text();
		assertThat(JsonPath.<Map<String, Object>>read(json, "$")).containsEntry("name", "BookController.get")
			.containsEntry("access", "read")
			.containsEntry("requestMethods", List.of("GET"))
			.containsEntry("patterns", List.of("/books/{id}"))
			.containsEntry("sources", List.of("version @shelf.versionOf(#id)"))
			.containsEntry("phase", "early")
			.containsEntry("policy",
					Map.of("cacheControl", "private, no-cache, max-age=0", "vary", List.of("Accept", "Accept-Language"),
							"tags", "strong", "required", false))
			.containsEntry("warnings", List.of())
			.containsEntry("advice", List.of())
			.doesNotContainKey("whyLate");
	}

	@Test
	void lateHandlerTellsWhy() {
		String json = this.client.get(ENDPOINT + "/BookController.hashed").text();
		assertThat(JsonPath.<Map<String, Object>>read(json, "$")).containsEntry("phase", "late")
			.containsEntry("whyLate", "no version is declared")
			.containsEntry("sources", List.of());
	}

	@Test
	void writeHandlerIsDescribed() {
		String json = this.client.get(ENDPOINT + "/BookController.put").text();
		assertThat(JsonPath.<Map<String, Object>>read(json, "$")).containsEntry("access", "write")
			.containsEntry("requestMethods", List.of("PUT"));
		assertThat(JsonPath.<Boolean>read(json, "$.policy.required")).isTrue();
	}

	@Test
	void exchangesAreCounted() {
		String tag = this.client.get("/valued").entityTag();
		this.client.get("/valued", "If-None-Match: " + tag);
		this.client.get("/valued", "If-None-Match: " + tag);
		this.client.get("/valued", "If-None-Match: \"other\"");
		String json = this.client.get(ENDPOINT + "/BookController.valued").text();
		Map<String, Object> handler = JsonPath.read(json, "$");
		assertThat(handler).containsEntry("requests", 4)
			.containsEntry("results",
					Map.of("hit", 2, "miss", 1, "unconditional", 1, "passed", 0, "failed", 0, "required", 0, "bypass",
							0))
			.containsEntry("reasons", Map.of("changed", 1))
			.containsEntry("revalidationRatio", 0.75)
			.containsEntry("validation", Map.of("count", 0))
			.containsEntry("verifications", Map.of("match", 0, "mismatch", 0, "first", 0));
		assertThat((Double) handler.get("hitRatio")).isCloseTo(2 / 3.0, Offset.offset(1e-9));
		assertThat(JsonPath.<Map<String, Object>>read(this.client.get(ENDPOINT).text(),
				"$.handlers['BookController.valued']"))
			.isEqualTo(handler);
	}

	@Test
	void lookUpsAreTimed() {
		this.client.get("/books/1");
		String json = this.client.get(ENDPOINT + "/BookController.get").text();
		assertThat(JsonPath.<Integer>read(json, "$.validation.count")).isPositive();
		assertThat(JsonPath.<String>read(json, "$.validation.mean")).startsWith("PT0.");
		assertThat(JsonPath.<Double>read(json, "$.validation.meanMicros")).isPositive();
	}

	@Test
	void bytesSavedAreCounted() {
		String tag = this.client.get("/hashed").entityTag();
		this.client.get("/hashed", "If-None-Match: " + tag);
		String json = this.client.get(ENDPOINT + "/BookController.hashed").text();
		assertThat(JsonPath.<Map<String, Object>>read(json, "$.savedBytes"))
			.isEqualTo(Map.of("exact", "hashed".length(), "estimated", 0));
	}

	@Test
	void ratiosWhenNothingHappenedAreAbsent() {
		String json = this.client.get(ENDPOINT + "/BookController.raw").text();
		assertThat(JsonPath.<Map<String, Object>>read(json, "$")).containsEntry("requests", 0)
			.doesNotContainKeys("hitRatio", "revalidationRatio");
	}

	@Test
	void totalsAreSums() {
		this.client.get("/file");
		this.client.get("/labelled");
		String json = this.client.get(ENDPOINT).text();
		List<Integer> requests = JsonPath.read(json, "$.handlers.*.requests");
		assertThat(JsonPath.<Integer>read(json, "$.totals.requests"))
			.isEqualTo(requests.stream().mapToInt(Integer::intValue).sum());
		assertThat(JsonPath.<Map<String, Object>>read(json, "$.totals")).containsKeys("results", "reasons",
				"revalidationRatio", "savedBytes");
	}

	@Test
	void unknownHandlerIsNotFound() {
		assertThat(this.client.get(ENDPOINT + "/BookController.none").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			request                                                                | explain | timing | rate
			{"explainHeader": true}                                                | true    | false  | 0
			{"serverTiming": true, "verifySampleRate": 1}                          | false   | true   | 1
			{"explainHeader": true, "serverTiming": true, "verifySampleRate": 0.1} | true    | true   | 0.1
			{}                                                                     | false   | false  | 0
			""")
	void diagnosticsAreChanged(String request, boolean explainHeader, boolean serverTiming, double rate,
			@Autowired DiagnosticSettings settings) {
		Answer answer = this.client.write("POST", ENDPOINT, request);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(settings.isExplainHeader()).isEqualTo(explainHeader);
		assertThat(settings.isServerTiming()).isEqualTo(serverTiming);
		assertThat(settings.getVerifySampleRate()).isEqualTo(rate);
		Map<String, Object> expected = Map.of("explainHeader", explainHeader, "serverTiming", serverTiming,
				"verifySampleRate", rate);
		assertThat(JsonPath.<Map<String, Object>>read(answer.text(), "$")).isEqualTo(expected);
		assertThat(JsonPath.<Map<String, Object>>read(this.client.get(ENDPOINT).text(), "$.diagnostics"))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"explainHeader": true, "verifySampleRate": 1.5}
			{"explainHeader": true, "verifySampleRate": -0.1}
			{"explainHeader": true, "verifySampleRate": "many"}
			""")
	void illegalRateChangesNothing(String request, @Autowired DiagnosticSettings settings) {
		Answer answer = this.client.write("POST", ENDPOINT, request);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(settings.isExplainHeader()).isFalse();
		assertThat(settings.getVerifySampleRate()).isZero();
	}

}
