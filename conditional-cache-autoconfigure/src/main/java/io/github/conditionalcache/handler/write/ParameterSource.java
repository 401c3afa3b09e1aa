package io.github.conditionalcache.handler.write;

import java.lang.annotation.Annotation;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where Spring MVC takes the argument for a parameter from.
 *
 * @param kind the annotation that names the part of the request; {@code RequestParam} for
 * a simple value without one, and {@code void} for everything else
 * @param name the name within that part, or that of the parameter
 */
record ParameterSource(Class<?> kind, String name) {

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	static ParameterSource of(MethodParameter parameter) {
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			if (isKind(annotation)) {
				Object name = AnnotationUtils.getValue(annotation, "name");
				return new ParameterSource(annotation.annotationType(),
						(name instanceof String text && !text.isEmpty()) ? text : nameOf(parameter));
			}
		}
		boolean simple = BeanUtils.isSimpleProperty(parameter.getParameterType());
		return new ParameterSource(simple ? RequestParam.class : void.class, nameOf(parameter));
	}

	/**
	 * Returns whether an annotation names a part of the request. Others, such as those of
	 * an API's documentation, have attributes of the same names.
	 * @param annotation an annotation of a parameter
	 * @return whether it is one of Spring MVC's
	 */
	static boolean isKind(Annotation annotation) {
		return annotation.annotationType().getPackage().equals(PathVariable.class.getPackage());
	}

	/**
	 * Returns the name of a parameter.
	 * @param parameter the parameter
	 * @return its name, or its position where the class was compiled without names
	 */
	static String nameOf(MethodParameter parameter) {
		@Nullable String @Nullable [] names = (parameter.getMethod() != null)
				? NAMES.getParameterNames(Objects.requireNonNull(parameter.getMethod())) : null;
		String name = (names != null) ? names[parameter.getParameterIndex()] : null;
		return (name != null) ? name : "#" + parameter.getParameterIndex();
	}

	boolean isPathVariable() {
		return this.kind == PathVariable.class;
	}

	ParameterSource named(String other) {
		return new ParameterSource(this.kind, other);
	}

}
