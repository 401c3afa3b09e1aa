package io.github.conditionalcache.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plot of lines over a logarithmic axis, as SVG that is read on light and dark pages.
 */
public final class Plot {

	private static final int WIDTH = 640;

	private static final int HEIGHT = 360;

	private static final int LEFT = 70;

	private static final int RIGHT = 610;

	private static final int TOP = 50;

	private static final int BOTTOM = 300;

	private static final int STEPS = 5;

	private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");

	private final String title;

	private final String across;

	private final String up;

	private final Map<String, SortedMap<Integer, Spread>> lines = new LinkedHashMap<>();

	/**
	 * Creates a plot.
	 * @param title what it shows
	 * @param across what the horizontal axis shows
	 * @param up what the vertical axis shows, from zero
	 */
	public Plot(String title, String across, String up) {
		this.title = title;
		this.across = across;
		this.up = up;
	}

	/**
	 * Adds a point.
	 * @param line the line that it belongs to
	 * @param x where it stands across
	 * @param y where it stands up, from the least to the most
	 */
	public void add(String line, int x, Spread y) {
		this.lines.computeIfAbsent(line, (key) -> new TreeMap<>()).put(x, y);
	}

	/**
	 * Returns whether there is nothing to show.
	 * @return whether there is no point
	 */
	public boolean isEmpty() {
		return this.lines.isEmpty();
	}

	/**
	 * Draws it.
	 * @return the image
	 */
	public String toSvg() {
		List<String> svg = new ArrayList<>();
		svg.add(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
				+ "font-size=\"13\" fill=\"#777\">")
			.formatted(WIDTH, HEIGHT));
		svg.add(text(LEFT, 22, "start", "font-weight=\"bold\"", this.title));
		svg.add(text((LEFT + RIGHT) / 2, HEIGHT - 12, "middle", "", this.across));
		svg.add(text(LEFT, 42, "start", "font-size=\"12\"", this.up));
		double top = top();
		for (int i = 0; i <= STEPS; i++) {
			double value = top * i / STEPS;
			svg.add(line(LEFT, y(value, top), RIGHT, y(value, top), "#999", "stroke-width=\"0.5\" opacity=\"0.6\""));
			svg.add(text(LEFT - 8, y(value, top) + 4, "end", "", number(value)));
		}
		this.lines.values()
			.stream()
			.flatMap((points) -> points.keySet().stream())
			.distinct()
			.forEach((x) -> svg
				.add(text(x(x), BOTTOM + 20, "middle", "", String.format(Locale.ROOT, "%,d", x).replace(',', ' '))));
		int index = 0;
		for (Map.Entry<String, SortedMap<Integer, Spread>> entry : this.lines.entrySet()) {
			draw(entry.getKey(), entry.getValue(), index++, top, svg);
		}
		svg.add("</svg>\n");
		return String.join("\n", svg);
	}

	private void draw(String name, SortedMap<Integer, Spread> points, int index, double top, List<String> svg) {
		String colour = COLOURS.get(index % COLOURS.size());
		StringBuilder path = new StringBuilder();
		points.forEach((x, value) -> {
			path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(x), y(value.median(), top)));
			svg.add(line(x(x), y(value.least(), top), x(x), y(value.most(), top), colour, "opacity=\"0.5\""));
			svg.add(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>", x(x),
					y(value.median(), top), colour));
		});
		svg.add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
			.formatted(path.toString().trim(), colour));
		svg.add(text(RIGHT, 22 + 18 * index, "end", "fill=\"" + colour + "\"", name));
	}

	// The next of 1, 2 and 5 times a power of ten
	private double top() {
		double most = this.lines.values()
			.stream()
			.flatMap((points) -> points.values().stream())
			.mapToDouble(Spread::most)
			.max()
			.orElse(1);
		double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
		for (double factor : new double[] { 1, 2, 3, 5 }) {
			if (most <= factor * power) {
				return factor * power;
			}
		}
		return 10 * power;
	}

	private double x(int value) {
		int least = Integer.MAX_VALUE;
		int most = 1;
		for (SortedMap<Integer, Spread> points : this.lines.values()) {
			least = Math.min(least, points.firstKey());
			most = Math.max(most, points.lastKey());
		}
		double range = Math.max(Math.log10((double) most / least), 1e-9);
		return LEFT + 20 + (RIGHT - LEFT - 40) * Math.log10((double) value / least) / range;
	}

	private static double y(double value, double top) {
		return BOTTOM - (BOTTOM - TOP) * value / top;
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value == Math.rint(value)) ? "%,.0f" : "%,.1f", value).replace(',', ' ');
	}

	private static String line(double x1, double y1, double x2, double y2, String colour, String more) {
		return String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" %s/>",
				x1, y1, x2, y2, colour, more);
	}

	private static String text(double x, double y, String anchor, String more, String text) {
		return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>", x, y, anchor,
				more, text.replace("&", "&amp;").replace("<", "&lt;"));
	}

}
