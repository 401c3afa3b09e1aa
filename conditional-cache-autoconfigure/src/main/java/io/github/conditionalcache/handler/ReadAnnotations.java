package io.github.conditionalcache.handler;

import java.lang.reflect.AnnotatedElement;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.NotCacheable304;
import io.github.conditionalcache.selector.handler.MappedMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The annotations that say whether a handler's reads are managed. {@link Cacheable304}
 * counts on the method, on the class, on interfaces and generic superclasses of either,
 * and as a meta-annotation; the method's word is final.
 */
final class ReadAnnotations {

	private ReadAnnotations() {
	}

	/**
	 * Finds the annotation that a handler is managed by.
	 * @param handler the handler
	 * @return the annotation, or {@code null} if there is none for it
	 */
	static @Nullable Cacheable304 find(HandlerIdentity handler) {
		Cacheable304 onMethod = handler.onMethod(Cacheable304.class);
		if (isExcluded(handler.method())) {
			return null;
		}
		if (onMethod != null || isExcluded(handler.type())) {
			return onMethod;
		}
		// An annotation on the class is for those of its handlers that read
		return MappedMethods.of(handler.method(), handler.type()).includeReads() ? handler.find(Cacheable304.class)
				: null;
	}

	static boolean isExcluded(HandlerIdentity handler) {
		return isExcluded(handler.method()) || isExcluded(handler.type());
	}

	private static boolean isExcluded(AnnotatedElement element) {
		return AnnotatedElementUtils.hasAnnotation(element, NotCacheable304.class);
	}

}
