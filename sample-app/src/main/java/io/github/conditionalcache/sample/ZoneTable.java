package io.github.conditionalcache.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the two tables of the IANA time zone database: columns parted by tabs, comments
 * after {@code #}.
 */
final class ZoneTable {

	/** ISO 6709: degrees, minutes and perhaps seconds, latitude before longitude. */
	private static final Pattern COORDINATES = Pattern
		.compile("([+-])(\\d{2})(\\d{2})(\\d{2})?([+-])(\\d{3})(\\d{2})(\\d{2})?");

	private static final BigDecimal SECONDS_PER_DEGREE = BigDecimal.valueOf(3600);

	private ZoneTable() {
	}

	static List<ListedZone> read(String zones, String countries) {
		Map<String, Country> byCode = rows(countries).map((row) -> new Country(row[0], row[1]))
			.collect(Collectors.toMap(Country::code, Function.identity()));
		return rows(zones).map((row) -> zone(row, byCode)).toList();
	}

	private static Stream<String[]> rows(String table) {
		return table.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.map((line) -> line.split("\t", -1));
	}

	private static ListedZone zone(String[] row, Map<String, Country> countries) {
		Country country = countries.getOrDefault(row[0], new Country(row[0], row[0]));
		Matcher coordinates = COORDINATES.matcher(row[1]);
		if (!coordinates.matches()) {
			throw new IllegalArgumentException("Coordinates must follow ISO 6709 but were [%s]".formatted(row[1]));
		}
		String comment = (row.length > 3) ? row[3] : "";
		return new ListedZone(country, degrees(coordinates, 1), degrees(coordinates, 5), row[2], comment);
	}

	private static BigDecimal degrees(Matcher coordinates, int first) {
		int seconds = 3600 * number(coordinates, first + 1) + 60 * number(coordinates, first + 2)
				+ number(coordinates, first + 3);
		BigDecimal degrees = BigDecimal.valueOf(seconds).divide(SECONDS_PER_DEGREE, 4, RoundingMode.HALF_UP);
		return "-".equals(coordinates.group(first)) ? degrees.negate() : degrees;
	}

	private static int number(Matcher matcher, int group) {
		String digits = matcher.group(group);
		return (digits != null) ? Integer.parseInt(digits) : 0;
	}

}
