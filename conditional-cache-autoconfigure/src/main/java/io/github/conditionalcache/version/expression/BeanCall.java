package io.github.conditionalcache.version.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.MethodReference;

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

	private volatile @Nullable BeanMethod target;

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
			int position = ExpressionNodes.parameter(method.getChild(i), parameters);
			if (position < 0) {
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
		BeanMethod known = target();
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

	private BeanMethod target() {
		BeanMethod known = this.target;
		if (known == null) {
			known = find();
			this.target = known;
		}
		return known;
	}

	private BeanMethod find() {
		if (!this.beans.isSingleton(this.beanName)) {
			return BeanMethod.NONE;
		}
		return BeanMethod.of(this.beans.getBean(this.beanName), this.methodName, this.positions.size());
	}

}
