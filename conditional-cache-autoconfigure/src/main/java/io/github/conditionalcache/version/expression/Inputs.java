package io.github.conditionalcache.version.expression;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.util.StringUtils;

/**
 * The inputs of a version: everything that is read for it. Immutable.
 *
 * @param result whether the returned value is one, so that the version is known only once
 * the handler has run
 * @param parameters positions of the parameters that are named, each with the paths of
 * the properties that are read, such as {@code details.tenant}
 * @param elsewhere whether beans or types are asked, beside arguments and the returned
 * value
 * @param afterData whether beans or types of the application are asked once the handler
 * has read its data, so that they may be newer
 */
public record Inputs(boolean result, Map<Integer, Set<String>> parameters, boolean elsewhere, boolean afterData) {

	/**
	 * The inputs of a bean that is called before the handler.
	 */
	public static final Inputs OF_BEAN = new Inputs(false, Map.of(), true, false);

	/**
	 * Returns the inputs of several expressions together.
	 * @param all the inputs of each
	 * @return the inputs of all
	 */
	public static Inputs all(List<Inputs> all) {
		Map<Integer, Set<String>> parameters = new TreeMap<>();
		all.forEach((inputs) -> inputs.parameters()
			.forEach((position, paths) -> parameters.computeIfAbsent(position, (known) -> new HashSet<>())
				.addAll(paths)));
		return new Inputs(all.stream().anyMatch(Inputs::result), Map.copyOf(parameters),
				all.stream().anyMatch(Inputs::elsewhere), all.stream().anyMatch(Inputs::afterData));
	}

	/**
	 * Returns the inputs of an expression.
	 * @param root the root of its tree
	 * @param positions positions of the handler's parameters by name
	 * @return the inputs
	 */
	static Inputs of(SpelNode root, Map<String, Integer> positions) {
		Map<Integer, Set<String>> parameters = new TreeMap<>();
		boolean result = false;
		for (String name : variables(root)) {
			Integer position = positions.get(name);
			result |= position == null;
			if (position != null) {
				parameters.computeIfAbsent(position, (known) -> new HashSet<>());
			}
		}
		ExpressionNodes.all(root).forEach((node) -> addPath(node, positions, parameters));
		return new Inputs(result, Map.copyOf(parameters), ExpressionNodes.all(root).anyMatch(Inputs::isElsewhere),
				result && ExpressionNodes.all(root).anyMatch(Inputs::asksApplication));
	}

	private static Set<String> variables(SpelNode root) {
		return ExpressionNodes.all(root)
			.filter(VariableReference.class::isInstance)
			.map((node) -> ExpressionNodes.variable((VariableReference) node))
			.filter((name) -> !ExpressionNodes.isElement(name))
			.collect(Collectors.toSet());
	}

	private static void addPath(SpelNode node, Map<String, Integer> positions, Map<Integer, Set<String>> parameters) {
		if (node instanceof CompoundExpression && node.getChild(0) instanceof VariableReference variable) {
			Set<String> paths = pathsOf(positions.get(ExpressionNodes.variable(variable)), parameters);
			paths.add(IntStream.range(1, node.getChildCount())
				.mapToObj(node::getChild)
				.takeWhile((part) -> part instanceof PropertyOrFieldReference || part instanceof MethodReference)
				.map(Inputs::property)
				.collect(Collectors.joining(".")));
		}
	}

	private static Set<String> pathsOf(@Nullable Integer position, Map<Integer, Set<String>> parameters) {
		Set<String> paths = (position != null) ? parameters.get(position) : null;
		return (paths != null) ? paths : new HashSet<>();
	}

	// A getter is called as its property is read
	private static String property(SpelNode part) {
		String name = (part instanceof MethodReference method) ? method.getName()
				: ((PropertyOrFieldReference) part).getName();
		boolean getter = part instanceof MethodReference && part.getChildCount() == 0 && name.startsWith("get");
		return getter ? StringUtils.uncapitalizeAsProperty(name.substring("get".length())) : name;
	}

	private static boolean isElsewhere(SpelNode node) {
		return node instanceof BeanReference || isType(node);
	}

	private static boolean isType(SpelNode node) {
		return node instanceof TypeReference || node instanceof ConstructorReference;
	}

	// The types of the JDK that make versions, such as Instant, load nothing
	private static boolean asksApplication(SpelNode node) {
		return node instanceof BeanReference || (isType(node) && !isOfJdk(node.getChild(0).toStringAST()));
	}

	// A name without package is one of java.lang
	private static boolean isOfJdk(String type) {
		return type.startsWith("java.") || type.indexOf('.') < 0;
	}

	/**
	 * Returns whether the returned value is all that is read from the call.
	 * @return {@code true} if the arguments are not needed
	 */
	public boolean ofResultAlone() {
		return this.result && this.parameters.isEmpty();
	}

}
