package io.github.conditionalcache.version.expression;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.support.StandardTypeLocator;
import org.springframework.util.StringUtils;

/**
 * Types of the values that an expression may give, as far as declarations show them: of
 * calls and properties that begin with a bean, a parameter, the returned value or a type.
 * The type of any other expression is not known before it is evaluated.
 *
 * @param handler the handler
 * @param returned type of the returned value, without wrappers
 * @param beans finds the type of a bean
 */
record ExpressionTypes(HandlerSignature handler, ResolvableType returned, BeanTypes beans) {

	/**
	 * Returns the types that an expression may give.
	 * @param expression the expression
	 * @return one type, or one of each method that may be called; empty if nothing is
	 * known
	 */
	List<ResolvableType> of(SpelNode expression) {
		if (!(expression instanceof CompoundExpression)) {
			return list(start(expression));
		}
		ResolvableType type = start(expression.getChild(0));
		boolean ofType = expression.getChild(0) instanceof TypeReference;
		for (int i = 1; i < expression.getChildCount() - 1 && type != null; i++) {
			type = only(next(type, ofType, expression.getChild(i)));
			ofType = false;
		}
		return (type != null) ? next(type, ofType, expression.getChild(expression.getChildCount() - 1)) : List.of();
	}

	private @Nullable ResolvableType start(SpelNode node) {
		if (node instanceof BeanReference) {
			Class<?> type = this.beans.typeOf(ExpressionNodes.bean(node));
			return (type != null) ? ResolvableType.forClass(type) : null;
		}
		if (node instanceof VariableReference variable) {
			return variable(ExpressionNodes.variable(variable));
		}
		if (node instanceof TypeReference) {
			String text = node.toStringAST();
			return type(text.substring("T(".length(), text.length() - 1));
		}
		return (node instanceof InlineMap) ? ResolvableType.forClass(Map.class) : null;
	}

	private @Nullable ResolvableType variable(String name) {
		Integer position = this.handler.positions().get(name);
		return (position != null)
				? ResolvableType.forMethodParameter(new MethodParameter(this.handler.method(), position))
				: this.returned;
	}

	private static @Nullable ResolvableType type(String name) {
		try {
			return ResolvableType.forClass(new StandardTypeLocator().findType(name));
		}
		catch (SpelEvaluationException ex) {
			return null;
		}
	}

	private static List<ResolvableType> next(ResolvableType type, boolean ofType, SpelNode node) {
		Class<?> owner = type.toClass();
		// With ?. an Optional stands for its value
		if (owner.isPrimitive() || owner.equals(Object.class) || owner.equals(Optional.class)) {
			return List.of();
		}
		if (node instanceof MethodReference call) {
			return methods(owner, call).filter((method) -> !ofType || Modifier.isStatic(method.getModifiers()))
				.map((method) -> result(type, method))
				.toList();
		}
		if (node instanceof PropertyOrFieldReference property && !ofType && !Map.class.isAssignableFrom(owner)) {
			return Arrays.stream(owner.getMethods())
				.filter((method) -> isRead(method, property.getName()))
				.map((method) -> result(type, method))
				.toList();
		}
		return List.of();
	}

	/**
	 * Returns the methods that a call may mean.
	 * @param type class that they are called on
	 * @param call the call
	 * @return public methods of that name that take as many arguments
	 */
	static Stream<Method> methods(Class<?> type, MethodReference call) {
		return Arrays.stream(type.getMethods())
			.filter((method) -> !method.isBridge() && method.getName().equals(call.getName())
					&& (method.getParameterCount() == call.getChildCount() || method.isVarArgs()));
	}

	private static boolean isRead(Method method, String property) {
		String capitalized = StringUtils.capitalize(property);
		return !method.isBridge() && method.getParameterCount() == 0 && (method.getName().equals("get" + capitalized)
				|| method.getName().equals("is" + capitalized) || method.getName().equals(property));
	}

	private static ResolvableType result(ResolvableType owner, Method method) {
		return ResolvableType.forMethodParameter(new MethodParameter(method, -1), owner);
	}

	private static List<ResolvableType> list(@Nullable ResolvableType type) {
		return (type != null) ? List.of(type) : List.of();
	}

	private static @Nullable ResolvableType only(List<ResolvableType> types) {
		return (types.size() == 1) ? types.get(0) : null;
	}

	/**
	 * Finds the type of a bean.
	 */
	@FunctionalInterface
	interface BeanTypes {

		@Nullable Class<?> typeOf(String name);

	}

}
