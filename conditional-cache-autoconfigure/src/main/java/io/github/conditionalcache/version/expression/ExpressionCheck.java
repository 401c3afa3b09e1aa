package io.github.conditionalcache.version.expression;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.util.ClassUtils;

/**
 * Parses an expression and checks that everything that it names is there.
 *
 * @param text the expression, for messages
 * @param handler the handler whose parameters it may name
 * @param beans holds the beans that it may name
 */
record ExpressionCheck(String text, HandlerSignature handler, BeanFactory beans) {

	/** The variable for the value that the handler has returned. */
	private static final String RESULT = "result";

	private static final String BEGIN = "Begin with a parameter (#id), a bean (@books) or the returned value (#result).";

	/**
	 * Parses the expression.
	 * @return the expression
	 * @throws InvalidExpressionException if it can't be parsed, or names something that
	 * is not there
	 */
	SpelExpression parse() {
		SpelExpression expression = ExpressionNodes.parse(this.text);
		check(expression.getAST());
		return expression;
	}

	private void check(SpelNode root) {
		check(root, false, false);
		ExpressionNodes.all(root)
			.filter(VariableReference.class::isInstance)
			.map((node) -> ExpressionNodes.variable((VariableReference) node))
			.filter((name) -> !ExpressionNodes.isElement(name))
			.forEach(this::requireVariable);
	}

	private void check(SpelNode node, boolean inElement, boolean hasTarget) {
		if (node instanceof Assign) {
			throw invalid("[%s] assigns a value".formatted(this.text), "Compare with ==, or leave the assignment out.");
		}
		if (node instanceof BeanReference) {
			requireBean(ExpressionNodes.bean(node));
		}
		if (!inElement) {
			requireTarget(node, hasTarget);
		}
		boolean elements = inElement || node instanceof Selection || node instanceof Projection;
		for (int i = 0; i < node.getChildCount(); i++) {
			check(node.getChild(i), elements, node instanceof CompoundExpression && i > 0);
		}
		if (ExpressionNodes.callsBean(node)) {
			requireMethod(this.beans.getType(ExpressionNodes.bean(node.getChild(0))),
					(MethodReference) node.getChild(1));
		}
	}

	private void requireBean(String name) {
		if (!this.beans.containsBean(name)) {
			throw invalid("[%s] names the bean '%s', but there is none".formatted(this.text, name),
					"Correct the name, or define a bean of that name.");
		}
	}

	// Only within a selection or projection is there an object without a name
	private void requireTarget(SpelNode node, boolean hasTarget) {
		if (node instanceof VariableReference variable
				&& ExpressionNodes.isElement(ExpressionNodes.variable(variable))) {
			throw invalid("[%s] names '%s', but there is no such object".formatted(this.text, node.toStringAST()),
					BEGIN);
		}
		if (!hasTarget && (node instanceof PropertyOrFieldReference || node instanceof MethodReference
				|| node instanceof FunctionReference)) {
			throw invalid("[%s] names '%s' of nothing".formatted(this.text, node.toStringAST()), BEGIN);
		}
	}

	private void requireMethod(@Nullable Class<?> type, MethodReference method) {
		if (type == null || type.equals(Object.class) || type.isInterface()) {
			return;
		}
		if (ExpressionTypes.methods(type, method).findAny().isEmpty()) {
			throw invalid(
					"[%s] calls '%s', but %s has no public method of that name with %d parameters".formatted(this.text,
							method.getName(), ClassUtils.getUserClass(type).getName(), method.getChildCount()),
					"Correct the name or the arguments, or make the method public.");
		}
	}

	private void requireVariable(String name) {
		if (name.equals(RESULT) || this.handler.positions().containsKey(name)) {
			return;
		}
		if (this.handler.names().isEmpty() && this.handler.method().getParameterCount() > 0) {
			throw invalid(
					"[%s] names the parameter '%s', but the class was compiled without names of parameters"
						.formatted(this.text, name),
					"Compile with -parameters, or name it by position: #a0 is the first parameter.");
		}
		throw invalid(
				"[%s] names the variable '%s', but there are only the parameters %s and 'result'".formatted(this.text,
						name, this.handler.names()),
				"Correct the name, or add the parameter to %s.".formatted(this.handler.method().getName()));
	}

	private static InvalidExpressionException invalid(String message, String remedy) {
		return new InvalidExpressionException(message, remedy);
	}

}
