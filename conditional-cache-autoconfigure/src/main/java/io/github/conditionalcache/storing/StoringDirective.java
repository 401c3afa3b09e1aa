package io.github.conditionalcache.storing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One directive of a field that controls how answers are stored (RFC 9111 §5.2.2, RFC
 * 5861, RFC 8246).
 *
 * @param name its name
 * @param argument its argument as it is written, or {@code null} if it has none
 */
public record StoringDirective(String name, @Nullable String argument) {

	private static final Set<String> PLAIN = Set.of("immutable", "must-revalidate", "must-understand", "no-store",
			"no-transform", "proxy-revalidate", "public");

	private static final Set<String> WITH_FIELDS = Set.of("no-cache", "private");

	private static final Set<String> WITH_SECONDS = Set.of("max-age", "s-maxage", "stale-if-error",
			"stale-while-revalidate");

	private static final Pattern SECONDS = Pattern.compile("\\d+");

	private static final Set<String> SPELLINGS = Arrays.asList(PLAIN, WITH_FIELDS, WITH_SECONDS)
		.stream()
		.flatMap(Set::stream)
		.map(StoringDirective::letters)
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * Returns whether a word alone is a directive.
	 * @param word the word
	 * @return whether caches know it
	 */
	public static boolean isComplete(String word) {
		StoringDirective directive = new StoringDirective(word, null);
		return directive.isKnown() && directive.problem() == null;
	}

	boolean isKnown() {
		return PLAIN.contains(key()) || WITH_FIELDS.contains(key()) || WITH_SECONDS.contains(key());
	}

	private String key() {
		return this.name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns its mistake. Extensions with an argument are let be, and so are those whose
	 * name begins with {@code x-}; any other word is taken for a misspelling.
	 * @return the problem, or {@code null} if there is none
	 */
	@Nullable String problem() {
		if (WITH_SECONDS.contains(key())) {
			return (this.argument != null && SECONDS.matcher(this.argument).matches()) ? null
					: "'%s' takes a number of seconds".formatted(this.name);
		}
		if (PLAIN.contains(key())) {
			return (this.argument != null) ? "'%s' takes no argument".formatted(this.name) : null;
		}
		boolean misspelt = !WITH_FIELDS.contains(key())
				&& (SPELLINGS.contains(letters(this.name)) || (this.argument == null && !key().startsWith("x-")));
		return misspelt ? "'%s' is none".formatted(this.name) : null;
	}

	private static String letters(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
	}

}
