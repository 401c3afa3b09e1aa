package io.github.conditionalcache.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Tells the figures of a run: a Markdown file, and the plots beside it.
 */
public final class Report {

	private static final List<String> PAYLOADS = List.of("1k", "16k", "256k", "rows", "2ms", "64m");

	private static final Map<String, String> PAYLOAD_NAMES = Map.of("1k", "1 KiB of JSON", "16k", "16 KiB of JSON",
			"256k", "256 KiB of JSON", "rows", "50 rows from H2", "2ms", "A data access of 2 ms, 1 KiB", "64m",
			"A stream of 64 MB");

	private final Measurements measurements;

	private final List<Limit> limits;

	private final String mode;

	private final double load;

	/**
	 * Creates a report; the load of the machine is noted now, before anything is
	 * measured.
	 * @param measurements the figures
	 * @param limits what may not be exceeded
	 * @param mode how the run was started
	 */
	public Report(Measurements measurements, List<Limit> limits, String mode) {
		this.measurements = measurements;
		this.limits = limits;
		this.mode = mode;
		this.load = Machine.load();
	}

	/**
	 * Writes {@code performance.md}, the plots below {@code performance/}, and all
	 * figures as {@code figures.csv}.
	 * @param directory where the Markdown and the plots go
	 * @param figures where the figures go
	 * @throws IOException if it can't be written
	 */
	public void write(Path directory, Path figures) throws IOException {
		Files.createDirectories(directory);
		Files.createDirectories(figures);
		Files.writeString(figures.resolve("figures.csv"), this.measurements.toCsv());
		List<String> lines = new ArrayList<>();
		head(lines);
		limits(lines);
		comparison(lines);
		streams(lines);
		parts(lines);
		growth(directory, lines);
		Files.writeString(directory.resolve("performance.md"), String.join("\n", lines) + "\n");
	}

	private void head(List<String> lines) {
		lines.add("# What it costs");
		lines.add("");
		lines.add("Written by the benchmarks module (%s) on %s; `benchmarks/README.md` tells how, and how to read it."
			.formatted(this.mode, LocalDate.now(ZoneOffset.UTC)));
		lines.add("");
		lines.add("- Machine: " + Machine.describe());
		lines.add("- Versions: " + Machine.versions());
		lines.add(String.format(Locale.ROOT, "- Load of the machine before the run: %.2f", this.load));
		if (!this.measurements.notWarm().isEmpty()) {
			lines.add("- Not warm in time, their figures are too high: "
					+ String.join(", ", this.measurements.notWarm()));
		}
		lines.add("");
		lines.add(
				"What the time goes into, what was tried and what is missed: [performance-notes.md](performance-notes.md).");
		lines.add("");
	}

	/**
	 * Lists the limits, one a line.
	 * @return lines of plain text
	 */
	public List<String> verdicts() {
		return this.limits.stream().map((limit) -> {
			Spread measured = limit.measured(this.measurements);
			return "%-12s %s %s%s: %s, limit %s".formatted(limit.verdict(this.measurements), limit.metric(),
					limit.subject(), (limit.base() != null) ? " over " + limit.base() : "", spread(limit, measured),
					limit.format(limit.value()));
		}).toList();
	}

	private static String spread(Limit limit, @Nullable Spread spread) {
		return (spread != null) ? "%s (%s to %s)".formatted(limit.format(spread.median()), limit.format(spread.least()),
				limit.format(spread.most())) : "–";
	}

	private void limits(List<String> lines) {
		lines.add("## Limits");
		lines.add("");
		lines
			.add("Medians over the rounds, with the least and the most. Units: `cpu` µs of processor time per request, "
					+ "`bytes` allocated per request, `p99` µs, `heap` MiB, `first-byte` ms, `ns` and `bytes/op` per "
					+ "operation.");
		lines.add("");
		lines.add("| | measured | limit | |");
		lines.add("|---|---|---|---|");
		String title = "";
		for (Limit limit : this.limits) {
			if (!limit.title().equals(title)) {
				title = limit.title();
				lines.add("| **%s** | | | |".formatted(title));
			}
			lines.add("| %s `%s`%s | %s | %s | %s |".formatted(limit.metric(), limit.subject(),
					(limit.base() != null) ? " over `" + limit.base() + "`" : "",
					spread(limit, limit.measured(this.measurements)), limit.format(limit.value()),
					switch (limit.verdict(this.measurements)) {
						case PASS -> "pass";
						case FAIL -> "**fail**";
						case NOT_MEASURED -> "not measured";
					}));
		}
		lines.add("");
	}

	private void comparison(List<String> lines) {
		lines.add("## Side by side");
		lines.add("");
		lines.add("Per request: processor time of the server in µs, and as a multiple of the same answer without any "
				+ "tag (`bare`; for `floor` and `early-plain`, of `floor`); bytes allocated, and how many more than "
				+ "`bare`; time until the answer in µs. 16 connections, unless it says `:1`, which is one.");
		lines.add("");
		table(lines, "The least that Spring MVC does: empty controllers, without and with a path variable", "floor/204",
				(subject) -> subject.contains("floor") || subject.contains("early-plain"));
		for (String payload : PAYLOADS) {
			table(lines, PAYLOAD_NAMES.getOrDefault(payload, payload), "bare/" + payload + "/200",
					(subject) -> subject.contains("/" + payload + "/") && !subject.contains("-plain"));
		}
	}

