package io.github.conditionalcache.version.declared;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * An expression (SpEL) over the arguments of a handler, beans, and what the handler
 * returned. Parsed and checked once; thread-safe. Its text comes from an annotation,
 * never from a request.
 *
 * @since 0.1.0
 */
public final class HandlerExpression {

	private static final String RESULT = "result";

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private final SpelExpression expression;

	private final Map<String, Integer> parameters;

	private final StandardEvaluationContext shared;

	private final @Nullable BeanCall call;

	private final boolean usesResult;

	private final Set<Integer> positions;

	private final boolean ofVariablesAlone;

	private final @Nullable VersionKind kind;

	private final boolean readsGivenAlone;

	private final Method handler;

	private final BeanFactory beans;

	private HandlerExpression(SpelExpression expression, Method handler, Map<String, Integer> parameters,
			BeanFactory beans, StandardEvaluationContext shared, List<String> variables, @Nullable BeanCall call) {
		this.handler = handler;
		this.beans = beans;
		this.call = call;
		this.expression = expression;
		this.parameters = parameters;
		this.shared = shared;
		this.positions = variables.stream()
			.map(parameters::get)
			.filter(Objects::nonNull)
			.collect(Collectors.toUnmodifiableSet());
		this.readsGivenAlone = readsGivenAlone(expression.getAST());
		this.usesResult = variables.stream().anyMatch((name) -> !parameters.containsKey(name));
		List<ResolvableType> types = types(ResolvableType.NONE);
		this.kind = (types.stream().map(ResolvableType::toString).distinct().count() == 1)
				? VersionKind.ofType(types.get(0)) : null;
		this.ofVariablesAlone = !readsElsewhere(expression.getAST());
	}

