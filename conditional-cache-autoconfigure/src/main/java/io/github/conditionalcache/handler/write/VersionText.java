package io.github.conditionalcache.handler.write;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.conditionalcache.version.declared.DeclaredVersion;

import org.springframework.core.MethodParameter;

/**
 * The text of a declared version in terms of where its parameters are taken from, so that
 * two can be compared whatever the names of the parameters.
 */
final class VersionText {

	private VersionText() {
	}

	/**
	 * Returns the text of a version.
	 * @param declared the version
	 * @param handler the handler that it is declared over
	 * @return the text
	 */
	static String of(DeclaredVersion declared, MappedHandler handler) {
		List<String> sources = declared.declaredBy()
			.stream()
			.map((source) -> source.kind() + " " + source.text())
			.toList();
		return comparable(sources.toString(), handler);
	}

	static String comparable(String expression, MappedHandler handler) {
		MethodParameter[] parameters = handler.handler().getMethodParameters();
		String text = expression;
		for (int i = 0; i < parameters.length; i++) {
			text = text.replaceAll(
					"#(?:%s|[ap]%d)\\b".formatted(Pattern.quote(ParameterSource.nameOf(parameters[i])), i),
					Matcher.quoteReplacement("#(" + text(placed(ParameterSource.of(parameters[i]), handler)) + ")"));
		}
		return text;
	}

	private static String text(ParameterSource source) {
		return source.kind().getSimpleName() + ' ' + source.name();
	}

	private static ParameterSource placed(ParameterSource source, MappedHandler handler) {
		if (!source.isPathVariable() || handler.paths().isEmpty()) {
			return source;
		}
		List<String> variables = handler.paths()
			.get(0)
			.segments()
			.stream()
			.flatMap((segment) -> segment.variables().stream())
			.toList();
		return source.named(String.valueOf(variables.indexOf(source.name())));
	}

}
