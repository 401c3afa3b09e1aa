package io.github.conditionalcache.storing;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How long caches that know only HTTP/1.0 may use an answer (RFC 9111 §5.3). Such a cache
 * reads no Cache-Control, and may serve several users.
 */
public final class Freshness {

	private static final List<String> FORBIDDING = List.of("private", "no-cache", "no-store");

	private static final String MAX_AGE = "max-age";

	private static final Pattern SECONDS = Pattern.compile("(?:^|,)\\s*max-age=\"?(\\d{1,9})\"?\\s*(?=,|$)");

	private Freshness() {
	}

	/**
	 * Returns the time that Cache-Control gives an answer.
	 * @param cacheControl the lines of Cache-Control
	 * @return the time, zero if such a cache must not use the answer, or {@code null} if
	 * Cache-Control sets no time
	 */
	public static @Nullable Duration of(List<String> cacheControl) {
		String value = String.join(",", cacheControl).toLowerCase(Locale.ROOT);
		if (FORBIDDING.stream().anyMatch(value::contains)) {
			return Duration.ZERO;
		}
		return value.contains(MAX_AGE) ? maxAge(SECONDS.matcher(value)) : null;
	}

	// Of several values none is certain
	private static Duration maxAge(Matcher seconds) {
		if (!seconds.find()) {
			return Duration.ZERO;
		}
		Duration first = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
		return seconds.find() ? Duration.ZERO : first;
	}

}
