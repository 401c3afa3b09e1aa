package io.github.conditionalcache.benchmarks.report;

import java.util.List;

/**
 * A figure over several rounds.
 *
 * @param median the one in the middle
 * @param least the least
 * @param most the most
 */
public record Spread(double median, double least, double most) {

	static Spread of(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		double median = (sorted.size() % 2 == 1) ? sorted.get(middle)
				: (sorted.get(middle - 1) + sorted.get(middle)) / 2;
		return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
	}

}
