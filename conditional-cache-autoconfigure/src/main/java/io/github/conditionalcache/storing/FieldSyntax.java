package io.github.conditionalcache.storing;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Syntax of the header fields that properties and annotations configure. A cache ignores
 * what it does not understand, so that an answer meant to be private could be stored.
 *
 * @since 0.1.0
 */
public final class FieldSyntax {

	private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

	private static final Pattern NAME = Pattern.compile(TOKEN);

	/** RFC 9111 §5.2: a token, and an argument as a token or a quoted string. */
	private static final Pattern DIRECTIVE = Pattern
		.compile("(%s)(?:=(%s|\"(?:[^\"\\\\]|\\\\.)*\"))?".formatted(TOKEN, TOKEN));

	private static final String KEY = "[a-z*][a-z0-9_.*-]*";

	private static final String ITEM = "(?:-?\\d{1,12}\\.\\d{1,3}|-?\\d{1,15}|\"(?:[^\"\\\\]|\\\\[\"\\\\])*\""
			+ "|[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*|:[A-Za-z0-9+/=]*:|\\?[01])";

	/** RFC 9213 §2.1: a member of a dictionary of RFC 9651, whose keys are lower case. */
	private static final Pattern MEMBER = Pattern
		.compile("(%s)(?:=(%s|\\( *(?:%s *)*\\)))?".formatted(KEY, ITEM, ITEM));

	private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");

	private FieldSyntax() {
	}

	/**
	 * Returns whether a text can be the name of a request field that selects an answer.
	 * @param name the text
	 * @return {@code true} for a token (RFC 9110 §5.1) other than {@code *}
	 */
	public static boolean isName(String name) {
		return NAME.matcher(name).matches() && !name.equals("*");
	}

	/**
	 * Returns the rule that a value of Cache-Control breaks.
	 * @param value the value
	 * @return the rule, or {@code null} if the value keeps all of them
	 */
	public static @Nullable String ruleForCacheControl(String value) {
		return rule("Cache-Control", value, DIRECTIVE);
	}

	/**
	 * Returns the rule that a value of CDN-Cache-Control breaks.
	 * @param value the value
	 * @return the rule, or {@code null} if the value keeps all of them
	 */
	public static @Nullable String ruleForTargeted(String value) {
		return rule("CDN-Cache-Control", value, MEMBER);
	}

	private static @Nullable String rule(String field, String value, Pattern element) {
		if (value.isBlank() || value.chars().anyMatch((c) -> c < ' ' || c > '~')) {
			return "must be a field value of visible ASCII characters";
		}
		String problem = problem(value.strip(), element);
		return (problem != null) ? "must hold directives of %s (%s)".formatted(field, problem) : null;
	}

	private static @Nullable String problem(String value, Pattern element) {
		Matcher elements = element.matcher(value);
		Matcher commas = COMMA.matcher(value);
		Set<String> names = new HashSet<>();
		boolean known = false;
		int at = 0;
		while (true) {
			if (!elements.region(at, value.length()).lookingAt()) {
				return "[%s] can't be read".formatted(value.substring(at));
			}
			StoringDirective directive = new StoringDirective(elements.group(1), elements.group(2));
			if (directive.problem() != null) {
				return directive.problem();
			}
			if (!names.add(directive.name().toLowerCase(Locale.ROOT))) {
				return "'%s' comes twice".formatted(directive.name());
			}
			known |= directive.isKnown();
			at = elements.end();
			if (at == value.length()) {
				return known ? null : "none of these is one that caches know";
			}
			if (!commas.region(at, value.length()).lookingAt()) {
				return "[%s] can't be read".formatted(value.substring(at));
			}
			at = commas.end();
		}
	}

}
