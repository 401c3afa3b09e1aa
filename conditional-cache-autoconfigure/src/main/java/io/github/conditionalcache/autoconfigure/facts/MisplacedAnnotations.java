package io.github.conditionalcache.autoconfigure.facts;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.SuppressFindings;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandler.Access;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Annotations on beans and methods that answer no request. Only those on the class itself
 * count: one that is inherited may be meant for others that inherit it.
 */
public final class MisplacedAnnotations {

	private static final String CODE = "CC020";

	private final ListableBeanFactory beans;

	public MisplacedAnnotations(ListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Returns the annotations that have no handler.
	 * @param handlers the managed handlers
	 * @return a clause for each
	 */
	public List<String> without(List<ManagedHandler> handlers) {
		List<String> found = new ArrayList<>();
		for (Class<?> type : types()) {
			List<ManagedHandler> ofType = handlers.stream().filter((handler) -> handler.type() == type).toList();
			found.addAll(find(type, Cacheable304.class, Access.READ, ofType));
			found.addAll(find(type, ConditionalWrite.class, Access.WRITE, ofType));
		}
		return found;
	}

	private static List<String> find(Class<?> type, Class<? extends Annotation> annotation, Access access,
			List<ManagedHandler> ofType) {
		List<String> found = new ArrayList<>();
		String reason = AnnotatedElementUtils.hasAnnotation(type, Controller.class)
				? "answers no request of %s".formatted((access == Access.READ) ? "GET" : "PUT, PATCH, DELETE or POST")
				: "is no controller";
		if (has(type, annotation) && ofType.stream().noneMatch((handler) -> handler.access() == access)) {
			found.add("@%s is on %s, which %s".formatted(annotation.getSimpleName(), type.getName(), reason));
		}
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
			if (!method.isBridge() && has(method, annotation) && !isSuppressed(type)
					&& ofType.stream().noneMatch((handler) -> handler.method().equals(method))) {
				found.add("@%s is on %s.%s, which is no handler".formatted(annotation.getSimpleName(), type.getName(),
						method.getName()));
			}
		}
		return found;
	}

	private static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
		MergedAnnotations annotations = MergedAnnotations.from(element);
		return annotations.isPresent(annotation) && !annotations.isPresent(NotCacheable304.class)
				&& !isSuppressed(element);
	}

	private static boolean isSuppressed(AnnotatedElement element) {
		return MergedAnnotations.from(element)
			.stream(SuppressFindings.class)
			.flatMap((suppression) -> Arrays.stream(suppression.getStringArray("value")))
			.anyMatch(CODE::equals);
	}

	private Set<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>();
		Stream.of(this.beans.getBeanDefinitionNames()).map(this::type).forEach((type) -> {
			if (type != null && !type.isInterface() && !Proxy.isProxyClass(type)
					&& !type.getName().startsWith("org.springframework.")) {
				types.add(type);
			}
		});
		return types;
	}

	private @Nullable Class<?> type(String name) {
		Class<?> type = this.beans.getType(name, false);
		if (type != null && Proxy.isProxyClass(type)
				&& this.beans instanceof ConfigurableListableBeanFactory configurable) {
			type = AutoProxyUtils.determineTargetClass(configurable, name);
		}
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

}
