package io.github.conditionalcache.version.expression;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * An expression of the form {@code @bean.method(#parameter)}, which most versions are
 * declared by. Called without an interpreter if the bean is a singleton, one method alone
 * can be meant, and the arguments need no conversion. Thread-safe.
 */
final class BeanCall {

	private final String beanName;

	private final String methodName;

	private final List<Integer> positions;

	private final BeanFactory beans;

	private volatile @Nullable Target target;

	private BeanCall(String beanName, String methodName, List<Integer> positions, BeanFactory beans) {
		this.beanName = beanName;
		this.methodName = methodName;
		this.positions = positions;
		this.beans = beans;
	}

	/**
	 * Looks whether an expression is such a call.
	 * @param expression the root of its tree
	 * @param parameters positions of the handler's parameters
	 * @param beans holds the bean
	 * @return the call, or {@code null} if the expression is another one
	 */
	static @Nullable BeanCall of(SpelNode expression, Map<String, Integer> parameters, BeanFactory beans) {
		if (!ExpressionNodes.callsBean(expression) || expression.getChildCount() != 2) {
			return null;
		}
		MethodReference method = (MethodReference) expression.getChild(1);
		List<Integer> positions = positions(method, parameters);
		return (positions != null)
				? new BeanCall(ExpressionNodes.bean(expression.getChild(0)), method.getName(), positions, beans) : null;
	}

	private static @Nullable List<Integer> positions(MethodReference method, Map<String, Integer> parameters) {
		List<Integer> positions = new ArrayList<>();
		for (int i = 0; i < method.getChildCount(); i++) {
			Integer position = (method.getChild(i) instanceof VariableReference variable)
					? parameters.get(ExpressionNodes.variable(variable)) : null;
			if (position == null) {
				return null;
			}
			positions.add(position);
		}
		return List.copyOf(positions);
	}

	/**
	 * Returns the arguments of the bean's method.
	 * @param arguments the arguments of the handler
	 * @return the arguments, or {@code null} if only an interpreter can call the method
	 * with them
	 */
	@Nullable Object @Nullable [] argumentsOf(Arguments arguments) {
		Target known = target();
		if (known.method() == null) {
			return null;
		}
		@Nullable Object[] own = new Object[this.positions.size()];
		for (int i = 0; i < own.length; i++) {
			own[i] = arguments.argument(this.positions.get(i).intValue());
		}
		return known.accepts(own) ? own : null;
	}

	/**
	 * Calls the bean's method.
	 * @param own the arguments of the method
	 * @return the value that it has returned
	 */
	@Nullable Object invoke(@Nullable Object[] own) {
		return target().invoke(own);
	}

	private Target target() {
		Target known = this.target;
		if (known == null) {
			known = find();
			this.target = known;
		}
		return known;
	}

	private Target find() {
		if (!this.beans.isSingleton(this.beanName)) {
			return Target.NONE;
		}
		Object bean = this.beans.getBean(this.beanName);
		List<Method> candidates = Arrays.stream(bean.getClass().getMethods())
			.filter((method) -> method.getName().equals(this.methodName) && !method.isBridge()
					&& (method.getParameterCount() == this.positions.size() || method.isVarArgs()))
			.toList();
		if (candidates.size() != 1 || candidates.get(0).isVarArgs()) {
			return Target.NONE;
		}
		Method method = candidates.get(0);
		ReflectionUtils.makeAccessible(method);
		return new Target(bean, method, Arrays.stream(method.getParameterTypes()).map(Parameter::of).toList());
	}

	/**
	 * The method that is meant.
	 *
	 * @param bean the bean
	 * @param method its method, or {@code null} if there is none that can be called
	 * @param parameters its parameters
	 */
	private record Target(@Nullable Object bean, @Nullable Method method, List<Parameter> parameters) {

		static final Target NONE = new Target(null, null, List.of());

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

	/**
	 * A parameter of the method.
	 *
	 * @param type its type, that of the object for a primitive one
	 * @param nullable whether it may be {@code null}
	 */
	private record Parameter(Class<?> type, boolean nullable) {

		static Parameter of(Class<?> type) {
			return new Parameter(ClassUtils.resolvePrimitiveIfNecessary(type), !type.isPrimitive());
		}

		boolean accepts(@Nullable Object argument) {
			return (argument != null) ? this.type.isInstance(argument) : this.nullable;
		}

	}

}
