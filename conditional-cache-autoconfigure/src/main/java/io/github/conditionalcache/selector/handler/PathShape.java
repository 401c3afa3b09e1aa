package io.github.conditionalcache.selector.handler;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.springframework.util.StringUtils;

/**
 * The segments of a path pattern, to see whether two patterns can match the same path.
 * Immutable.
 *
 * @param segments segments, in which a variable or wildcard stands for any text
 * @param open whether any number of segments may follow
 */
record PathShape(List<String> segments, boolean open) {

	static List<PathShape> of(Collection<String> patterns) {
		return patterns.stream().map(PathShape::of).toList();
	}

	private static PathShape of(String pattern) {
		String[] segments = StringUtils.tokenizeToStringArray(pattern, "/", false, true);
		for (int i = 0; i < segments.length; i++) {
			if (segments[i].contains("**") || segments[i].startsWith("{*")) {
				return new PathShape(List.of(segments).subList(0, i), true);
			}
		}
		return new PathShape(Arrays.asList(segments), false);
	}

	/**
	 * Returns whether two sets of patterns may match one path.
	 * @param some patterns
	 * @param others other patterns
	 * @return {@code false} only if it is certain that they don't
	 */
	static boolean share(List<PathShape> some, List<PathShape> others) {
		return some.stream().anyMatch((one) -> others.stream().anyMatch(one::meets));
	}

	private boolean meets(PathShape other) {
		int common = Math.min(this.segments.size(), other.segments.size());
		for (int i = 0; i < common; i++) {
			if (isText(this.segments.get(i)) && isText(other.segments.get(i))
					&& !this.segments.get(i).equalsIgnoreCase(other.segments.get(i))) {
				return false;
			}
		}
		return (this.segments.size() <= common || other.open) && (other.segments.size() <= common || this.open);
	}

	private static boolean isText(String segment) {
		return segment.chars().noneMatch((c) -> c == '{' || c == '*' || c == '?');
	}

}
