package io.github.conditionalcache.precondition;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * RFC 9110 §13.2.2 a second time, written down step by step from its text and with no
 * code in common with the evaluator, so that a mistake would have to be made twice.
 */
final class RfcOracle {

	private static final String ENTITY_TAG = "(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"";

	private static final String OPTIONAL_TAG = "[ \\t]*(?:" + ENTITY_TAG + ")?[ \\t]*";

	private static final Pattern LIST = Pattern.compile(OPTIONAL_TAG + "(?:," + OPTIONAL_TAG + ")*");

	private static final Pattern MEMBER = Pattern.compile(ENTITY_TAG);

	private static final List<DateTimeFormatter> DATES = List.of(format("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
			format("EEEE, dd-MMM-uu HH:mm:ss 'GMT'"), format("EEE MMM ppd HH:mm:ss uuuu"));

	private static final Map<String, Optional<Instant>> READ_DATES = new ConcurrentHashMap<>();

	private RfcOracle() {
	}

	static int status(String method, Map<String, List<String>> fields, State state) {
		boolean getOrHead = List.of("GET", "HEAD").contains(method);
		if (List.of("CONNECT", "OPTIONS", "TRACE").contains(method)) {
			return 200;
		}
		Instant lastModified = state.lastModified();
		Instant unmodifiedSince = dateIn(fields, "If-Unmodified-Since");
		Instant modifiedSince = dateIn(fields, "If-Modified-Since");
		// 1. When recipient is the origin server and If-Match is present
		if (fields.containsKey("If-Match")) {
			if (!ifMatchIsTrue(combined(fields, "If-Match"), state)) {
				return 412;
			}
		}
		// 2. ... If-Match is not present, and If-Unmodified-Since is present
		else if (lastModified != null && unmodifiedSince != null && unmodifiedSince.isBefore(lastModified)) {
			return 412;
		}
		// 3. When If-None-Match is present
		if (fields.containsKey("If-None-Match")) {
			// Not of the standard: it is silent about what can't be read
			boolean unreadable = isUnreadable(combined(fields, "If-None-Match"));
			if (unreadable ? !getOrHead : !ifNoneMatchIsTrue(combined(fields, "If-None-Match"), state)) {
				return (getOrHead ? 304 : 412);
			}
		}
		// 4. When the method is GET or HEAD, If-None-Match is not present, and
		// If-Modified-Since is present
		else if (getOrHead && lastModified != null && modifiedSince != null && !modifiedSince.isBefore(lastModified)) {
			return 304;
		}
		// 6. Otherwise, perform the requested method
		return 200;
	}

	private static boolean ifMatchIsTrue(String value, State state) {
		if (value.equals("*")) {
			return state.exists();
		}
		List<String> members = members(value);
		return members != null && state.entityTag() != null && !state.entityTag().startsWith("W/")
				&& members.contains(state.entityTag());
	}

	private static boolean ifNoneMatchIsTrue(String value, State state) {
		if (value.equals("*")) {
			return !state.exists();
		}
		List<String> members = members(value);
		if (members == null || state.entityTag() == null) {
			return true;
		}
		String opaqueTag = state.entityTag().replaceFirst("^W/", "");
		return !members.contains(opaqueTag) && !members.contains("W/" + opaqueTag);
	}

	private static boolean isUnreadable(String value) {
		return !value.equals("*") && members(value) == null;
	}

	private static String combined(Map<String, List<String>> fields, String name) {
		return String.join(", ", fields.getOrDefault(name, List.of())).strip();
	}

	private static @Nullable List<String> members(String value) {
		if (!LIST.matcher(value).matches()) {
			return null;
		}
		return new ArrayList<>(MEMBER.matcher(value).results().map(MatchResult::group).toList());
	}

	private static @Nullable Instant dateIn(Map<String, List<String>> fields, String name) {
		return READ_DATES.computeIfAbsent(combined(fields, name), (value) -> Optional.ofNullable(date(value)))
			.orElse(null);
	}

	private static @Nullable Instant date(String value) {
		for (DateTimeFormatter format : DATES) {
			try {
				return format.parse(value, Instant::from);
			}
			catch (DateTimeParseException ex) {
				// Not in this format
			}
		}
		return null;
	}

	private static DateTimeFormatter format(String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.US)
			.withResolverStyle(ResolverStyle.STRICT)
			.withZone(ZoneOffset.UTC);
	}

	/**
	 * A representation, or that there is none.
	 *
	 * @param exists whether there is one
	 * @param entityTag the tag as it stands in the field
	 * @param lastModified the modification date in whole seconds
	 */
	record State(boolean exists, @Nullable String entityTag, @Nullable Instant lastModified) {

	}

}
