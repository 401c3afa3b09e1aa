package io.github.conditionalcache.handler.write;

import java.beans.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * Finds the parameters of a handler that writes that stand for those of the handler of
 * GET, whose version it borrows. Path variables by their place in the path: the names may
 * differ, or be exchanged. Others by where Spring MVC takes them from, and by name; what
 * is taken for one that the request does not have must be the same too.
 */
final class BorrowedParameters {

	private static final List<String> OF_LIBRARIES = List.of("java.", "jakarta.", "org.springframework.");

	private BorrowedParameters() {
	}

	/**
	 * Finds the parameters.
	 * @param reader the handler of GET
	 * @param writer the handler that writes
	 * @return for each of the reader's parameters the position of the writer's that has
	 * the same value, or -1
	 */
	static List<Integer> positions(MappedHandler reader, MappedHandler writer) {
		Map<ParameterSource, Integer> given = new HashMap<>();
		MethodParameter[] offered = writer.handler().getMethodParameters();
		for (int i = 0; i < offered.length; i++) {
			given.put(ParameterSource.of(offered[i]), i);
		}
		Map<String, String> variables = reader.variables(writer);
		Set<String> renamed = renamed(variables);
		return Arrays.stream(reader.handler().getMethodParameters()).map((wanted) -> {
			Integer position = given.get(counterpart(ParameterSource.of(wanted), variables));
			return (position != null && isSame(wanted, offered[position]) && !isBoundTo(wanted, renamed)) ? position
					: -1;
		}).toList();
	}

	private static Set<String> renamed(Map<String, String> variables) {
		Set<String> renamed = new HashSet<>();
		variables.forEach((name, counterpart) -> {
			if (!name.equals(counterpart)) {
				renamed.addAll(List.of(name, counterpart));
			}
		});
		return renamed;
	}

	// Spring MVC fills a command object from path variables, by their names
	private static boolean isBoundTo(MethodParameter parameter, Set<String> variables) {
		Class<?> type = parameter.getParameterType();
		return !variables.isEmpty() && mayBeBound(parameter) && Stream
			.concat(Arrays.stream(BeanUtils.getPropertyDescriptors(type)).map(PropertyDescriptor::getName),
					Stream.ofNullable(type.getRecordComponents()).flatMap(Arrays::stream).map(RecordComponent::getName))
			.anyMatch(variables::contains);
	}

	// Not those that Spring itself makes arguments of, such as the user or the content
	private static boolean mayBeBound(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		return !BeanUtils.isSimpleProperty(type) && !Principal.class.isAssignableFrom(type)
				&& OF_LIBRARIES.stream().noneMatch(type.getName()::startsWith)
				&& (parameter.hasParameterAnnotation(ModelAttribute.class)
						|| Arrays.stream(parameter.getParameterAnnotations())
							.noneMatch((annotation) -> isOfSpring(annotation.annotationType())));
	}

	private static boolean isOfSpring(Class<? extends Annotation> annotation) {
		return annotation.getName().startsWith("org.springframework.") && !annotation.equals(Validated.class);
	}

	private static @Nullable ParameterSource counterpart(ParameterSource source, Map<String, String> variables) {
		String variable = source.isPathVariable() ? variables.get(source.name()) : source.name();
		return (variable != null) ? source.named(variable) : null;
	}

	// A version looked up with "1" for 1 would be another one, or none
	private static boolean isSame(MethodParameter wanted, MethodParameter given) {
		return ClassUtils.isAssignable(wanted.getParameterType(), given.getParameterType())
				&& (mustBeSent(given) || defaultValue(wanted).equals(defaultValue(given)));
	}

	private static boolean mustBeSent(MethodParameter parameter) {
		return attribute(parameter, "required", false).equals(true)
				&& defaultValue(parameter).equals(ValueConstants.DEFAULT_NONE);
	}

	private static Object defaultValue(MethodParameter parameter) {
		return attribute(parameter, "defaultValue", ValueConstants.DEFAULT_NONE);
	}

	private static Object attribute(MethodParameter parameter, String name, Object otherwise) {
		return Arrays.stream(parameter.getParameterAnnotations())
			.filter(ParameterSource::isKind)
			.map((annotation) -> AnnotationUtils.getValue(annotation, name))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(otherwise);
	}

}
