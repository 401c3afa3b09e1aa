package io.github.conditionalcache.autoconfigure.facts;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The paths that may be managed, held against the patterns that handlers are mapped to.
 * In doubt a pattern may be reached.
 */
public final class ManagedPaths {

	private final List<String> included;

	private final List<PathPattern> excluded;

	public ManagedPaths(List<String> included, List<String> excluded) {
		this.included = List.copyOf(included);
		this.excluded = excluded.stream().map(PathPatternParser.defaultInstance::parse).toList();
	}

	/**
	 * Returns the patterns none of whose paths is managed.
	 * @param patterns patterns of a handler
	 * @return those of them
	 */
	public Set<String> unreached(Set<String> patterns) {
		Set<String> unreached = new TreeSet<>(patterns);
		unreached.removeIf((pattern) -> !isExcluded(pattern)
				&& (this.included.isEmpty() || this.included.stream().anyMatch((one) -> mayOverlap(one, pattern))));
		return unreached;
	}

	// A pattern that matches a variable as it is written matches all that it can stand
	// for
	private boolean isExcluded(String pattern) {
		PathContainer path = PathContainer
			.parsePath(pattern.replaceAll("\\{\\*[^}]*}", "**").replace("**", "any/any/any"));
		return this.excluded.stream().anyMatch((excluded) -> excluded.matches(path));
	}

	private static boolean mayOverlap(String included, String pattern) {
		String[] one = included.split("/");
		String[] other = pattern.split("/");
		for (int i = 0; i < Math.min(one.length, other.length); i++) {
			if (isOpen(one[i]) || isOpen(other[i])) {
				return true;
			}
			if (!one[i].equals(other[i])) {
				return false;
			}
		}
		String[] longer = (one.length > other.length) ? one : other;
		return one.length == other.length || isOpen(longer[Math.min(one.length, other.length)]);
	}

	private static boolean isOpen(String segment) {
		return segment.chars().anyMatch((c) -> c == '*' || c == '?' || c == '{');
	}

}
