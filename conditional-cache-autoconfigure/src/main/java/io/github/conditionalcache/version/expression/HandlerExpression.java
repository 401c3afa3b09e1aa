package io.github.conditionalcache.version.expression;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ClassUtils;

/**
 * An expression (SpEL) over the arguments of a handler, beans, and the value that the
 * handler has returned. Parsed and checked once; thread-safe. Its text comes from an
 * annotation, never from a request.
 */
public final class HandlerExpression {

	private final SpelExpression expression;

	private final HandlerSignature handler;

	private final BeanFactory beans;

	private final StandardEvaluationContext shared = new StandardEvaluationContext();

	private final @Nullable BeanCall call;

	/**
	 * Position of the parameter that it consists of, which takes no interpreter, or -1.
	 */
	private final int parameter;

	private final Inputs inputs;

	private HandlerExpression(SpelExpression expression, HandlerSignature handler, BeanFactory beans) {
		this.expression = expression;
		this.handler = handler;
		this.beans = beans;
		this.shared.setBeanResolver(new BeanFactoryResolver(beans));
		this.call = BeanCall.of(expression.getAST(), handler.positions(), beans);
		this.parameter = ExpressionNodes.parameter(expression.getAST(), handler.positions());
		this.inputs = Inputs.of(expression.getAST(), handler.positions());
	}

	/**
	 * Parses an expression and checks the names in it.
	 * @param text the expression
	 * @param handler the handler method
	 * @param names finds the names of its parameters
	 * @param beans holds the beans that the expression names
	 * @return the expression
	 * @throws InvalidExpressionException if it can't be parsed, or names something that
	 * is not there
	 */
	public static HandlerExpression parse(String text, Method handler, ParameterNameDiscoverer names,
			BeanFactory beans) {
		HandlerSignature signature = HandlerSignature.of(handler, names);
		return new HandlerExpression(new ExpressionCheck(text, signature, beans).parse(), signature, beans);
	}

	/**
	 * Returns the types that it may give, as far as declarations show them.
	 * @param returned type of the returned value, without wrappers
	 * @return one type, or one of each method that may be called; empty if nothing is
	 * known
	 */
	public List<ResolvableType> types(ResolvableType returned) {
		return new ExpressionTypes(this.handler, returned, this::beanType).of(this.expression.getAST());
	}

	private @Nullable Class<?> beanType(String name) {
		Class<?> type = this.beans.containsBean(name) ? this.beans.getType(name) : null;
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	/**
	 * Returns everything that it reads.
	 * @return the inputs
	 */
	public Inputs inputs() {
		return this.inputs;
	}

	/**
	 * Evaluates it.
	 * @param arguments the arguments of the handler
	 * @param result the value that the handler has returned, or {@code null} before it
	 * has run
	 * @return the value
	 * @throws org.springframework.expression.EvaluationException if it fails
	 */
	public @Nullable Object evaluate(Arguments arguments, @Nullable Object result) {
		if (this.parameter >= 0) {
			return arguments.argument(this.parameter);
		}
		if (this.call != null) {
			@Nullable Object[] own = this.call.argumentsOf(arguments);
			if (own != null) {
				return this.call.invoke(own);
			}
		}
		return this.expression
			.getValue(new HandlerEvaluationContext(this.shared, this.handler.positions(), arguments, result));
	}

	@Override
	public String toString() {
		return this.expression.getExpressionString();
	}

}
