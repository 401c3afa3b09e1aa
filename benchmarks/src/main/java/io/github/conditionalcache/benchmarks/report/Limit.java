package io.github.conditionalcache.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What may not be exceeded, as a line of the limits file says it:
 * {@code metric subject <= number}, or {@code metric subject over base <= xfactor}, or
 * with {@code +number} for a difference. The comment before says what it is about.
 *
 * @param title what it is about
 * @param metric what is measured
 * @param subject of what
 * @param base what it is compared with, or {@code null} for nothing
 * @param ratio whether it is a ratio to the base, and not a difference
 * @param value the limit
 */
public record Limit(String title, String metric, String subject, @Nullable String base, boolean ratio, double value) {

	private static final Pattern LINE = Pattern.compile(
			"(?<metric>\\S+)\\s+(?<subject>\\S+)(\\s+over\\s+(?<base>\\S+))?\\s+<=\\s+(?<kind>[x+]?)(?<value>\\S+)");

	/**
	 * Reads limits.
	 * @param lines lines of the file
	 * @return the limits
	 */
	public static List<Limit> parse(List<String> lines) {
		List<Limit> limits = new ArrayList<>();
		String title = "";
		for (String line : lines) {
			if (line.startsWith("#")) {
				title = line.substring(1).trim();
			}
			else if (!line.isBlank()) {
				limits.add(parse(title, line.trim()));
			}
		}
		return limits;
	}

	private static Limit parse(String title, String line) {
		Matcher matcher = LINE.matcher(line);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not a limit: " + line);
		}
		String base = matcher.group("base");
		String kind = matcher.group("kind");
		if ((base != null) == kind.isEmpty()) {
			throw new IllegalArgumentException("'x' or '+' goes with 'over', and only with it: " + line);
		}
		return new Limit(title, matcher.group("metric"), matcher.group("subject"), base, kind.equals("x"),
				Double.parseDouble(matcher.group("value")));
	}

	/**
	 * Returns what has to be measured for it.
	 * @return the subjects
	 */
	public Stream<String> subjects() {
		return Stream.concat(Stream.of(this.subject), Stream.ofNullable(this.base));
	}

	/**
	 * Returns what was measured of it.
	 * @param measurements the figures
	 * @return figures that the limit is for, or {@code null} if there are none
	 */
	public @Nullable Spread measured(Measurements measurements) {
		if (this.base == null) {
			return measurements.of(this.metric, this.subject);
		}
		return this.ratio ? measurements.ratio(this.metric, this.subject, this.base)
				: measurements.difference(this.metric, this.subject, this.base);
	}

	/**
	 * Returns the verdict.
	 * @param measurements the figures
	 * @return the verdict
	 */
	public Verdict verdict(Measurements measurements) {
		Spread measured = measured(measurements);
		if (measured == null) {
			return Verdict.NOT_MEASURED;
		}
		return (measured.median() <= this.value) ? Verdict.PASS : Verdict.FAIL;
	}

	/**
	 * Writes a figure as the limit is written.
	 * @param figure the figure
	 * @return the text
	 */
	public String format(double figure) {
		if (this.base == null) {
			return String.format(Locale.ROOT, "%,.1f", figure);
		}
		return String.format(Locale.ROOT, this.ratio ? "× %.3f" : "%+,.1f", figure);
	}

	/**
	 * Whether a limit is kept.
	 */
	public enum Verdict {

		/** It is. */
		PASS,

		/** It is not. */
		FAIL,

		/** Nobody knows. */
		NOT_MEASURED

	}

}
