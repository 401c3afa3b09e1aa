package io.github.conditionalcache.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.conditionalcache.sample.GrafanaDashboard.Panel;
import io.github.conditionalcache.sample.GrafanaDashboard.Target;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A picture of the dashboard without Grafana: a page of our own, {@code dashboard.html},
 * draws what the panels' expressions come to, with their places, units and colours.
 */
final class DashboardPicture {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private static final int WIDTH = 1100;

	private static final int COLUMNS = 24;

	// Pixels for one unit of a panel's height, the same as in the page
	private static final int UNIT = 26;

	private static final int MARGINS = 8;

	private final GrafanaDashboard dashboard;

	private final Prometheus prometheus;

	private final List<String> handlers;

	private final long start;

	private final long end;

	DashboardPicture(GrafanaDashboard dashboard, Prometheus prometheus, List<String> handlers, long start, long end) {
		this.dashboard = dashboard;
		this.prometheus = prometheus;
		this.handlers = handlers;
		this.start = start;
		this.end = end;
	}

	Path draw(Path directory) throws IOException, InterruptedException {
		ArrayNode panels = panels();
		int height = UNIT * panels.valueStream()
			.map((panel) -> panel.path("gridPos"))
			.mapToInt((grid) -> grid.path("y").asInt() + grid.path("h").asInt())
			.max()
			.orElseThrow();
		Files.writeString(directory.resolve("dashboard.js"),
				"const range = { start: %d, end: %d }; const panels = %s".formatted(this.start, this.end, panels));
		Path page = directory.resolve("dashboard.html");
		try (InputStream template = DashboardPicture.class.getResourceAsStream("/dashboard.html")) {
			Files.copy(Objects.requireNonNull(template), page);
		}
		String folder = System.getProperty("screenshots.dir");
		Path kept = (folder != null) ? Path.of("..", folder) : Path.of("target", "screenshots");
		return Files.write(Files.createDirectories(kept).resolve("dashboard.png"), photograph(page, height + MARGINS));
	}

	private static byte[] photograph(Path page, int height) {
		ChromeDriver browser = Chromium.start();
		try {
			Chromium.resize(browser, WIDTH, height);
			browser.get(page.toUri().toString());
			return browser.getScreenshotAs(OutputType.BYTES);
		}
		finally {
			browser.quit();
		}
	}

	private ArrayNode panels() throws IOException, InterruptedException {
		ArrayNode panels = MAPPER.createArrayNode();
		for (Panel panel : this.dashboard.panels()) {
			if (!panel.isRepeated()) {
				panels.add(drawn(panel, ".*", panel.title(), panel.json().path("gridPos")));
				continue;
			}
			int perRow = panel.json().path("maxPerRow").asInt();
			for (int i = 0; i < this.handlers.size(); i++) {
				ObjectNode grid = panel.json().path("gridPos").deepCopy().asObject();
				int width = COLUMNS / perRow;
				grid.put("x", i % perRow * width);
				grid.put("y", grid.path("y").asInt() + i / perRow * grid.path("h").asInt());
				panels.add(drawn(panel, GrafanaDashboard.chosen(this.handlers.get(i)), this.handlers.get(i), grid));
			}
		}
		return panels;
	}

	private ObjectNode drawn(Panel panel, String uri, String title, JsonNode grid)
			throws IOException, InterruptedException {
		ObjectNode drawn = MAPPER.createObjectNode();
		drawn.put("title", title);
		drawn.put("type", panel.type());
		drawn.set("gridPos", grid);
		drawn.set("fieldConfig", panel.json().path("fieldConfig"));
		drawn.set("options", panel.json().path("options"));
		ArrayNode series = drawn.putArray("series");
		for (Target target : panel.targets()) {
			Map<String, String> variables = Map.of("application", ".*", "uri", uri, "__rate_interval", "15s", "__range",
					(this.end - this.start) + "s");
			String expression = GrafanaDashboard.substitute(target.expression(), variables);
			for (JsonNode result : this.prometheus.query(expression, this.start, this.end)) {
				series.addObject()
					.put("name", GrafanaDashboard.legend(target.legend(), Prometheus.labels(result)))
					.set("points", result.path("values"));
			}
		}
		return drawn;
	}

}
