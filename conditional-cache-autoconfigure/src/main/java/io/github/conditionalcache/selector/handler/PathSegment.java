package io.github.conditionalcache.selector.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One segment of a path pattern.
 *
 * @param text its text with variables that have no name
 * @param variables names of its variables, empty for wildcards
 * @param expression the texts that it matches, as a regular expression
 */
public record PathSegment(String text, List<String> variables, String expression) {

	/** A variable, its expression with braces in it, or a wildcard of any depth. */
	private static final Pattern VARIABLE = Pattern
		.compile("\\{(\\*?)([^:{}]*)(?::((?:[^{}]|\\{[^{}]*})*))?}|\\*\\*|\\*|\\?");

	private static final String ANY = "{}";

	private static final String REST = "{*}";

	static PathSegment of(String segment) {
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
		return new PathSegment(text.toString(), List.copyOf(variables), expression.toString());
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

	boolean mayMeet(PathSegment other) {
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

	PathRelation to(PathSegment other) {
		if (this.text.equals(other.text)) {
			return PathRelation.SAME;
		}
		if (this.text.equals(ANY)) {
			return other.isConstrained() ? PathRelation.LOOSER : PathRelation.WIDER;
		}
		if (other.text.equals(ANY)) {
			return isConstrained() ? PathRelation.SIMILAR : PathRelation.NARROWER;
		}
		if (isConstrained() && other.isConstrained()) {
			return PathRelation.SIMILAR;
		}
		if (other.isLiteral()) {
			return (!isLiteral() && matches(other.text)) ? PathRelation.WIDER : PathRelation.APART;
		}
		// Whether two texts with variables in them meet is not looked into
		return (isLiteral() && other.matches(this.text)) ? PathRelation.NARROWER : PathRelation.APART;
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