	private void table(List<String> lines, String title, String base, Predicate<String> shown) {
		List<String> subjects = this.measurements.subjects("cpu").stream().filter(shown).toList();
		if (subjects.isEmpty()) {
			return;
		}
		lines.add("### " + title);
		lines.add("");
		lines.add("| | CPU | × base (min–max) | bytes | + base | p50 | p99 |");
		lines.add("|---|--:|--:|--:|--:|--:|--:|");
		subjects.forEach((subject) -> lines.add(row(subject, base(subject, base))));
		lines.add("");
	}

	private static String base(String subject, String base) {
		String prefixed = subject.startsWith("jetty-") ? "jetty-" + base : base;
		return subject.endsWith(":1") ? prefixed + ":1" : prefixed;
	}

	/**
	 * Writes a row of a table.
	 * @param subject what it is about
	 * @param base what it is compared with
	 * @return the row
	 */
	public String row(String subject, String base) {
		Spread ratio = this.measurements.ratio("cpu", subject, base);
		Spread more = this.measurements.difference("bytes", subject, base);
		return "| %s | %s | %s | %s | %s | %s | %s |"
			.formatted(subject, median("cpu", subject, "%,.1f"),
					(ratio != null) ? String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", ratio.median(), ratio.least(),
							ratio.most()) : "",
					median("bytes", subject, "%,.0f"),
					(more != null) ? String.format(Locale.ROOT, "%+,.0f", more.median()) : "",
					median("p50", subject, "%,.0f"), median("p99", subject, "%,.0f"));
	}

	private String median(String metric, String subject, String format) {
		Spread spread = this.measurements.of(metric, subject);
		return (spread != null) ? String.format(Locale.ROOT, format, spread.median()) : "";
	}

	private void streams(List<String> lines) {
		Map<String, String> metrics = new LinkedHashMap<>();
		metrics.put("heap", "Least heap in MiB (-Xmx) with which bodies of 64 MB are sent; after `*` how many at once");
		metrics.put("first-byte", "First byte of a body that is written within a second, in ms");
		metrics.forEach((metric, title) -> {
			if (!this.measurements.subjects(metric).isEmpty()) {
				lines.add("## " + title);
				lines.add("");
				lines.add("| | |");
				lines.add("|---|--:|");
				this.measurements.subjects(metric)
					.forEach((subject) -> lines
						.add("| %s | %s |".formatted(subject, median(metric, subject, "%,.1f").replace(".0", ""))));
				lines.add("");
			}
		});
	}

	private void parts(List<String> lines) {
		if (this.measurements.subjects("ns").isEmpty()) {
			return;
		}
		lines.add("## Parts");
		lines.add("");
		lines.add("| | ns per operation | bytes allocated |");
		lines.add("|---|--:|--:|");
		this.measurements.subjects("ns")
			.forEach((subject) -> lines.add("| `%s` | %s | %s |".formatted(subject, median("ns", subject, "%,.1f"),
					median("bytes/op", subject, "%,.0f"))));
		lines.add("");
	}

	private void growth(Path directory, List<String> lines) throws IOException {
		List<String> plots = new ArrayList<>();
		Map<String, Plot> all = new LinkedHashMap<>();
		all.put("growth-with-handlers", plot("An early 304, by the number of managed handlers and of URIs",
				"handlers or URIs", Map.of("handlers/", "managed handlers", "uris/", "distinct URIs")));
		all.put("growth-with-entries",
				plot("An early 304, by the entries of If-None-Match", "entries", Map.of("entries/", "early 304")));
		all.put("growth-with-connections", plot("A request of 16 KiB, by the number of connections", "connections",
				Map.of("connections-early/", "early 304", "connections-bare/", "bare 200")));
		for (Map.Entry<String, Plot> entry : all.entrySet()) {
			if (!entry.getValue().isEmpty()) {
				Files.createDirectories(directory.resolve("performance"));
				Files.writeString(directory.resolve("performance/" + entry.getKey() + ".svg"),
						entry.getValue().toSvg());
				plots.add("![%s](performance/%s.svg)".formatted(entry.getKey().replace('-', ' '), entry.getKey()));
				plots.add("");
			}
		}
		if (!plots.isEmpty()) {
			lines.add("## Growth");
			lines.add("");
			lines.addAll(plots);
			lines.add("| | CPU | bytes | p50 | p99 |");
			lines.add("|---|--:|--:|--:|--:|");
			this.measurements.subjects("cpu")
				.stream()
				.filter((subject) -> subject.matches("(handlers|uris|entries|connections-\\w+)/\\d+"))
				.forEach((subject) -> lines.add("| %s | %s | %s | %s | %s |".formatted(subject,
						median("cpu", subject, "%,.1f"), median("bytes", subject, "%,.0f"),
						median("p50", subject, "%,.0f"), median("p99", subject, "%,.0f"))));
		}
	}

	private Plot plot(String title, String across, Map<String, String> lines) {
		Plot plot = new Plot(title, across, "µs of processor time per request");
		new TreeMap<>(lines).forEach((prefix, name) -> {
			for (String subject : this.measurements.subjects("cpu")) {
				Spread spread = this.measurements.of("cpu", subject);
				if (subject.startsWith(prefix) && spread != null) {
					plot.add(name, Integer.parseInt(subject.substring(prefix.length())), spread);
				}
			}
		});
		return plot;
	}

}
