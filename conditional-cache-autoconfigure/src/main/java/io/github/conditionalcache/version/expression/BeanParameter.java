package io.github.conditionalcache.version.expression;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A parameter of a method that an expression calls.
 *
 * @param type its type, that of the object for a primitive one
 * @param nullable whether it may be {@code null}
 */
record BeanParameter(Class<?> type, boolean nullable) {

	static BeanParameter of(Class<?> type) {
		return new BeanParameter(ClassUtils.resolvePrimitiveIfNecessary(type), !type.isPrimitive());
	}

	boolean accepts(@Nullable Object argument) {
		return (argument != null) ? this.type.isInstance(argument) : this.nullable;
	}

}
