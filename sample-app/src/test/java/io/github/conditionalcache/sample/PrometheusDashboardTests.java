package io.github.conditionalcache.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.conditionalcache.sample.GrafanaDashboard.Panel;
import io.github.conditionalcache.sample.GrafanaDashboard.Target;
import io.github.conditionalcache.sample.GrafanaDashboard.Variable;
import io.github.conditionalcache.sample.Prometheus.Sample;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the dashboard's expressions come to in a real Prometheus that asks the running
 * sample, and a picture of it. Where there is no Prometheus, or no Chromium to draw the
 * picture, the tests are skipped, and {@code .ci/run} fails.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "conditional-cache.diagnostics.verify-sample-rate=0.5")
@TestMethodOrder(OrderAnnotation.class)
@EnabledIf(value = "io.github.conditionalcache.sample.Prometheus#isInstalled", disabledReason = Prometheus.MISSING)
class PrometheusDashboardTests {

	// As Grafana shows it at first: of all applications and handlers, over an hour
	private static final Map<String, String> GRAFANA = Map.of("__range", "1h", "__rate_interval", "1m");

	@TempDir
	private static Path directory;

	private static Prometheus prometheus;

	private final GrafanaDashboard dashboard = GrafanaDashboard.read();

	private final MixedRequests clients;

	@BeforeAll
	static void start(@LocalServerPort int port) throws Exception {
		prometheus = Prometheus.start(directory, port);
	}

	@AfterAll
	static void stop() throws Exception {
		prometheus.stop();
	}

	PrometheusDashboardTests(@LocalServerPort int port) {
		this.clients = new MixedRequests(port);
	}

	@Test
	@Order(1)
	void expressionsWhenNothingWasAskedAreZeroOrLeftOut() {
		patiently().untilAsserted(() -> {
			for (Target target : this.dashboard.targets()) {
				List<Sample> samples = query(target, all());
				assertThat(samples).as(target.expression())
					.allSatisfy((sample) -> assertThat(Double.parseDouble(sample.value())).isZero());
				assertThat(samples.isEmpty()).as(target.expression()).isEqualTo(target.leavesOut());
			}
		});
	}

	@Test
	@Order(2)
	void expressionsWhenAskedMixedHaveData() {
		patiently().untilAsserted(() -> {
			this.clients.sendEach(handlers());
			for (Target target : this.dashboard.targets()) {
				assertThat(numbers(target, all())).as(target.expression()).isNotEmpty();
			}
			assertThat(numbers("Hit ratio")).hasSize(1).allSatisfy((value) -> assertThat(value).isBetween(0.1, 0.9));
			assertThat(numbers("Reads that revalidate")).hasSize(1)
				.allSatisfy((value) -> assertThat(value).isBetween(0.1, 0.9));
			assertThat(numbers("Bytes saved")).hasSize(2).doesNotContain(0.0);
			assertThat(numbers("Writes refused")).hasSize(1).allSatisfy((value) -> assertThat(value).isPositive());
			assertThat(numbers("Verification mismatches")).containsExactly(0.0);
		});
	}

	@Test
	@Order(3)
	void panelsWhenOneHandlerIsChosenHaveData() throws Exception {
		List<String> handlers = handlers();
		assertThat(handlers).contains("/api/zones/{id}", "/download/zone.tab");
		patiently().untilAsserted(() -> {
			this.clients.sendEach(handlers);
			for (Panel panel : this.dashboard.panels()) {
				List<String> chosen = panel.isRepeated() ? handlers : List.of("/api/zones/{id}");
				for (String handler : panel.targets().isEmpty() ? List.<String>of() : chosen) {
					assertThat(numbers(panel, chosen(handler))).as("%s of %s", panel.title(), handler).isNotEmpty();
				}
			}
		});
	}

	@Test
	@Order(4)
	@EnabledIf(value = "io.github.conditionalcache.sample.Chromium#isInstalled", disabledReason = Chromium.MISSING)
	void pictureIsDrawnFromTheExpressions() throws Exception {
		List<String> handlers = handlers();
		int seconds = Integer.getInteger("dashboard.seconds", 5);
		patiently().atMost(Duration.ofSeconds(60 + 2 * seconds)).until(() -> {
			this.clients.sendSome(handlers);
			return value("sum(count_over_time(up[1h]))") > 1.2 * seconds;
		});
		double end = value("vector(time())");
		// Those without a tag are all alike, and show among the reasons
		List<String> tagged = handlers.stream().filter((handler) -> !handler.startsWith("/untagged/")).toList();
		DashboardPicture picture = new DashboardPicture(this.dashboard, prometheus, tagged, (long) end - seconds,
				(long) end);
		assertThat(picture.draw(directory)).isNotEmptyFile()
			.satisfies((file) -> assertThat(file.toFile().length()).isLessThan(200_000));
	}

	private static ConditionFactory patiently() {
		return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(250));
	}

	private List<Double> numbers(String panel) throws Exception {
		return numbers(this.dashboard.panels()
			.stream()
			.filter((candidate) -> candidate.title().equals(panel))
			.findFirst()
			.orElseThrow(), all());
	}

	private static List<Double> numbers(Panel panel, Map<String, String> variables) throws Exception {
		List<Double> numbers = new ArrayList<>();
		for (Target target : panel.targets()) {
			numbers.addAll(numbers(target, variables));
		}
		return numbers;
	}

	private static List<Double> numbers(Target target, Map<String, String> variables) throws Exception {
		List<Sample> samples = query(target, variables);
		assertThat(samples).as(target.expression()).allMatch(Sample::isNumber);
		return samples.stream().map((sample) -> Double.valueOf(sample.value())).toList();
	}

	private static List<Sample> query(Target target, Map<String, String> variables) throws Exception {
		return prometheus.query(GrafanaDashboard.substitute(target.expression(), variables));
	}

	private static double value(String expression) throws Exception {
		return prometheus.query(expression).stream().mapToDouble((sample) -> Double.parseDouble(sample.value())).sum();
	}

	// The path patterns, by the variable of the dashboard
	private List<String> handlers() throws Exception {
		Map<String, String> variables = new HashMap<>();
		List<String> values = List.of();
		for (Variable variable : this.dashboard.variables()) {
			values = prometheus.labelValues(GrafanaDashboard.substitute(variable.selector(), variables),
					variable.label());
			assertThat(values).as(variable.name()).isNotEmpty();
			variables.put(variable.name(), variable.all());
		}
		return values;
	}

	private Map<String, String> all() {
		Map<String, String> variables = new HashMap<>(GRAFANA);
		this.dashboard.variables().forEach((variable) -> variables.put(variable.name(), variable.all()));
		return variables;
	}

	private Map<String, String> chosen(String handler) {
		Map<String, String> variables = all();
		variables.put("application", "zones");
		variables.put("uri", GrafanaDashboard.chosen(handler));
		return variables;
	}

}
