package io.github.conditionalcache.change.transaction;

import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.conditionalcache.change.Modifies304;
import io.github.conditionalcache.change.declared.DeclaredTags;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.version.expression.HandlerSignature;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Finds the methods with {@link Modifies304} and reads their tags, once. Thread-safe.
 */
final class ModifyingMethods {

	/**
	 * Types that a method returns before it has written, by name as none of them may be
	 * there.
	 */
	private static final Set<String> LATER = Set.of("org.reactivestreams.Publisher",
			"java.util.concurrent.Flow$Publisher", "kotlinx.coroutines.flow.Flow", "java.util.concurrent.Future",
			"java.util.concurrent.CompletionStage", "java.util.concurrent.Callable",
			"org.springframework.web.context.request.async.DeferredResult",
			"org.springframework.web.context.request.async.WebAsyncTask");

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final OncePerMinute warnings = new OncePerMinute(LogFactory.getLog(Modifies304.class), Clock.systemUTC());

	private final Map<Method, ModifyingMethod> read = new ConcurrentHashMap<>();

	private final BeanFactory beans;

	ModifyingMethods(BeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Returns whether a class has such methods.
	 * @param type class of a bean
	 * @return {@code true} if at least one of its methods has the annotation
	 */
	static boolean areIn(Class<?> type) {
		return AnnotationUtils.isCandidateClass(type, Modifies304.class)
				&& !MethodIntrospector.selectMethods(type, ModifyingMethods::isAnnotated).isEmpty();
	}

	private static boolean isAnnotated(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, Modifies304.class)
				|| AnnotatedElementUtils.hasAnnotation(method, Modifies304.Several.class);
	}

	/**
	 * Returns whether a method has the annotation, itself or on the interface's method.
	 * @param method the method that is called
	 * @param type class of the bean
	 * @return {@code true} if its changes are noted
	 */
	static boolean isOne(Method method, @Nullable Class<?> type) {
		return isAnnotated(annotated(method, type));
	}

	private static Method annotated(Method called, @Nullable Class<?> type) {
		Method specific = AopUtils.getMostSpecificMethod(called, type);
		return isAnnotated(specific) ? specific : called;
	}

	/**
	 * Reads all methods of a class that have the annotation, so that mistakes stop the
	 * start.
	 * @param type class of a bean
	 * @throws InvalidModifies304Exception if a tag can never be made
	 */
	void readAll(Class<?> type) {
		MethodIntrospector.selectMethods(type, ModifyingMethods::isAnnotated).forEach((method) -> of(method, type));
	}

	/**
	 * Returns the tags that a method changes.
	 * @param called the method that is called, which has the annotation
	 * @param type class of the bean
	 * @return its tags
	 */
	ModifyingMethod of(Method called, @Nullable Class<?> type) {
		return this.read.computeIfAbsent(annotated(called, type), this::read);
	}

	private ModifyingMethod read(Method method) {
		if (returnsEarly(method)) {
			throw new InvalidModifies304Exception(method, "it returns before it has written",
					"Call ChangeTags.touch where the write ends.");
		}
		List<String> texts = texts(method);
		if (texts.isEmpty()) {
			throw new InvalidModifies304Exception(method, "it names no tag",
					"Name the data that the method changes, such as \"book:#{#id}\".");
		}
		try {
			DeclaredTags tags = DeclaredTags.parse(texts, method, this.names, this.beans,
					ResolvableType.forMethodReturnType(method));
			return new ModifyingMethod(HandlerSignature.of(method, this.names), tags.only(false), tags.only(true),
					this.warnings);
		}
		catch (InvalidExpressionException ex) {
			throw new InvalidModifies304Exception(method, String.valueOf(ex.getMessage()), ex.remedy());
		}
	}

	private static List<String> texts(Method annotated) {
		return AnnotatedElementUtils
			.findMergedRepeatableAnnotations(annotated, Modifies304.class, Modifies304.Several.class)
			.stream()
			.flatMap((annotation) -> Arrays.stream(annotation.value()))
			.toList();
	}

	private static boolean returnsEarly(Method method) {
		return supertypes(method.getReturnType()).map(Class::getName).anyMatch(LATER::contains)
				|| Arrays.stream(method.getParameterTypes()).anyMatch((type) -> type.getName().equals(CONTINUATION));
	}

	private static Stream<Class<?>> supertypes(Class<?> type) {
		Stream<Class<?>> own = Stream.of(type);
		Stream<Class<?>> interfaces = Arrays.stream(type.getInterfaces()).flatMap(ModifyingMethods::supertypes);
		Class<?> parent = type.getSuperclass();
		return Stream.concat(Stream.concat(own, interfaces), (parent != null) ? supertypes(parent) : Stream.empty());
	}

}
