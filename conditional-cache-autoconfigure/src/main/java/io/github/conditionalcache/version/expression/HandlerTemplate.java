package io.github.conditionalcache.version.expression;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.ObjectUtils;

/**
 * Text with expressions (SpEL) in <code>#{…}</code> over the arguments of a method, its
 * returned value, and beans. Parsed and checked once; thread-safe.
 */
public final class HandlerTemplate {

	private final String text;

	private final List<String> literals;

	private final List<HandlerExpression> expressions;

	private final Inputs inputs;

	/**
	 * Creates the template.
	 * @param text the text as it was written
	 * @param literals the text before each expression, and that after the last one
	 * @param expressions the expressions
	 */
	private HandlerTemplate(String text, List<String> literals, List<HandlerExpression> expressions) {
		this.text = text;
		this.literals = List.copyOf(literals);
		this.expressions = List.copyOf(expressions);
		this.inputs = Inputs.all(this.expressions.stream().map(HandlerExpression::inputs).toList());
	}

	/**
	 * Parses a template and checks the names in it.
	 * @param text the template
	 * @param handler the method
	 * @param names finds the names of its parameters
	 * @param beans holds the beans that expressions name
	 * @return the template
	 * @throws InvalidExpressionException if it is blank, can't be parsed, or names
	 * something that is not there
	 */
	public static HandlerTemplate parse(String text, Method handler, ParameterNameDiscoverer names, BeanFactory beans) {
		List<String> literals = new ArrayList<>();
		List<HandlerExpression> expressions = new ArrayList<>();
		ExpressionNodes.splitTemplate(text, literals,
				(expression) -> expressions.add(HandlerExpression.parse(expression, handler, names, beans)));
		if (expressions.isEmpty() && text.isBlank()) {
			throw new InvalidExpressionException("[%s] is blank".formatted(text),
					"Write text such as \"books\", with expressions as in \"book:#{#id}\".");
		}
		return new HandlerTemplate(text, literals, expressions);
	}

	/**
	 * Returns the expressions in a template.
	 * @param text the template
	 * @return their texts; none if it can't be parsed
	 */
	public static List<String> expressionsOf(String text) {
		List<String> expressions = new ArrayList<>();
		try {
			ExpressionNodes.splitTemplate(text, new ArrayList<>(), expressions::add);
		}
		catch (InvalidExpressionException ex) {
			// Reported when it is parsed
			return List.of();
		}
		return expressions;
	}

	/**
	 * Returns everything that it reads.
	 * @return the inputs
	 */
	public Inputs inputs() {
		return this.inputs;
	}

	/**
	 * Returns whether it has no expression.
	 * @return {@code true} if it always makes the same text
	 */
	public boolean isConstant() {
		return this.expressions.isEmpty();
	}

	/**
	 * Returns the text before the first expression.
	 * @return the text that each text begins with; the whole one if there is no
	 * expression
	 */
	public String prefix() {
		return this.literals.get(0);
	}

	/**
	 * Returns the types that its expressions may give, as far as declarations show them.
	 * @param returned type of the returned value, without wrappers
	 * @return for each expression the types that {@link HandlerExpression#types} returns
	 */
	public List<List<ResolvableType>> types(ResolvableType returned) {
		return this.expressions.stream().map((expression) -> expression.types(returned)).toList();
	}

	/**
	 * Makes the texts.
	 * @param arguments the arguments of the method
	 * @param result the value that the method has returned, or {@code null} before it has
	 * run
	 * @param writer turns the value of an expression into text
	 * @return the text; several where an expression gives a collection or an array, or
	 * none where it is empty
	 * @throws RuntimeException if an expression fails, or its value can't become text
	 */
	public List<String> evaluate(Arguments arguments, @Nullable Object result, ValueText writer) {
		// Most templates make one text, and need no list before the end
		String text = this.literals.get(0);
		List<String> texts = null;
		for (int i = 0; i < this.expressions.size(); i++) {
			String after = this.literals.get(i + 1);
			Object value = this.expressions.get(i).evaluate(arguments, result);
			if (texts == null && !isSeveral(value)) {
				text = text + writer.textOf(value) + after;
			}
			else {
				texts = combine((texts != null) ? texts : List.of(text), values(value).map(writer::textOf).toList(),
						after);
			}
		}
		return (texts != null) ? texts : List.of(text);
	}

	private static boolean isSeveral(@Nullable Object value) {
		return value instanceof Collection || ObjectUtils.isArray(value);
	}

	private static Stream<?> values(@Nullable Object value) {
		if (value instanceof Collection<?> collection) {
			return collection.stream();
		}
		return ObjectUtils.isArray(value) ? Arrays.stream(ObjectUtils.toObjectArray(value)) : Stream.of(value);
	}

	private static List<String> combine(List<String> texts, List<String> values, String after) {
		return texts.stream().flatMap((text) -> values.stream().map((value) -> text + value + after)).toList();
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * Turns the value of an expression into text.
	 */
	@FunctionalInterface
	public interface ValueText {

		/**
		 * Returns the text of a value.
		 * @param value the value
		 * @return the text
		 * @throws IllegalArgumentException if it has none that is the same wherever the
		 * value is the same
		 */
		String textOf(@Nullable Object value);

	}

}
