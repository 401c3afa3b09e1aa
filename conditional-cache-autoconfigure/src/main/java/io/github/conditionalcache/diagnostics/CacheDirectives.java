package io.github.conditionalcache.diagnostics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The directives of a Cache-Control field (RFC 9111 §5.2).
 *
 * @param names their names, in lower case; one that is limited to some fields, as in
 * {@code private="Set-Cookie"}, is not among them
 */
record CacheDirectives(Set<String> names) {

	static CacheDirectives of(String cacheControl) {
		String unlimited = cacheControl.toLowerCase(Locale.ROOT).replaceAll("[^,\"]*\"[^\"]*\"?", "");
		return new CacheDirectives(Arrays.stream(unlimited.split(","))
			.map((directive) -> directive.split("=", 2)[0].trim())
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.toSet()));
	}

	boolean letSharedCachesStore() {
		return has("public") || has("s-maxage") || !(has("private") || has("no-store"));
	}

	boolean has(String name) {
		return this.names.contains(name);
	}

}
