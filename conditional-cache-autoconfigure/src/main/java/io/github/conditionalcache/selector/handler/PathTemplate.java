package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path pattern, to be held against another one: which paths both match, and which
 * variable of the one stands where a variable of the other does. Names of variables do
 * not count. Immutable.
 *
 * @param segments its segments
 */
public record PathTemplate(List<Segment> segments) {

	/** A variable, its expression with braces in it, or a wildcard of any depth. */
	private static final Pattern VARIABLE = Pattern
		.compile("\\{(\\*?)([^:{}]*)(?::((?:[^{}]|\\{[^{}]*})*))?}|\\*\\*|\\*|\\?");

	private static final Pattern SEGMENT = Pattern.compile("(?:[^/{]|\\{(?:[^{}]|\\{[^{}]*})*})*");

	public static PathTemplate of(String pattern) {
		String path = pattern.startsWith("/") ? pattern.substring(1) : pattern;
		List<Segment> segments = new ArrayList<>();
		Matcher matcher = SEGMENT.matcher(path);
		int at = 0;
		while (at <= path.length() && matcher.region(at, path.length()).lookingAt()) {
			segments.add(Segment.of(matcher.group()));
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
	public Relation to(PathTemplate other) {
		Relation relation = Relation.SAME;
		int common = Math.min(this.segments.size(), other.segments.size());
		for (int i = 0; i < common; i++) {
			Segment own = this.segments.get(i);
			Segment others = other.segments.get(i);
			if (own.isRest() != others.isRest()) {
				return relation.and(own.isRest() ? Relation.WIDER : Relation.NARROWER);
			}
			relation = relation.and(own.to(others));
		}
		if (this.segments.size() > common) {
			return this.segments.get(common).isRest() ? relation.and(Relation.WIDER) : Relation.APART;
		}
		if (other.segments.size() > common) {
			return other.segments.get(common).isRest() ? relation.and(Relation.NARROWER) : Relation.APART;
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
			Segment own = this.segments.get(i);
			Segment others = other.segments.get(i);
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

	/**
	 * How the paths of one pattern relate to those of another, the closest first.
	 */
	public enum Relation {

		/** The same paths. */
		SAME,

		/** The same structure, and more values of a variable. */
		LOOSER,

		/** All of the other's paths, and more. */
		WIDER,

		/** The same structure, and perhaps the same values. */
		SIMILAR,

		/** Some of the other's paths. */
		NARROWER,

		/** Some of the other's paths, and more. */
		CROSSING,

		/** No path in common. */
		APART;

		public boolean isOfOneStructure() {
			return this == SAME || this == LOOSER || this == SIMILAR;
		}

		public boolean coversAll() {
			return this == SAME || this == LOOSER || this == WIDER;
		}

		Relation and(Relation other) {
			Relation closer = (compareTo(other) < 0) ? this : other;
			Relation further = (closer == this) ? other : this;
			if (further == NARROWER || further == SIMILAR) {
				return (closer == WIDER || closer == LOOSER) ? CROSSING : further;
			}
			return further;
		}

	}

	/**
	 * One segment.
	 *
	 * @param text its text with variables that have no name
	 * @param variables names of its variables, empty for wildcards
	 * @param expression what it matches, as a regular expression
	 */
	public record Segment(String text, List<String> variables, String expression) {

		private static final String ANY = "{}";

		private static final String REST = "{*}";

		static Segment of(String segment) {
			StringBuilder text = new StringBuilder();
			StringBuilder expression = new StringBuilder();
			List<String> variables = new ArrayList<>();
			Matcher matcher = VARIABLE.matcher(segment);
			int at = 0;
			while (matcher.find()) {
				text.append(segment, at, matcher.start());
				expression.append(Pattern.quote(segment.substring(at, matcher.start())));
				at = matcher.end();
				if (matcher.group(2) != null) {
					variables.add(matcher.group(2));
				}
				else if (!matcher.group().equals("?")) {
					variables.add("");
				}
				text.append(nameless(matcher));
				expression.append(expression(matcher));
			}
			text.append(segment.substring(at));
			expression.append(Pattern.quote(segment.substring(at)));
			return new Segment(text.toString(), List.copyOf(variables), expression.toString());
		}

		private static String nameless(Matcher variable) {
			if (variable.group().equals("**") || "*".equals(variable.group(1))) {
				return REST;
			}
			if (variable.group().equals("?")) {
				return "?";
			}
			return (variable.group(3) != null) ? "{:" + variable.group(3) + '}' : ANY;
		}

		private static String expression(Matcher variable) {
			if (variable.group().equals("?")) {
				return ".";
			}
			return (variable.group(3) != null) ? "(?:" + variable.group(3) + ')' : ".*";
		}

		boolean isRest() {
			return this.text.equals(REST);
		}

		private boolean isLiteral() {
			return !this.text.contains("{") && !this.text.contains("?");
		}

		private boolean mayMeet(Segment other) {
			if (isLiteral() && other.isLiteral()) {
				return this.text.equalsIgnoreCase(other.text);
			}
			return !(this.text.isEmpty() && other.isOneVariable()) && !(isOneVariable() && other.text.isEmpty());
		}

		// Matches no empty segment, other than a wildcard
		private boolean isOneVariable() {
			return (this.text.equals(ANY) && !this.variables.contains("")) || isConstrained();
		}

		private boolean isConstrained() {
			return this.text.startsWith("{:") && this.variables.size() == 1 && this.text.endsWith("}");
		}

		Relation to(Segment other) {
			if (this.text.equals(other.text)) {
				return Relation.SAME;
			}
			if (this.text.equals(ANY)) {
				return other.isConstrained() ? Relation.LOOSER : Relation.WIDER;
			}
			if (other.text.equals(ANY)) {
				return isConstrained() ? Relation.SIMILAR : Relation.NARROWER;
			}
			if (isConstrained() && other.isConstrained()) {
				return Relation.SIMILAR;
			}
			if (other.isLiteral()) {
				return (!isLiteral() && matches(other.text)) ? Relation.WIDER : Relation.APART;
			}
			// Whether two texts with variables in them meet is not looked into
			return (isLiteral() && other.matches(this.text)) ? Relation.NARROWER : Relation.APART;
		}

		private boolean matches(String literal) {
			try {
				return literal.matches(this.expression);
			}
			catch (PatternSyntaxException ex) {
				return false;
			}
		}

	}

}
