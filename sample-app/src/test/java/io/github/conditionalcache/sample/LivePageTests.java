package io.github.conditionalcache.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The first page in a real browser: whether its own cache makes the 304s, and whether the
 * page tells what came over the wire and why. Where there is no Chromium the tests are
 * skipped, and {@code .ci/run} fails.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnabledIf(value = "io.github.conditionalcache.sample.Chromium#isInstalled", disabledReason = Chromium.MISSING)
class LivePageTests {

	private static final String ITEM = "/api/zones/130";

	private static final String DIAGNOSTICS_OF_THE_SAMPLE = """
			{"explainHeader": false, "serverTiming": true, "verifySampleRate": 0}""";

	private static ChromeDriver browser;

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private ZoneService zones;

	@BeforeAll
	static void start() {
		browser = Chromium.start();
	}

	@AfterAll
	static void quit() {
		browser.quit();
	}

	@BeforeEach
	void open() throws Exception {
		send(request("/actuator/conditionalcache").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(DIAGNOSTICS_OF_THE_SAMPLE)));
		// Leaves the page before, so that its requests and messages stay out of this test
		browser.get("about:blank");
		browser.executeCdpCommand("Network.clearBrowserCache", Map.of());
		messages(LogType.BROWSER);
		messages(LogType.PERFORMANCE);
		browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		Chromium.resize(browser, 1200, 1000);
		browser.get(origin() + "/");
	}

	@Test
	void browsersOwnCacheMakesThe304s() throws Exception {
		int hits = hitsOf("ZoneApiController.get");
		awaitAnswers("item", "200", "304", "304");
		awaitAnswers("list", "200", "not asked", "304");
		assertThat(hitsOf("ZoneApiController.get")).as("hits that the server counted").isGreaterThanOrEqualTo(hits + 2);
		List<NetworkEvent> network = network();
		assertThat(statusesOnTheWire(network, ITEM)).startsWith(200, 304, 304);
		assertThat(statusesOnTheWire(network, "/api/zones")).startsWith(200, 304);
		for (String lane : List.of("item", "list")) {
			assertThat(last(lane, "304").bytes()).isPositive().isLessThan(last(lane, "200").bytes());
			assertThat(last(lane, "304").explanation()).isEqualTo("hit; reason=none; phase=early");
			assertThat(last(lane, "200").explanation()).startsWith("unconditional; ");
		}
		assertThat(get("/live.js").body()).doesNotContain("If-None-Match", "If-Modified-Since");
	}

	@Test
	void editByKeyboardMakesTheNextAnswerA200() {
		awaitAnswers("item", "304");
		focusByTab("edit");
		press(Keys.ENTER);
		await().untilAsserted(() -> assertThat(text("status")).startsWith(
				"Edited. The next answer for the item: 200, " + "the content has changed since the browser stored it"));
		assertThat(this.zones.get(130).getComment()).startsWith("Edited here at ").isEqualTo(text("comment"));
		awaitAnswers("item", "304", "PUT 200", "200", "304");
		assertThat(last("item", "PUT 200").explanation()).startsWith("passed; ");
		assertThat(last("item", "200").explanation()).startsWith("miss; reason=changed; ");
	}

	@Test
	void editWhenSomebodyElseWasFasterIsRefused() {
		awaitAnswers("item", "304");
		press("pause");
		this.zones.editComment(130, "by somebody else");
		press("edit");
		await().untilAsserted(() -> assertThat(text("status")).startsWith("Not edited: PUT 412, If-Match named an old "
				+ "version: nothing was written. The next answer for the item: 200"));
		assertThat(text("comment")).isEqualTo("by somebody else");
		press("edit");
		awaitAnswers("item", "PUT 412", "200", "PUT 200", "200");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			button,   result,        reason
			forget,   unconditional, none
			language, miss,          variant
			edit,     miss,          changed
			""")
	void pageTellsWhyAnAnswerIsA200(String button, String result, String reason) {
		awaitAnswers("item", "304");
		press(button);
		awaitAnswers("item", "304", "200", "304");
		assertThat(last("item", "200").explanation()).startsWith("%s; reason=%s; ".formatted(result, reason));
	}

	@Test
	void thirdPathIsDrawnToo() {
		alsoAsk("actuator/health");
		awaitAnswers("other", "200", "200");
		assertThat(last("other", "200").explanation()).isEmpty();
		alsoAsk("download/zone.tab");
		awaitAnswers("other", "200", "304");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cookie", "no-store", "too-large", "validator-error" })
	void thirdPathWhenItHasNoTagIsA200WithTheReason(String reason) {
		alsoAsk("untagged/" + reason);
		awaitAnswers("other", "200", "200");
		assertThat(last("other", "200").explanation()).startsWith("bypass; reason=" + reason);
	}

	@Test
	void switchesChangeTheDiagnosticsOfTheServer() {
		await().until(() -> element("diagnostics").isEnabled());
		press("serverTiming");
		awaitDiagnostics("serverTiming", false);
		awaitAnswers("item", "304");
		await().untilAsserted(() -> assertThat(last("item", "304").explanation()).isEmpty());
		press("explainHeader");
		awaitDiagnostics("explainHeader", true);
		await().untilAsserted(() -> assertThat(last("item", "304").explanation()).startsWith("hit; "));
		element("verifySampleRate").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
		awaitDiagnostics("verifySampleRate", 0.1);
		assertThat(text("rate")).isEqualTo("10 %");
	}

	@Test
	void countersAreThoseOfTheEndpoint() {
		awaitAnswers("item", "304");
		await().untilAsserted(() -> {
			assertThat(text("totals")).contains("Requests\n%,d".formatted((Integer) endpoint("$.totals.requests")));
			assertThat(text("handlers")).contains("GET /api/zones/{id} ");
		});
	}

	@Test
	void phoneScrollsInOneDirectionOnly() {
		Chromium.resize(browser, 360, 740);
		alsoAsk("download/zone.tab");
		awaitAnswers("other", "304");
		press("edit");
		awaitAnswers("item", "PUT 200", "200");
		assertThat(browser.executeScript("""
				const page = document.documentElement;
				return page.scrollWidth - page.clientWidth""")).isEqualTo(0L);
	}

	@Test
	void pageIsQuietAndAsksThisServerOnly() throws Exception {
		awaitAnswers("item", "200", "304");
		press("edit");
		awaitAnswers("item", "PUT 200", "200");
		assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((message) -> message.getLevel().intValue() >= Level.WARNING.intValue())
			.isEmpty();
		List<String> asked = network().stream().map(NetworkEvent::url).flatMap(Optional::stream).toList();
		assertThat(asked).contains(origin() + "/live.js", origin() + ITEM)
			.allMatch((url) -> url.startsWith(origin() + "/") || url.startsWith("data:"));
	}

	@Test
	void screenshot() throws IOException {
		awaitAnswers("list", "304");
		press("edit");
		awaitAnswers("item", "PUT 200", "200", "304");
		press("language");
		awaitAnswers("list", "200", "not asked");
		byte[] picture = browser.getScreenshotAs(OutputType.BYTES);
		assertThat(picture).hasSizeLessThan(200_000);
		String directory = System.getProperty("screenshots.dir");
		for (Path folder : (directory != null) ? List.of(Path.of("target/screenshots"), Path.of("..", directory))
				: List.of(Path.of("target/screenshots"))) {
			Files.write(Files.createDirectories(folder).resolve("page.png"), picture);
		}
	}

	// Waits until these answers, oldest first, are among those shown, others in between
	private void awaitAnswers(String lane, String... answers) {
		waiting().untilAsserted(
				() -> assertThat(exchanges(lane)).extracting(ReadExchange::answer).containsSubsequence(answers));
	}

	private ConditionFactory waiting() {
		// The list is fresh for ten seconds
		return await().atMost(Duration.ofSeconds(20));
	}

	private void awaitDiagnostics(String name, Object value) {
		await().untilAsserted(() -> assertThat(this.<Object>endpoint("$.diagnostics." + name)).isEqualTo(value));
	}

	private ReadExchange last(String lane, String answer) {
		List<ReadExchange> exchanges = exchanges(lane).stream().filter((one) -> one.answer().equals(answer)).toList();
		assertThat(exchanges).as("%s of %s", answer, lane).isNotEmpty();
		return exchanges.get(exchanges.size() - 1);
	}

	// Those that the page lists, oldest first
	private List<ReadExchange> exchanges(String lane) {
		List<?> shown = (List<?>) browser.executeScript("""
				return [...document.querySelectorAll('#log li')].reverse().map(entry => ({...entry.dataset}))""");
		return Objects.requireNonNull(shown)
			.stream()
			.map((entry) -> (Map<?, ?>) entry)
			.filter((entry) -> lane.equals(entry.get("lane")))
			.map((entry) -> new ReadExchange((String) entry.get("answer"),
					Integer.parseInt((String) entry.get("bytes")), (String) entry.get("explanation")))
			.toList();
	}

	private List<Integer> statusesOnTheWire(List<NetworkEvent> network, String path) {
		List<String> requests = network.stream()
			.filter((event) -> event.url().equals(Optional.of(origin() + path)))
			.map(NetworkEvent::requestId)
			.toList();
		return network.stream()
			.filter((event) -> event.method().equals("Network.responseReceivedExtraInfo"))
			.filter((event) -> requests.contains(event.requestId()))
			.map((event) -> ((Number) event.params().get("statusCode")).intValue())
			.toList();
	}

	// What came and went since this was asked last
	private static List<NetworkEvent> network() {
		return messages(LogType.PERFORMANCE).stream()
			.map((entry) -> (Map<?, ?>) new Json().<Map<?, ?>>toType(entry.getMessage(), Json.MAP_TYPE).get("message"))
			.map((message) -> new NetworkEvent((String) message.get("method"), (Map<?, ?>) message.get("params")))
			.toList();
	}

	private static List<LogEntry> messages(String type) {
		return browser.manage().logs().get(type).getAll();
	}

	private void focusByTab(String id) {
		for (int i = 0; i < 20; i++) {
			if (id.equals(browser.switchTo().activeElement().getDomAttribute("id"))) {
				return;
			}
			press(Keys.TAB);
		}
		assertThat(browser.switchTo().activeElement().getDomAttribute("id")).as("reached by the Tab key").isEqualTo(id);
	}

	private void press(Keys key) {
		browser.switchTo().activeElement().sendKeys(key);
	}

	private void alsoAsk(String path) {
		element("path").findElement(By.cssSelector("option[value='%s']".formatted(path))).click();
	}

	private void press(String id) {
		element(id).click();
	}

	private String text(String id) {
		return element(id).getText();
	}

	private WebElement element(String id) {
		return browser.findElement(By.id(id));
	}

	private int hitsOf(String handler) throws Exception {
		return endpoint("$.handlers['%s'].results.hit".formatted(handler));
	}

	private <T> T endpoint(String path) throws IOException, InterruptedException {
		return JsonPath.read(get("/actuator/conditionalcache").body(), path);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(request(path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(origin() + path));
	}

	private String origin() {
		return "http://localhost:" + this.port;
	}

	private record ReadExchange(String answer, int bytes, String explanation) {
	}

	private record NetworkEvent(String method, Map<?, ?> params) {

		String requestId() {
			return (String) this.params.get("requestId");
		}

		Optional<String> url() {
			return (this.method.equals("Network.requestWillBeSent")
					&& this.params.get("request") instanceof Map<?, ?> sent) ? Optional.of((String) sent.get("url"))
							: Optional.empty();
		}

	}

}
