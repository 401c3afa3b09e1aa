package io.github.conditionalcache.webmvc;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * Handlers whose data is read while their arguments are made: entities that a converter
 * loads, and models filled beforehand. A version read after that could be newer than the
 * data.
 */
final class DataArguments {

	private static final Set<String> ENTITY = Set.of("Entity", "Document", "Table", "Node", "RedisHash");

	private static final Set<String> IDENTITY = Set.of("Id", "EmbeddedId", "Version", "EtagVersion");

	private DataArguments() {
	}

	static boolean are(HandlerMethod handler) {
		return fillsModel(ClassUtils.getUserClass(handler.getBeanType()))
				|| Arrays.stream(handler.getMethodParameters()).anyMatch(DataArguments::isEntity);
	}

	private static boolean fillsModel(Class<?> controller) {
		return !MethodIntrospector
			.selectMethods(controller,
					(Method method) -> AnnotatedElementUtils.hasAnnotation(method, ModelAttribute.class)
							&& !AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
			.isEmpty();
	}

	private static boolean isEntity(MethodParameter parameter) {
		Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
		return !type.getName().startsWith("java.")
				&& (isNamed(type, ENTITY) || members(type).anyMatch((member) -> isNamed(member, IDENTITY)));
	}

	private static Stream<AnnotatedElement> members(Class<?> type) {
		Stream<AnnotatedElement> members = Stream.empty();
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			members = Stream.concat(members,
					Stream.concat(Arrays.stream(c.getDeclaredFields()), Arrays.stream(c.getDeclaredMethods())));
		}
		return members;
	}

	private static boolean isNamed(AnnotatedElement element, Set<String> names) {
		return Arrays.stream(element.getAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((type) -> names.contains(type.getSimpleName()));
	}

}
