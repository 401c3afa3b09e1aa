package io.github.conditionalcache.version.expression;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationException;
import org.springframework.util.ReflectionUtils;

/**
 * The method of a bean that an expression means.
 *
 * @param bean the bean
 * @param method its method, or {@code null} if there is none that can be called
 * @param parameters its parameters
 */
record BeanMethod(@Nullable Object bean, @Nullable Method method, List<BeanParameter> parameters) {

	static final BeanMethod NONE = new BeanMethod(null, null, List.of());

	/**
	 * Finds the method.
	 * @param bean the bean
	 * @param name name of the method
	 * @param parameters how many parameters it has
	 * @return the method, or {@link #NONE} if it is not the only one of that name
	 */
	static BeanMethod of(Object bean, String name, int parameters) {
		List<Method> candidates = Arrays.stream(bean.getClass().getMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge()
					&& (method.getParameterCount() == parameters || method.isVarArgs()))
			.toList();
		if (candidates.size() != 1 || candidates.get(0).isVarArgs()) {
			return NONE;
		}
		Method method = candidates.get(0);
		ReflectionUtils.makeAccessible(method);
		return new BeanMethod(bean, method, Arrays.stream(method.getParameterTypes()).map(BeanParameter::of).toList());
	}

	boolean accepts(@Nullable Object[] arguments) {
		for (int i = 0; i < arguments.length; i++) {
			if (!this.parameters.get(i).accepts(arguments[i])) {
				return false;
			}
		}
		return true;
	}

	@Nullable Object invoke(@Nullable Object[] arguments) {
		Method called = this.method;
		if (called == null) {
			throw new IllegalStateException("There is no method to call");
		}
		try {
			return called.invoke(this.bean, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof RuntimeException unchecked) {
				throw unchecked;
			}
			if (ex.getTargetException() instanceof Error error) {
				throw error;
			}
			throw new EvaluationException("%s failed".formatted(called), ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new EvaluationException("%s can't be called".formatted(called), ex);
		}
	}

}
