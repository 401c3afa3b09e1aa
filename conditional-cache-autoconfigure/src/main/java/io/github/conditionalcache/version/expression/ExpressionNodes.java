package io.github.conditionalcache.version.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.ParserContext;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * The tree of an expression, and the names in its nodes.
 */
public final class ExpressionNodes {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private ExpressionNodes() {
	}

	/**
	 * Parses an expression.
	 * @param text the expression
	 * @return the expression
	 * @throws InvalidExpressionException if it can't be parsed
	 */
	static SpelExpression parse(String text) {
		try {
			return PARSER.parseRaw(text);
		}
		catch (ParseException | IllegalStateException ex) {
			throw new InvalidExpressionException("[%s] is no expression: %s".formatted(text, ex.getMessage()),
					"Correct it; it is Spring's expression language (SpEL), such as \"@books.versionOf(#id)\".");
		}
	}

	/**
	 * Returns the beans that an expression names.
	 * @param text the expression
	 * @return for each name the methods that are called of the bean
	 * @throws InvalidExpressionException if it can't be parsed
	 */
	public static Map<String, Set<String>> beansOf(String text) {
		Map<String, Set<String>> beans = new TreeMap<>();
		all(parse(text).getAST()).forEach((node) -> {
			if (node instanceof BeanReference) {
				methodsOf(node, beans);
			}
			if (callsBean(node)) {
				methodsOf(node.getChild(0), beans).add(((MethodReference) node.getChild(1)).getName());
			}
		});
		return beans;
	}

	private static Set<String> methodsOf(SpelNode bean, Map<String, Set<String>> beans) {
		return beans.computeIfAbsent(bean(bean), (name) -> new TreeSet<>());
	}

	/**
	 * Splits text with expressions in <code>#{…}</code>.
	 * @param text the text
	 * @param literals takes the text before each expression, and that after the last one
	 * @param expressions takes the text of each expression
	 * @throws InvalidExpressionException if it can't be parsed
	 */
	static void splitTemplate(String text, List<String> literals, Consumer<String> expressions) {
		StringBuilder literal = new StringBuilder();
		for (Expression part : parts(text)) {
			if (part instanceof LiteralExpression) {
				literal.append(part.getExpressionString());
			}
			else {
				literals.add(literal.toString());
				literal.setLength(0);
				expressions.accept(part.getExpressionString());
			}
		}
		literals.add(literal.toString());
	}

	private static Expression[] parts(String text) {
		try {
			Expression parsed = PARSER.parseExpression(text, ParserContext.TEMPLATE_EXPRESSION);
			return (parsed instanceof CompositeStringExpression several) ? several.getExpressions()
					: new Expression[] { parsed };
		}
		catch (ParseException | IllegalStateException ex) {
			throw new InvalidExpressionException("[%s] is no template: %s".formatted(text, ex.getMessage()),
					"Write text with expressions in #{…}, such as \"book:#{#id}\".");
		}
	}

	/**
	 * Returns all nodes of a tree.
	 * @param root the root of the tree
	 * @return each node before its children
	 */
	static Stream<SpelNode> all(SpelNode root) {
		return Stream.concat(Stream.of(root), children(root).flatMap(ExpressionNodes::all));
	}

	private static Stream<SpelNode> children(SpelNode node) {
		return IntStream.range(0, node.getChildCount()).mapToObj(node::getChild);
	}

	/**
	 * Returns the parameter that an expression consists of.
	 * @param expression the root of its tree
	 * @param positions positions of the handler's parameters
	 * @return its position, or -1 if it is another expression
	 */
	static int parameter(SpelNode expression, Map<String, Integer> positions) {
		return (expression instanceof VariableReference variable) ? positions.getOrDefault(variable(variable), -1) : -1;
	}

	/**
	 * Returns whether a node calls a method of a bean, or begins with such a call.
	 * @param node the node
	 * @return {@code true} if its first child is a bean and its second one a method
	 */
	static boolean callsBean(SpelNode node) {
		return node instanceof CompoundExpression && node.getChild(0) instanceof BeanReference
				&& node.getChild(1) instanceof MethodReference;
	}

	/**
	 * Returns the name of a bean.
	 * @param reference the node that names it
	 * @return the name, without quotes
	 */
	static String bean(SpelNode reference) {
		String text = reference.toStringAST();
		String name = text.substring(text.lastIndexOf('@') + 1);
		return name.startsWith("'") ? name.substring(1, name.length() - 1) : name;
	}

	/**
	 * Returns the name of a variable.
	 * @param reference the node that names it
	 * @return the name, such as {@code id}
	 */
	static String variable(VariableReference reference) {
		return reference.toStringAST().substring(1);
	}

	/**
	 * Returns whether a name is one of those that SpEL gives to the element of a
	 * selection or projection.
	 * @param variable name of a variable
	 * @return {@code true} for {@code this} and {@code root}
	 */
	static boolean isElement(String variable) {
		return variable.equals("this") || variable.equals("root");
	}

}
