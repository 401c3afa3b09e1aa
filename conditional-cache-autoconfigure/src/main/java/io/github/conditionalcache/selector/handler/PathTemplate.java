package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path pattern, to be held against another one: which paths both match, and which
 * variable of the one stands where a variable of the other does. Names of variables do
 * not count. Immutable.
 *
 * @param segments its segments
 */
public record PathTemplate(List<PathSegment> segments) {

	private static final Pattern SEGMENT = Pattern.compile("(?:[^/{]|\\{(?:[^{}]|\\{[^{}]*})*})*");

	public static PathTemplate of(String pattern) {
		String path = pattern.startsWith("/") ? pattern.substring(1) : pattern;
		List<PathSegment> segments = new ArrayList<>();
		Matcher matcher = SEGMENT.matcher(path);
		int at = 0;
		while (at <= path.length() && matcher.region(at, path.length()).lookingAt()) {
			segments.add(PathSegment.of(matcher.group()));
			at = matcher.end() + 1;
		}
		return new PathTemplate(List.copyOf(segments));
	}

	public static List<PathTemplate> of(Iterable<String> patterns) {
		List<PathTemplate> templates = new ArrayList<>();
		patterns.forEach((pattern) -> templates.add(of(pattern)));
		return templates;
	}

	/**
	 * Returns how the paths that this pattern matches relate to those of another.
	 * @param other the other pattern
	 * @return the relation
	 */
	public PathRelation to(PathTemplate other) {
		PathRelation relation = PathRelation.SAME;
		int common = Math.min(this.segments.size(), other.segments.size());
		for (int i = 0; i < common; i++) {
			PathSegment own = this.segments.get(i);
			PathSegment others = other.segments.get(i);
			if (own.isRest() != others.isRest()) {
				return relation.and(own.isRest() ? PathRelation.WIDER : PathRelation.NARROWER);
			}
			relation = relation.and(own.to(others));
		}
		if (this.segments.size() > common) {
			return this.segments.get(common).isRest() ? relation.and(PathRelation.WIDER) : PathRelation.APART;
		}
		if (other.segments.size() > common) {
			return other.segments.get(common).isRest() ? relation.and(PathRelation.NARROWER) : PathRelation.APART;
		}
		return relation;
	}

	/**
	 * Returns whether both patterns may match one path.
	 * @param other the other pattern
	 * @return {@code false} only if it is certain that they don't
	 */
	public boolean mayMeet(PathTemplate other) {
		int common = Math.min(this.segments.size(), other.segments.size());
		for (int i = 0; i < common; i++) {
			PathSegment own = this.segments.get(i);
			PathSegment others = other.segments.get(i);
			if (own.isRest() || others.isRest()) {
				return true;
			}
			if (!own.mayMeet(others)) {
				return false;
			}
		}
		return this.segments.size() == other.segments.size() || isRestAt(common) || other.isRestAt(common);
	}

	private boolean isRestAt(int index) {
		return index < this.segments.size() && this.segments.get(index).isRest();
	}

	/**
	 * Returns which variables stand for the same part of a path.
	 * @param other another pattern, which may match the same path
	 * @return names of variables of the other, by those of this one
	 */
	public Map<String, String> variables(PathTemplate other) {
		Map<String, String> found = new LinkedHashMap<>();
		for (int i = 0; i < Math.min(this.segments.size(), other.segments.size()); i++) {
			List<String> own = this.segments.get(i).variables();
			List<String> others = other.segments.get(i).variables();
			for (int j = 0; j < own.size() && own.size() == others.size()
					&& this.segments.get(i).isRest() == other.segments.get(i).isRest(); j++) {
				found.put(own.get(j), others.get(j));
			}
		}
		return found;
	}

}
