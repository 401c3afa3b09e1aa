package io.github.conditionalcache.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.sample.GrafanaDashboard.Panel;
import io.github.conditionalcache.sample.GrafanaDashboard.Target;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard against what the sample tells Prometheus: names only, before any request.
 * What its expressions come to, {@link PrometheusDashboardTests} evaluates.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GrafanaDashboardTests {

	private static final Pattern SERIES = Pattern.compile("(?m)^(conditional_cache_\\w+)\\{(.*)} ");

	private static final Pattern SELECTOR = Pattern.compile("(conditional_cache_\\w+)(?:\\{(.*?)})?");

	private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"(.*?)\"");

	private static final Pattern BY = Pattern.compile("by \\((.*?)\\) \\(\\w+\\((conditional_cache_\\w+)");

	// Of Prometheus itself
	private static final String JOB = "job";

	private static final Map<String, Set<String>> VALUES = Map.of("reason", labels(Reason.values(), Reason::label),
			"basis", Set.of("exact", "estimate"), "method", Set.of("GET", "HEAD"), "operation", Set.of("read", "note"));

	private static final Set<String> REQUEST_RESULTS = labels(Result.values(), Result::label);

	private static final Set<String> VERIFICATION_RESULTS = labels(ConditionalVerification.Result.values(),
			ConditionalVerification.Result::label);

	private final GrafanaDashboard dashboard = GrafanaDashboard.read();

	@LocalServerPort
	private int port;

	@Test
	void metersAndLabelsAreAmongThoseOfTheApplication() throws Exception {
		Map<String, Set<String>> exported = exported();
		assertThat(expressions()).hasSizeGreaterThan(20).allSatisfy((expression) -> {
			List<MatchResult> selectors = SELECTOR.matcher(expression).results().toList();
			assertThat(selectors).as("selectors").isNotEmpty();
			for (MatchResult selector : selectors) {
				assertThat(exported).containsKey(selector.group(1));
				assertThat(exported.get(selector.group(1))).containsAll(matchedLabels(selector));
			}
			BY.matcher(expression)
				.results()
				.forEach((by) -> assertThat(exported.get(by.group(2))).contains(by.group(1).split(", ")));
		});
		assertThat(this.dashboard.variables()).allSatisfy(
				(variable) -> assertThat(exported.get("conditional_cache_requests_total")).contains(variable.label()));
	}

	@Test
	void everyMeterIsShown() throws Exception {
		String expressions = String.join("\n", expressions());
		assertThat(exported().keySet().stream().filter((name) -> name.endsWith("_total") || name.endsWith("_bucket")))
			.allSatisfy((name) -> assertThat(expressions).contains(name));
	}

	@Test
	void valuesOfLabelsExist() {
		for (String expression : expressions()) {
			for (MatchResult selector : SELECTOR.matcher(expression).results().toList()) {
				Set<String> results = selector.group(1).contains("verifications") ? VERIFICATION_RESULTS
						: REQUEST_RESULTS;
				matchers(selector).filter((label) -> !label.group(2).startsWith("$"))
					.forEach((
							label) -> assertThat(label.group(1).equals("result") ? results : VALUES.get(label.group(1)))
								.as(expression)
								.contains(label.group(2).split("\\|")));
			}
		}
	}

	@Test
	void legendsNameLabelsThatAreKept() {
		assertThat(this.dashboard.targets()).allSatisfy((target) -> GrafanaDashboard.legendLabels(target.legend())
			.forEach((label) -> assertThat(target.expression()).contains("by (" + label + ")")));
	}

	@Test
	void panelsExplainThemselvesAndAskTheChosenDataSource() {
		List<Panel> panels = this.dashboard.panels();
		assertThat(panels).extracting((panel) -> panel.json().path("id").asInt()).doesNotHaveDuplicates();
		assertThat(panels).filteredOn((panel) -> !panel.type().equals("row"))
			.hasSizeGreaterThan(10)
			.allSatisfy((panel) -> {
				JsonNode defaults = panel.json().path("fieldConfig").path("defaults");
				assertThat(panel.title()).isNotBlank();
				assertThat(panel.json().path("description").asString()).isNotBlank();
				assertThat(defaults.path("unit").asString()).isNotBlank();
				assertThat(panel.json().path("datasource").path("uid").asString()).isEqualTo("${datasource}");
				assertThat(panel.targets()).isNotEmpty();
				// Where values are left out, something else than "No data" is to be read
				assertThat(defaults.has("noValue") || panel.targets().stream().noneMatch(Target::leavesOut)).isTrue();
			});
	}

	@Test
	void panelsDoNotOverlap() {
		Stream<String> cells = this.dashboard.panels().stream().flatMap((panel) -> {
			JsonNode grid = panel.json().path("gridPos");
			int x = grid.path("x").asInt();
			int y = grid.path("y").asInt();
			assertThat(x + grid.path("w").asInt()).as(panel.title()).isLessThanOrEqualTo(24);
			return IntStream.range(x, x + grid.path("w").asInt())
				.boxed()
				.flatMap((column) -> IntStream.range(y, y + grid.path("h").asInt())
					.mapToObj((row) -> column + "," + row));
		});
		assertThat(cells).doesNotHaveDuplicates();
	}

	@Test
	void mismatchIsRed() {
		Panel mismatches = this.dashboard.panels()
			.stream()
			.filter((panel) -> panel.title().equals("Verification mismatches"))
			.findFirst()
			.orElseThrow();
		JsonNode steps = mismatches.json().path("fieldConfig").path("defaults").path("thresholds").path("steps");
		assertThat(steps.path(0).path("color").asString()).isEqualTo("green");
		assertThat(steps.path(1).path("color").asString()).isEqualTo("red");
		assertThat(steps.path(1).path("value").asInt()).isOne();
	}

	private List<String> expressions() {
		return Stream
			.concat(this.dashboard.targets().stream().map(Target::expression),
					this.dashboard.variables().stream().map(GrafanaDashboard.Variable::selector))
			.toList();
	}

	private static Set<String> matchedLabels(MatchResult selector) {
		return matchers(selector).map((label) -> label.group(1)).collect(Collectors.toSet());
	}

	private static Stream<MatchResult> matchers(MatchResult selector) {
		return (selector.group(2) != null) ? LABEL.matcher(selector.group(2)).results() : Stream.empty();
	}

	private Map<String, Set<String>> exported() throws Exception {
		URI uri = URI.create("http://localhost:%d/actuator/prometheus".formatted(this.port));
		String text = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
			.body();
		return SERIES.matcher(text)
			.results()
			.collect(Collectors.toMap((series) -> series.group(1),
					(series) -> Stream
						.concat(LABEL.matcher(series.group(2)).results().map((label) -> label.group(1)), Stream.of(JOB))
						.collect(Collectors.toSet()),
					(one, other) -> one));
	}

	private static <E> Set<String> labels(E[] values, Function<E, String> label) {
		return Arrays.stream(values).map(label).collect(Collectors.toSet());
	}

}
