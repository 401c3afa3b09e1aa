package io.github.conditionalcache.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

import io.github.conditionalcache.change.declared.TagsVersion;
import io.github.conditionalcache.version.declared.ExpressionPart;
import io.github.conditionalcache.version.declared.VersionPart;
import io.github.conditionalcache.version.declared.VersionTypes;
import io.github.conditionalcache.version.expression.HandlerExpression;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * The expressions that annotations declare versions and dates with. Thread-safe.
 */
final class VersionExpressions {

	private final ParameterNameDiscoverer names;

	private final BeanFactory beans;

	VersionExpressions(ParameterNameDiscoverer names, BeanFactory beans) {
		this.names = names;
		this.beans = beans;
	}

	Stream<VersionPart> version(Declared declared, String text) {
		HandlerExpression expression = parse(declared, "version", text);
		if (expression == null) {
			return Stream.empty();
		}
		String problem = VersionTypes.whyNoVersion(expression.types(declared.returned()));
		if (problem != null) {
			throw declared.invalid("'version' [%s] %s".formatted(text, problem),
					"Give a number, a string, a UUID, a date, an array or collection of these, or a Versioned.");
		}
		return Stream.of(ExpressionPart.version(expression));
	}

	Stream<VersionPart> lastModified(Declared declared, String text) {
		HandlerExpression expression = parse(declared, "lastModified", text);
		if (expression == null) {
			return Stream.empty();
		}
		String problem = VersionTypes.whyNoDate(expression.types(declared.returned()));
		if (problem != null) {
			throw declared.invalid("'lastModified' [%s] %s".formatted(text, problem),
					"Give an Instant, a date with a time zone or an offset, or milliseconds since 1970 as a Long.");
		}
		return Stream.of(ExpressionPart.date(expression));
	}

	Stream<VersionPart> tags(Declared declared, String... texts) {
		if (texts.length == 0) {
			return Stream.empty();
		}
		try {
			return Stream.of(TagsVersion.parse(List.of(texts), declared.method(), this.names, this.beans));
		}
		catch (InvalidExpressionException ex) {
			throw declared.invalid("'tags' " + ex.getMessage(), ex.remedy());
		}
	}

	private @Nullable HandlerExpression parse(Declared declared, String attribute, String text) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		try {
			return HandlerExpression.parse(text, declared.method(), this.names, this.beans);
		}
		catch (InvalidExpressionException ex) {
			throw declared.invalid("'%s' %s".formatted(attribute, ex.getMessage()), ex.remedy());
		}
	}

	/**
	 * Where an expression stands.
	 *
	 * @param annotation type of its annotation
	 * @param handler the handler
	 * @param method the method that the parameters are those of
	 * @param returned type of the returned value, without wrappers
	 */
	record Declared(Class<? extends Annotation> annotation, HandlerMethod handler, Method method,
			ResolvableType returned) {

		InvalidHandlerException invalid(String rule, String remedy) {
			return new InvalidHandlerException(this.annotation, this.handler.getShortLogMessage(), rule, remedy);
		}

	}

}