	private static boolean readsElsewhere(SpelNode node) {
		if (node instanceof BeanReference || node instanceof TypeReference || node instanceof ConstructorReference) {
			return true;
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			if (readsElsewhere(node.getChild(i))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Parse an expression and check the names in it.
	 * @param text the expression
	 * @param handler the handler method
	 * @param names finds the names of its parameters
	 * @param beans holds the beans that the expression names
	 * @return the expression
	 * @throws InvalidExpressionException if it can't be parsed, or names what is not
	 * there
	 */
	public static HandlerExpression parse(String text, Method handler, ParameterNameDiscoverer names,
			BeanFactory beans) {
		SpelExpression expression = parse(text);
		@Nullable String @Nullable [] found = names.getParameterNames(handler);
		Map<String, Integer> parameters = positions(handler, found);
		List<String> variables = new ArrayList<>();
		check(expression.getAST(), false, false, variables, beans, text);
		for (String variable : variables) {
			if (!variable.equals(RESULT) && !parameters.containsKey(variable)) {
				throw unknown(text, variable, handler, found);
			}
		}
		StandardEvaluationContext shared = new StandardEvaluationContext();
		shared.setBeanResolver(new BeanFactoryResolver(beans));
		SpelNode first = (expression.getAST().getChildCount() > 0) ? expression.getAST().getChild(0) : null;
		return new HandlerExpression(expression, handler, parameters, beans, shared, variables, BeanCall
			.of(expression.getAST(), (first instanceof BeanReference) ? beanName(first) : null, parameters, beans));
	}

	/**
	 * The beans that an expression names.
	 * @param text the expression
	 * @return for each name the methods that are called of the bean
	 * @throws InvalidExpressionException if it can't be parsed
	 */
	public static Map<String, Set<String>> beansOf(String text) {
		Map<String, Set<String>> beans = new TreeMap<>();
		addBeans(parse(text).getAST(), beans);
		return beans;
	}

	private static void addBeans(SpelNode node, Map<String, Set<String>> beans) {
		if (node instanceof BeanReference) {
			beans.computeIfAbsent(beanName(node), (name) -> new HashSet<>());
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			addBeans(node.getChild(i), beans);
		}
		if (node instanceof CompoundExpression && node.getChild(0) instanceof BeanReference bean
				&& node.getChild(1) instanceof MethodReference method) {
			beans.getOrDefault(beanName(bean), new HashSet<>()).add(method.getName());
		}
	}

	private static SpelExpression parse(String text) {
		try {
			return PARSER.parseRaw(text);
		}
		catch (ParseException | IllegalStateException ex) {
			throw new InvalidExpressionException("[%s] is no expression: %s".formatted(text, ex.getMessage()),
					"Correct it; it is Spring's expression language (SpEL), such as \"@books.versionOf(#id)\".");
		}
	}

	@Override
	public String toString() {
		return this.expression.getExpressionString();
	}

	/**
	 * Positions of a handler's parameters by their names; {@code a0} and {@code p0} name
	 * the first one always.
	 * @param handler the handler method
	 * @param names names of its parameters, or {@code null} if they are not known
	 * @return positions, from 0
	 */
	static Map<String, Integer> positions(Method handler, @Nullable String @Nullable [] names) {
		Map<String, Integer> positions = new HashMap<>();
		for (int i = 0; i < handler.getParameterCount(); i++) {
			positions.put("a" + i, i);
			positions.put("p" + i, i);
		}
		for (int i = 0; names != null && i < names.length; i++) {
			String name = names[i];
			if (name != null) {
				positions.put(name, i);
			}
		}
		return Map.copyOf(positions);
	}

	private static void check(SpelNode node, boolean inElement, boolean hasTarget, List<String> variables,
			BeanFactory beans, String text) {
		if (node instanceof VariableReference) {
			addVariable(node.toStringAST().substring(1), inElement, variables, text);
		}
		else if (node instanceof Assign) {
			throw new InvalidExpressionException("[%s] assigns a value".formatted(text),
					"Compare with ==, or leave the assignment out.");
		}
		else if (node instanceof BeanReference && !beans.containsBean(beanName(node))) {
			throw new InvalidExpressionException(
					"[%s] names the bean '%s', but there is none".formatted(text, beanName(node)),
					"Correct the name, or define a bean of that name.");
		}
		else if (!hasTarget && !inElement && (node instanceof PropertyOrFieldReference
				|| node instanceof MethodReference || node instanceof FunctionReference)) {
			throw new InvalidExpressionException("[%s] names '%s' of nothing".formatted(text, node.toStringAST()),
					"Begin with a parameter (#id), a bean (@books) or the returned value (#result).");
		}
		boolean elements = inElement || node instanceof Selection || node instanceof Projection;
		for (int i = 0; i < node.getChildCount(); i++) {
			check(node.getChild(i), elements, node instanceof CompoundExpression && i > 0, variables, beans, text);
		}
		if (node instanceof CompoundExpression && node.getChild(0) instanceof BeanReference bean
				&& node.getChild(1) instanceof MethodReference method) {
			requireMethod(beans.getType(beanName(bean)), method, text);
		}
	}

	private static void addVariable(String name, boolean inElement, List<String> variables, String text) {
		if (!name.equals("this") && !name.equals("root")) {
			variables.add(name);
		}
		else if (!inElement) {
			throw new InvalidExpressionException("[%s] names '#%s', but there is no such object".formatted(text, name),
					"Begin with a parameter (#id), a bean (@books) or the returned value (#result).");
		}
	}

	private static void requireMethod(@Nullable Class<?> type, MethodReference method, String text) {
		if (type == null || type.equals(Object.class) || type.isInterface()) {
			return;
		}
		if (ExpressionTypes.methods(type, method).findAny().isEmpty()) {
			throw new InvalidExpressionException(
					"[%s] calls '%s', but %s has no public method of that name with %d parameters".formatted(text,
							method.getName(), ClassUtils.getUserClass(type).getName(), method.getChildCount()),
					"Correct the name or the arguments, or make the method public.");
		}
	}

	static String beanName(SpelNode reference) {
		String text = reference.toStringAST();
		String name = text.substring(text.lastIndexOf('@') + 1);
		return name.startsWith("'") ? name.substring(1, name.length() - 1) : name;
	}

	private static InvalidExpressionException unknown(String text, String variable, Method handler,
			@Nullable String @Nullable [] names) {
		if (names == null) {
			return new InvalidExpressionException(
					"[%s] names the parameter '%s', but the class was compiled without names of parameters"
						.formatted(text, variable),
					"Compile with -parameters, or name it by position: #a0 is the first parameter.");
		}
		return new InvalidExpressionException(
				"[%s] names the variable '%s', but there are only the parameters %s and 'result'".formatted(text,
						variable, Arrays.asList(names)),
				"Correct the name, or add the parameter to %s.".formatted(handler.getName()));
	}

	/**
	 * Why it can never give a version.
	 * @param returned what the handler returns, without wrappers
	 * @return the reason, or {@code null} if it may give one
	 */
	public @Nullable String whyNoVersion(ResolvableType returned) {
		return whyNot(returned, VersionTypes::whyNoVersion);
	}

	/**
	 * Why it can never give the date of a change.
	 * @param returned what the handler returns, without wrappers
	 * @return the reason, or {@code null} if it may give one
	 */
	public @Nullable String whyNoDate(ResolvableType returned) {
		return whyNot(returned, VersionTypes::whyNoDate);
	}

	private @Nullable String whyNot(ResolvableType returned, Function<ResolvableType, @Nullable String> reason) {
		List<ResolvableType> types = types(returned);
		boolean never = !types.isEmpty() && types.stream().allMatch((type) -> reason.apply(type) != null);
		return never ? reason.apply(types.get(0)) : null;
	}

	private List<ResolvableType> types(ResolvableType returned) {
		return new ExpressionTypes(this.handler, returned, this.parameters, this::beanType)
			.of(this.expression.getAST());
	}

	private @Nullable Class<?> beanType(String name) {
		Class<?> type = this.beans.containsBean(name) ? this.beans.getType(name) : null;
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	/**
	 * Whether it reads nothing but parameters and the returned value.
	 * @return {@code false} if it names a bean or a type
	 */
	boolean readsGivenAlone() {
		return this.readsGivenAlone;
	}

	private static boolean readsGivenAlone(SpelNode node) {
		if (node instanceof BeanReference || node instanceof TypeReference || node instanceof ConstructorReference) {
			return false;
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			if (!readsGivenAlone(node.getChild(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether it names parameters of the handler.
	 * @return {@code true} if it can't be evaluated without the arguments
	 */
	boolean usesArguments() {
		return !this.positions.isEmpty();
	}

	/**
	 * The kind of its values.
	 * @return the kind, or {@code null} if it shows with the values only
	 */
	@Nullable VersionKind kind() {
		return this.kind;
	}

	/**
	 * The parameters that it names.
	 * @return their positions
	 */
	Set<Integer> positions() {
		return this.positions;
	}

	/**
	 * Whether it asks something else than the returned value once the handler has read
	 * its data.
	 * @return {@code true} if what it reads may be newer than what the handler returned
	 */
	boolean isReadAfterData() {
		return this.usesResult && asksApplication(this.expression.getAST());
	}

	// The types of the JDK that make versions, such as Instant, load nothing
	private static boolean asksApplication(SpelNode node) {
		boolean type = node instanceof TypeReference || node instanceof ConstructorReference;
		if (node instanceof BeanReference || (type && !isOfJdk(node.getChild(0).toStringAST()))) {
			return true;
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			if (asksApplication(node.getChild(i))) {
				return true;
			}
		}
		return false;
	}

	// A name without package is one of java.lang
	private static boolean isOfJdk(String type) {
		return type.startsWith("java.") || type.indexOf('.') < 0;
	}

	/**
	 * Whether all that it reads are the arguments and the returned value.
	 * @return {@code false} if it names beans or types as well
	 */
	boolean isOfVariablesAlone() {
		return this.ofVariablesAlone;
	}

	/**
	 * The properties of a parameter that it reads.
	 * @param position position of the parameter
	 * @return the path of each, such as {@code details.tenant}
	 */
	Set<String> pathsOf(int position) {
		Set<String> paths = new HashSet<>();
		addPaths(this.expression.getAST(), position, paths);
		return paths;
	}

	private void addPaths(SpelNode node, int position, Set<String> paths) {
		if (node instanceof CompoundExpression && node.getChild(0) instanceof VariableReference variable
				&& Objects.equals(this.parameters.get(variable.toStringAST().substring(1)), position)) {
			paths.add(IntStream.range(1, node.getChildCount())
				.mapToObj(node::getChild)
				.takeWhile((part) -> part instanceof PropertyOrFieldReference || part instanceof MethodReference)
				.map(HandlerExpression::property)
				.collect(Collectors.joining(".")));
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			addPaths(node.getChild(i), position, paths);
		}
	}

	// A getter is called as its property is read
	private static String property(SpelNode part) {
		String name = (part instanceof MethodReference method) ? method.getName()
				: ((PropertyOrFieldReference) part).getName();
		boolean getter = part instanceof MethodReference && part.getChildCount() == 0 && name.startsWith("get");
		return getter ? StringUtils.uncapitalizeAsProperty(name.substring("get".length())) : name;
	}

	/**
	 * Whether it needs what the handler returned.
	 * @return {@code true} if it can't be evaluated before the handler runs
	 */
	boolean usesResult() {
		return this.usesResult;
	}

	/**
	 * Evaluate.
	 * @param arguments the handler's arguments
	 * @param result what the handler returned, or {@code null} before it has run
	 * @return the value
	 * @throws org.springframework.expression.EvaluationException if it fails
	 */
	@Nullable Object evaluate(@Nullable Object[] arguments, @Nullable Object result) {
		if (this.call != null) {
			Object value = this.call.call(arguments);
			if (!BeanCall.NOT_CALLED.equals(value)) {
				return value;
			}
		}
		return this.expression.getValue(new HandlerEvaluationContext(this.shared, this.parameters, arguments, result));
	}

}
