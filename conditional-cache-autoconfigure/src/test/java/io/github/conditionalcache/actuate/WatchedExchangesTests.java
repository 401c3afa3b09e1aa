package io.github.conditionalcache.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.test.Answer;
import io.github.conditionalcache.test.RawHttp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the meters and the endpoint count, against what a client counts.
 */
@SpringBootTest(classes = WatchedApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=conditionalcache", "conditional-cache.mode=all",
				"conditional-cache.max-body-size=" + WatchedApplication.LIMIT + "B" })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class WatchedExchangesTests {

	private static final String ENDPOINT = "/actuator/conditionalcache";

	private static final String REQUESTS = "conditional.cache.requests";

	private final RawHttp client;

	@Autowired
	private MeterRegistry meters;

	WatchedExchangesTests(@LocalServerPort int port) {
		this.client = new RawHttp(port);
	}

	@Test
	void everyCounterAgreesWithWhatTheClientCounts() throws Exception {
		List<Scenario> labelled = new ArrayList<>();
		List<Scenario> scenarios = Scenario.all((scenario) -> {
			labelled.add(scenario);
			return scenario.send(this.client).entityTag();
		});
		assertThat(scenarios).extracting(Scenario::result)
			.contains(Stream.of(Result.values()).map(Result::label).toArray(String[]::new));
		assertThat(scenarios).extracting(Scenario::reason)
			.contains(Stream.of(Reason.values())
				.filter((reason) -> reason != Reason.MISMATCH)
				.map(Reason::label)
				.toArray(String[]::new));
		List<Scenario> mix = mix(scenarios, 1000);
		inParallel(mix.stream().map((scenario) -> (Runnable) () -> assertAnswered(scenario)).toList());
		mix.addAll(labelled);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(counts(REQUESTS)).isEqualTo(count(mix, Scenario::tags)));
		assertThat(lookUps()).isEqualTo(count(mix.stream().filter(Scenario::looksUp).toList(),
				(scenario) -> Map.of("uri", scenario.pattern())));
		long hashed = mix.stream()
			.filter((scenario) -> scenario.method().equals("GET") && scenario.counted().equals("hit none body body"))
			.count();
		assertThat(hashed).isPositive();
		long saved = hashed * WatchedApplication.HASHED_LENGTH;
		assertThat(this.meters.get("conditional.cache.saved").tag("basis", "exact").counters())
			.extracting(Counter::count)
			.satisfies((counts) -> assertThat(counts.stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(saved));
		assertThatEndpointAgrees(mix, saved);
	}

	@Test
	void verificationsAgreeWithWhatTheClientCounts() {
		assertThat(this.client.write("POST", ENDPOINT, "{\"verifySampleRate\": 1}").status()).isEqualTo(200);
		for (int i = 0; i < 10; i++) {
			this.client.get("/books/1");
			assertThat(this.client.get("/lying").entityTag() != null).isEqualTo(i == 0);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> counts(REQUESTS).values().stream().mapToLong(Long::longValue).sum() == 20);
		assertThat(counts("conditional.cache.verifications")).isEqualTo(Map.of(
				Map.of("uri", "/books/{id}", "result", "first"), 1L, Map.of("uri", "/books/{id}", "result", "match"),
				9L, Map.of("uri", "/lying", "result", "first"), 1L, Map.of("uri", "/lying", "result", "mismatch"), 9L));
		String json = this.client.get(ENDPOINT).text();
		assertThat(nonZero(JsonPath.read(json, "$.handlers['BookController.lying'].verifications")))
			.isEqualTo(Map.of("first", 1L, "mismatch", 9L));
		assertThat(nonZero(JsonPath.read(json, "$.totals.reasons"))).isEqualTo(Map.of("mismatch", 9L));
	}

	private void assertAnswered(Scenario scenario) {
		Answer answer = scenario.send(this.client);
		assertThat(answer.status()).as(scenario.toString()).isEqualTo(scenario.status());
		assertThat(scenario.resultOf(answer)).as(scenario.toString()).isEqualTo(scenario.result());
	}

	private void assertThatEndpointAgrees(List<Scenario> sent, long saved) {
		String json = this.client.get(ENDPOINT).text();
		assertThat(nonZero(JsonPath.read(json, "$.totals.results"))).isEqualTo(count(sent, Scenario::result));
		Map<String, Long> reasons = count(sent, Scenario::reason);
		reasons.remove("none");
		assertThat(nonZero(JsonPath.read(json, "$.totals.reasons"))).isEqualTo(reasons);
		assertThat(JsonPath.<Integer>read(json, "$.totals.requests")).isEqualTo(sent.size());
		assertThat(JsonPath.<Integer>read(json, "$.totals.savedBytes.exact")).isEqualTo((int) saved);
		sent.stream().collect(Collectors.groupingBy(Scenario::handler)).forEach((handler, own) -> {
			String path = "$.handlers['" + handler + "']";
			assertThat(nonZero(JsonPath.read(json, path + ".results"))).as(handler)
				.isEqualTo(count(own, Scenario::result));
			assertThat(JsonPath.<Integer>read(json, path + ".validation.count")).as(handler)
				.isEqualTo((int) own.stream().filter(Scenario::looksUp).count());
		});
	}

	@Test
	void whatIsRequestedNeitherAddsMetersNorShowsInTheEndpoint() throws Exception {
		this.client.get("/books/1", "X-User: user-0", "If-None-Match: \"tag-0\"");
		this.client.get(ENDPOINT);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> this.meters.find("http.server.requests").tag("uri", ENDPOINT).timer() != null);
		List<Meter.Id> before = ids();
		inParallel(IntStream.range(0, 10_000)
			.mapToObj((i) -> (Runnable) () -> assertThat(this.client
				.get("/books/" + (70_000 + i) + "?query-" + i, "X-User: user-" + i, "If-None-Match: \"tag-" + i + "\"")
				.status()).isEqualTo(200))
			.toList());
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> counts(REQUESTS).values().stream().mapToLong(Long::longValue).sum() == 10_001);
		assertThat(ids()).containsExactlyInAnyOrderElementsOf(before);
		assertThat(this.client.get(ENDPOINT).text() + this.client.get(ENDPOINT + "/BookController.get").text())
			.doesNotContain("/books/7", "query-", "user-", "tag-");
	}

	private List<Meter.Id> ids() {
		return this.meters.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("conditional"))
			.toList();
	}

	private static List<Scenario> mix(List<Scenario> scenarios, int size) {
		Random random = new Random(304);
		List<Scenario> mix = new ArrayList<>(scenarios);
		while (mix.size() < size) {
			mix.add(scenarios.get(random.nextInt(scenarios.size())));
		}
		Collections.shuffle(mix, random);
		return mix;
	}

	private static void inParallel(List<Runnable> tasks) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> sent = new ArrayList<>();
			tasks.forEach((task) -> sent.add(threads.submit(task)));
			for (Future<?> one : sent) {
				one.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static <T> Map<T, Long> count(List<Scenario> sent, Function<Scenario, T> key) {
		return sent.stream().collect(Collectors.groupingBy(key, HashMap::new, Collectors.counting()));
	}

	private Map<Map<String, String>, Long> counts(String name) {
		Map<Map<String, String>, Long> counts = new HashMap<>();
		this.meters.get(name).counters().forEach((counter) -> {
			if (counter.count() > 0) {
				counts.put(tags(counter), (long) counter.count());
			}
		});
		return counts;
	}

	private Map<Map<String, String>, Long> lookUps() {
		Map<Map<String, String>, Long> counts = new HashMap<>();
		for (Timer timer : this.meters.get("conditional.cache.validation").timers()) {
			if (timer.count() > 0) {
				counts.put(tags(timer), timer.count());
			}
		}
		return counts;
	}

	private static Map<String, String> tags(Meter meter) {
		return meter.getId().getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
	}

	private static Map<String, Long> nonZero(Map<String, Integer> counts) {
		return counts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 0)
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().longValue()));
	}

}
