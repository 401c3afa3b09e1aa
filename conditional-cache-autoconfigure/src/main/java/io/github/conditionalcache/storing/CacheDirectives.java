package io.github.conditionalcache.storing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The directives of a Cache-Control field (RFC 9111 §5.2).
 *
 * @param names their names, in lower case; one that is limited to some fields, as in
 * {@code private="Set-Cookie"}, is not among them
 * @since 0.1.0
 */
public record CacheDirectives(Set<String> names) {

	/**
	 * Reads a field value.
	 * @param cacheControl value of a Cache-Control field
	 * @return its directives
	 */
	public static CacheDirectives of(String cacheControl) {
		String unlimited = cacheControl.toLowerCase(Locale.ROOT).replaceAll("[^,\"]*\"[^\"]*\"?", "");
		return new CacheDirectives(Arrays.stream(unlimited.split(","))
			.map((directive) -> directive.split("=", 2)[0].trim())
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.toSet()));
	}

	/**
	 * Returns whether a cache that several users share may store the answer (RFC 9111
	 * §3).
	 * @return whether it may
	 */
	public boolean letSharedCachesStore() {
		return has("public") || has("s-maxage") || !(has("private") || has("no-store"));
	}

	/**
	 * Returns whether the answer is meant for shared caches, even if it is one to an
	 * authenticated request (RFC 9111 §3.5).
	 * @return whether it is
	 */
	public boolean nameSharedCaches() {
		return has("public") || has("s-maxage");
	}

	/**
	 * Returns whether a cache may use a stored answer without revalidating it (RFC 9111
	 * §4.2).
	 * @return {@code false} if it has to ask each time, or stores nothing
	 */
	public boolean letAnswersBeUsedUnasked() {
		return !has("no-store") && !has("no-cache");
	}

	/**
	 * Returns whether a cache may understand a line of Cache-Control as one that forbids
	 * to store the answer. Lines that applications set can break the grammar, so the
	 * directive counts wherever it stands.
	 * @param line the line
	 * @return {@code false} only if it is certain that the line doesn't forbid it
	 */
	public static boolean mayForbidStoring(String line) {
		return line.toLowerCase(Locale.ROOT).contains("no-store");
	}

	/**
	 * Returns whether no cache may store the answer (RFC 9111 §5.2.2.5).
	 * @return whether none may
	 */
	public boolean forbidStoring() {
		return has("no-store");
	}

	/**
	 * Returns whether a client wants an answer that no cache has stored (RFC 9111
	 * §5.2.1.4).
	 * @return whether {@code no-cache} is among them
	 */
	public boolean demandReload() {
		return has("no-cache");
	}

	private boolean has(String name) {
		return this.names.contains(name);
	}

}
