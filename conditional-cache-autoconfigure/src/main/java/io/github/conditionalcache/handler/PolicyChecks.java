package io.github.conditionalcache.handler;

import java.util.Arrays;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.selector.handler.MappedMethods;
import io.github.conditionalcache.storing.FieldSyntax;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Checks the declarations of a handler that reads. One that can never work is refused
 * when the application starts.
 */
final class PolicyChecks {

	private PolicyChecks() {
	}

	/**
	 * Requires that a handler is mapped to a method that can be answered 304, if its
	 * method is annotated.
	 * @param handler the handler
	 * @param mapping its mapping
	 */
	static void requireReads(HandlerMethod handler, RequestMappingInfo mapping) {
		MappedMethods methods = MappedMethods.of(mapping);
		Cacheable304 annotation = handler.getMethodAnnotation(Cacheable304.class);
		if (annotation != null && !methods.includeReads()) {
			throw new InvalidHandlerException(handler.getShortLogMessage(),
					"stands on a handler of %s, but only GET and HEAD can be answered 304".formatted(methods.names()),
					"Remove the annotation from this method, or map the method to GET.");
		}
	}

	/**
	 * Requires that a policy holds legal directives and names.
	 * @param handler the handler
	 * @param policy its policy
	 */
	static void requireLegal(HandlerMethod handler, ReadPolicy policy) {
		String cacheControl = policy.storing().cacheControl();
		if (cacheControl != null) {
			requireDirectives(handler, cacheControl);
		}
		selectedBy(handler).forEach((name) -> requireName(handler, "@SelectedBy", name));
		policy.selectors().fields().forEach((name) -> requireName(handler, "vary", name));
	}

	private static void requireDirectives(HandlerMethod handler, String value) {
		String rule = FieldSyntax.ruleForCacheControl(value);
		if (rule != null) {
			throw new InvalidHandlerException(handler.getShortLogMessage(),
					"'cacheControl' %s but was [%s]".formatted(rule, value),
					"Use directives such as \"private, no-cache, max-age=0\", or the name of a policy.");
		}
	}

	private static Stream<String> selectedBy(HandlerMethod handler) {
		return Arrays.stream(handler.getMethodParameters())
			.map((parameter) -> MergedAnnotations.from(parameter.getParameterAnnotations()).get(SelectedBy.class))
			.filter(MergedAnnotation::isPresent)
			.flatMap((annotation) -> Arrays.stream(annotation.getStringArray("value")));
	}

	private static void requireName(HandlerMethod handler, String attribute, String name) {
		if (!FieldSyntax.isName(name)) {
			throw new InvalidHandlerException(handler.getShortLogMessage(),
					"'%s' must hold names of request header fields but was [%s]".formatted(attribute, name),
					"Name header fields, such as \"Accept-Language\".");
		}
	}

}
