package io.github.conditionalcache.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The identity of a handler.
 *
 * @param type the class that it is written in, also when its bean is a proxy
 * @param method its method in that class
 * @param called the method that Spring MVC calls: for a proxy of interfaces that of the
 * interface
 * @param name a short name, such as {@code BookController.get}, for logs and meters
 * @param id a name that is the same on every node
 */
public record HandlerIdentity(Class<?> type, Method method, Method called, String name, String id) {

	static HandlerIdentity of(Class<?> type, Method method, Method called, String name) {
		return new HandlerIdentity(type, method, called, name, type.getName() + '#' + signature(method));
	}

	private static String signature(Method method) {
		StringBuilder signature = new StringBuilder(method.getName()).append('(');
		for (Class<?> type : method.getParameterTypes()) {
			signature.append(type.getName()).append(',');
		}
		return signature.append(')').toString();
	}

	/**
	 * Finds an annotation on the method of the handler.
	 * @param <A> type of the annotation
	 * @param annotation type of the annotation
	 * @return the annotation, or {@code null} if there is none
	 */
	public <A extends Annotation> @Nullable A onMethod(Class<A> annotation) {
		return AnnotatedElementUtils.findMergedAnnotation(this.method, annotation);
	}

	/**
	 * Finds an annotation on the method of the handler, or on its class.
	 * @param <A> type of the annotation
	 * @param annotation type of the annotation
	 * @return the annotation, or {@code null} if there is none
	 */
	public <A extends Annotation> @Nullable A find(Class<A> annotation) {
		A onMethod = onMethod(annotation);
		return (onMethod != null) ? onMethod : AnnotatedElementUtils.findMergedAnnotation(this.type, annotation);
	}

}
