package io.github.conditionalcache.selector.parameter;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.SelectedBy;
import io.github.conditionalcache.selector.ArgumentSelector;
import io.github.conditionalcache.selector.Selector;
import io.github.conditionalcache.selector.SimpleValues;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * A parameter whose kind is wanted.
 *
 * @param parameter the parameter
 * @param argument its position among the handler's arguments, or -1 if it is a parameter
 * of a method that runs before the handler
 * @param conversions who converts
 * @param beans resolves placeholders, or {@code null} if none can be
 */
record ParameterContext(MethodParameter parameter, int argument, Conversions conversions,
		@Nullable ConfigurableBeanFactory beans) {

	/** The user's claims select. */
	@Nullable SelectedBy declared() {
		MergedAnnotation<SelectedBy> annotation = MergedAnnotations.from(this.parameter.getParameterAnnotations())
			.get(SelectedBy.class);
		return annotation.isPresent() ? annotation.synthesize() : null;
	}

	<A extends Annotation> MergedAnnotation<A> annotation(Class<A> type) {
		return MergedAnnotations.from(this.parameter.getParameterAnnotations()).get(type);
	}

	ResolvableType type() {
		return ResolvableType.forMethodParameter(this.parameter);
	}

	Class<?> rawType() {
		return this.parameter.nestedIfOptional().getNestedParameterType();
	}

	boolean isSimple() {
		return SimpleValues.include(type());
	}

	Annotation[] annotations() {
		return this.parameter.getParameterAnnotations();
	}

	/** The name that an annotation gives, or that of the parameter. */
	@Nullable String name(Class<? extends Annotation> annotation) {
		String name = annotation(annotation).getValue("name", String.class)
			.filter(StringUtils::hasText)
			.orElse(this.parameter.getParameterName());
		if (name == null || name.contains("#{")) {
			return null;
		}
		return (this.beans != null) ? this.beans.resolveEmbeddedValue(name) : name;
	}

	/** Whether an annotation's attribute is an expression, which can read anything. */
	boolean isComputed(Class<? extends Annotation> annotation, String... attributes) {
		return Arrays.stream(attributes)
			.anyMatch(
					(attribute) -> annotation(annotation).getValue(attribute, String.class).orElse("").contains("#{"));
	}

	/**
	 * Returns the parameter in words.
	 * @return its type and name
	 */
	String describe() {
		String name = this.parameter.getParameterName();
		return ClassUtils.getShortName(this.parameter.getParameterType()) + ((name != null) ? " " + name : "");
	}

	/** The expression over the user's authentication that gives the value, if any. */
	String userExpression() {
		MergedAnnotations annotations = MergedAnnotations.from(annotations());
		return Stream.of("AuthenticationPrincipal", "CurrentSecurityContext")
			.map((name) -> annotations.get("org.springframework.security.core.annotation." + name))
			.filter(MergedAnnotation::isPresent)
			.map((annotation) -> annotation.getString("expression"))
			.collect(Collectors.joining());
	}

	/** A selector by the value that the handler gets, if it gets it itself. */
	@Nullable Selector byArgument(boolean isPrivate) {
		return (this.argument >= 0) ? new ArgumentSelector(this.argument, isPrivate) : null;
	}

}
