package io.github.conditionalcache.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dashboard in {@code docs/grafana}, read as Grafana reads it.
 */
final class GrafanaDashboard {

	private static final Path FILE = Path.of("..", "docs", "grafana", "conditional-cache.json");

	private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)}");

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

	private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

	private final JsonNode json;

	private GrafanaDashboard(JsonNode json) {
		this.json = json;
	}

	static GrafanaDashboard read() {
		return new GrafanaDashboard(JsonMapper.shared().readTree(FILE.toFile()));
	}

	JsonNode json() {
		return this.json;
	}

	List<Panel> panels() {
		return this.json.path("panels").valueStream().map(Panel::of).toList();
	}

	List<Target> targets() {
		return panels().stream().flatMap((panel) -> panel.targets().stream()).toList();
	}

	/**
	 * The variables that are asked for from Prometheus, in the order in which they refer
	 * to each other.
	 */
	List<Variable> variables() {
		return this.json.path("templating")
			.path("list")
			.valueStream()
			.filter((variable) -> "query".equals(variable.path("type").asString()))
			.map(Variable::of)
			.toList();
	}

	static String substitute(String text, Map<String, String> values) {
		return VARIABLE.matcher(text).replaceAll((found) -> {
			String name = (found.group(1) != null) ? found.group(1) : found.group(2);
			String value = values.get(name);
			if (value == null) {
				throw new IllegalArgumentException("No value for $%s in [%s]".formatted(name, text));
			}
			return Matcher.quoteReplacement(value);
		});
	}

	/**
	 * A chosen value as Grafana puts it into a regular expression.
	 */
	static String chosen(String value) {
		return value.replaceAll("[$^*{}\\[\\]'+?.()|]", "\\\\\\\\$0");
	}

	static List<String> legendLabels(String legend) {
		return LEGEND_LABEL.matcher(legend).results().map((found) -> found.group(1)).toList();
	}

	static String legend(String legend, Map<String, String> labels) {
		return LEGEND_LABEL.matcher(legend)
			.replaceAll((found) -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")));
	}

	/**
	 * A panel.
	 *
	 * @param title the title
	 * @param json the panel
	 * @param targets what it draws
	 */
	record Panel(String title, JsonNode json, List<Target> targets) {

		static Panel of(JsonNode json) {
			String title = json.path("title").asString();
			List<Target> targets = new ArrayList<>();
			for (JsonNode target : json.path("targets")) {
				targets.add(new Target(title, target.path("expr").asString(), target.path("legendFormat").asString()));
			}
			return new Panel(title, json, targets);
		}

		String type() {
			return this.json.path("type").asString();
		}

		boolean isRepeated() {
			return this.json.has("repeat");
		}

	}

	/**
	 * What a panel draws.
	 *
	 * @param panel title of the panel
	 * @param expression for Prometheus, with variables
	 * @param legend name of each result, with labels
	 */
	record Target(String panel, String expression, String legend) {

		/**
		 * Whether values are left out on purpose, such as shares of nothing.
		 */
		boolean leavesOut() {
			return this.expression.contains("> 0") || this.expression.contains(">= 0");
		}

	}

	/**
	 * A variable whose values come from a label.
	 *
	 * @param name the name
	 * @param selector selects time series
	 * @param label has the values
	 * @param all stands for all of them
	 */
	record Variable(String name, String selector, String label, String all) {

		static Variable of(JsonNode json) {
			String query = json.path("query").path("query").asString();
			Matcher parts = LABEL_VALUES.matcher(query);
			if (!parts.matches() || !query.equals(json.path("definition").asString())) {
				throw new IllegalStateException("Not a query for label values: " + query);
			}
			return new Variable(json.path("name").asString(), parts.group(1), parts.group(2),
					json.path("allValue").asString());
		}

	}

}
