package io.github.conditionalcache.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * All figures of a run: for each metric and subject one a round, in the order of the
 * rounds.
 */
public final class Measurements {

	private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

	private final Set<String> notWarm = new LinkedHashSet<>();

	/**
	 * Adds the figure of one round.
	 * @param metric what was measured, and its unit
	 * @param subject of what
	 * @param value the figure
	 */
	public void add(String metric, String subject, double value) {
		this.figures.computeIfAbsent(metric, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(subject, (key) -> new ArrayList<>())
			.add(value);
	}

	/**
	 * Notes that something was measured before the JIT compiler was done with it.
	 * @param measured what was measured
	 */
	public void notWarm(String measured) {
		this.notWarm.add(measured);
	}

	/**
	 * Returns what was measured too early, so that its figures are too high.
	 * @return what was measured, in the order in which it was
	 */
	public Set<String> notWarm() {
		return this.notWarm;
	}

	/**
	 * Returns what a metric was measured of.
	 * @param metric the metric
	 * @return the subjects, in the order in which they came
	 */
	public Set<String> subjects(String metric) {
		return this.figures.getOrDefault(metric, Map.of()).keySet();
	}

	/**
	 * Returns the figures of a subject over the rounds.
	 * @param metric the metric
	 * @param subject the subject
	 * @return the figures, or {@code null} if there are none
	 */
	public @Nullable Spread of(String metric, String subject) {
		List<Double> values = values(metric, subject);
		return values.isEmpty() ? null : Spread.of(values);
	}

	/**
	 * Returns the ratio of two subjects, taken in each round.
	 * @param metric the metric
	 * @param subject the subject
	 * @param base what it is compared with
	 * @return the ratios, or {@code null} if one of them was not measured
	 */
	public @Nullable Spread ratio(String metric, String subject, String base) {
		return pairs(metric, subject, base, true);
	}

	/**
	 * Returns the difference of two subjects, taken in each round.
	 * @param metric the metric
	 * @param subject the subject
	 * @param base what it is compared with
	 * @return the differences, or {@code null} if one of them was not measured
	 */
	public @Nullable Spread difference(String metric, String subject, String base) {
		return pairs(metric, subject, base, false);
	}

	private @Nullable Spread pairs(String metric, String subject, String base, boolean ratio) {
		List<Double> values = values(metric, subject);
		List<Double> bases = values(metric, base);
		int count = Math.min(values.size(), bases.size());
		if (count == 0) {
			return null;
		}
		List<Double> pairs = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			pairs.add(ratio ? values.get(i) / bases.get(i) : values.get(i) - bases.get(i));
		}
		return Spread.of(pairs);
	}

	private List<Double> values(String metric, String subject) {
		return this.figures.getOrDefault(metric, Map.of()).getOrDefault(subject, List.of());
	}

	/**
	 * Returns all figures, to be looked at by other means.
	 * @return lines of comma-separated values
	 */
	public String toCsv() {
		StringBuilder csv = new StringBuilder("metric,subject,round,value\n");
		this.figures.forEach((metric, subjects) -> subjects.forEach((subject, values) -> {
			for (int i = 0; i < values.size(); i++) {
				csv.append(metric).append(',').append(subject).append(',').append(i + 1);
				csv.append(',').append(values.get(i)).append('\n');
			}
		}));
		return csv.toString();
	}

}
