package io.github.conditionalcache.version.declared;

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
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The expression that most versions are declared by, {@code @bean.method(#parameter)},
 * called without interpreting it each time. Only where there is one method that can be
 * meant, of a singleton, and the arguments need no conversion. Thread-safe.
 */
final class BeanCall {

	/**
	 * Says that it takes an interpreter to call the method.
	 */
	static final Object NOT_CALLED = new Object();

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
	 * @param expression the expression
	 * @param beanName name of the bean that it begins with
	 * @param parameters positions of the handler's parameters
	 * @param beans holds the bean
	 * @return the call, or {@code null} if the expression is another one
	 */
	static @Nullable BeanCall of(SpelNode expression, @Nullable String beanName, Map<String, Integer> parameters,
			BeanFactory beans) {
		if (beanName == null || !(expression instanceof CompoundExpression) || expression.getChildCount() != 2
				|| !(expression.getChild(0) instanceof BeanReference)
				|| !(expression.getChild(1) instanceof MethodReference method)
				|| method.toStringAST().startsWith("?")) {
			return null;
		}
		List<Integer> positions = new ArrayList<>();
		for (int i = 0; i < method.getChildCount(); i++) {
			Integer position = (method.getChild(i) instanceof VariableReference variable)
					? parameters.get(variable.toStringAST().substring(1)) : null;
			if (position == null) {
				return null;
			}
			positions.add(position);
		}
		return new BeanCall(beanName, method.getName(), List.copyOf(positions), beans);
	}

	/**
	 * Calls the bean's method.
	 * @param arguments the handler's arguments
	 * @return what it returned, or {@link #NOT_CALLED}
	 */
	@Nullable Object call(@Nullable Object[] arguments) {
		Target known = this.target;
		if (known == null) {
			known = find();
			this.target = known;
		}
		@Nullable Object[] own = new Object[this.positions.size()];
		for (int i = 0; i < own.length; i++) {
			own[i] = arguments[this.positions.get(i)];
		}
		return known.accepts(own) ? known.invoke(own) : NOT_CALLED;
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
			if (this.method == null) {
				return false;
			}
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
