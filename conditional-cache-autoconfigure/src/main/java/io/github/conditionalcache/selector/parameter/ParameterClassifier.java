package io.github.conditionalcache.selector.parameter;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Conventions;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;
import org.springframework.validation.DataBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.bind.support.WebBindingInitializer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.ModelFactory;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Finds the inputs that the parameters of a handler take of the request, by the resolvers
 * that will serve them: the first of the adapter's list that supports a parameter, as
 * Spring MVC does. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ParameterClassifier {

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final List<HandlerMethodArgumentResolver> resolvers;

	private final List<HandlerMethodArgumentResolver> binderResolvers;

	private final Conversions conversions;

	private final @Nullable ConfigurableBeanFactory beans;

	private final Surroundings surroundings;

	/**
	 * Creates the classifier of an application.
	 * @param adapter calls its handlers
	 * @param context the application
	 */
	ParameterClassifier(RequestMappingHandlerAdapter adapter, ApplicationContext context) {
		this.resolvers = flat(adapter.getArgumentResolvers()).toList();
		this.binderResolvers = flat(adapter.getInitBinderArgumentResolvers()).toList();
		this.conversions = conversions(adapter.getWebBindingInitializer());
		AutowireCapableBeanFactory factory = context.getAutowireCapableBeanFactory();
		this.beans = (factory instanceof ConfigurableBeanFactory configurable) ? configurable : null;
		this.surroundings = new Surroundings(context);
	}

	public static @Nullable ParameterClassifier of(RequestMappingHandlerAdapter adapter) {
		ApplicationContext context = adapter.getApplicationContext();
		return (context != null) ? new ParameterClassifier(adapter, context) : null;
	}

	private static Stream<HandlerMethodArgumentResolver> flat(
			@Nullable Collection<HandlerMethodArgumentResolver> resolvers) {
		if (resolvers == null) {
			return Stream.empty();
		}
		return resolvers.stream()
			.flatMap((resolver) -> (resolver instanceof HandlerMethodArgumentResolverComposite composite)
					? flat(composite.getResolvers()) : Stream.of(resolver));
	}

	private static Conversions conversions(@Nullable WebBindingInitializer initializer) {
		if (initializer == null) {
			return new Conversions(null, false);
		}
		if (!(initializer instanceof ConfigurableWebBindingInitializer configurable)) {
			return new Conversions(null, true);
		}
		boolean own = initializer.getClass() != ConfigurableWebBindingInitializer.class;
		return new Conversions(configurable.getConversionService(),
				own || configurable.getPropertyEditorRegistrars() != null);
	}

	/**
	 * Classifies the parameters of a handler, and the methods that run before it.
	 * @param handler the handler
	 * @param controller class that it is written in
	 * @return the selection
	 */
	public HandlerParameters classify(HandlerMethod handler, Class<?> controller) {
		List<Method> binderMethods = this.surroundings.methods(controller, Surroundings.BINDER_METHODS);
		Conversions applied = binderMethods.isEmpty() ? this.conversions : this.conversions.withEditors();
		MethodParameter[] parameters = handler.getMethodParameters();
		List<ParameterSelection> ofParameters = new ArrayList<>();
		for (int i = 0; i < parameters.length; i++) {
			ofParameters.add(classify(parameters[i], i, applied, this.resolvers));
		}
		List<ParameterSelection> others = new ArrayList<>(this.surroundings.fields(controller));
		others.add(this.surroundings.scope(handler.getBean()));
		binderMethods.forEach((method) -> others.addAll(parameters(method, this.conversions, this.binderResolvers)));
		this.surroundings.methods(controller, Surroundings.MODEL_METHODS)
			.forEach((method) -> add(filling(method, applied), filled(method, parameters), ofParameters, others));
		addSessionAttributes(controller, parameters, ofParameters, others);
		return new HandlerParameters(ofParameters, others);
	}

	private ParameterSelection classify(MethodParameter parameter, int argument, Conversions applied,
			List<HandlerMethodArgumentResolver> serving) {
		parameter.initParameterNameDiscovery(this.names);
		Class<?> resolver = serving.stream()
			.filter((candidate) -> candidate.supportsParameter(parameter))
			.<Class<?>>map(Object::getClass)
			.findFirst()
			.orElse(null);
		return ParameterRules.classify(resolver, new ParameterContext(parameter, argument, applied, this.beans));
	}

	private List<ParameterSelection> parameters(Method method, Conversions applied,
			List<HandlerMethodArgumentResolver> serving) {
		return Stream.of(new HandlerMethod(this, method).getMethodParameters())
			.filter((parameter) -> !DataBinder.class.isAssignableFrom(parameter.getParameterType()))
			.map((parameter) -> classify(parameter, -1, applied, serving))
			.toList();
	}

	// The returned value may be an argument of the handler
	private ParameterSelection filling(Method method, Conversions applied) {
		ParameterSelection filling = ParameterSelection.data(
				"%s.%s fills the model before the version could be read"
					.formatted(method.getDeclaringClass().getSimpleName(), method.getName()),
				"Fill the model in the handler, or narrow the advice to the controllers that need it.");
		for (ParameterSelection ofParameter : parameters(method, applied, this.resolvers)) {
			filling = filling.and(ofParameter);
		}
		return filling;
	}

	private static int filled(Method method, MethodParameter[] parameters) {
		return (method.getReturnType() != void.class) ? position(parameters, attributeName(method)) : -1;
	}

	private static void add(ParameterSelection filling, int filled, List<ParameterSelection> ofParameters,
			List<ParameterSelection> others) {
		if (filled >= 0) {
			ofParameters.set(filled, ofParameters.get(filled).and(filling));
		}
		else {
			others.add(filling);
		}
	}

	private static String attributeName(Method method) {
		ModelAttribute annotation = AnnotatedElementUtils.findMergedAnnotation(method, ModelAttribute.class);
		return (annotation != null && StringUtils.hasText(annotation.name())) ? annotation.name()
				: Conventions.getVariableNameForReturnType(method);
	}

	private static int position(MethodParameter[] parameters, String attribute) {
		for (int i = 0; i < parameters.length; i++) {
			if (isModelAttribute(parameters[i]) && ModelFactory.getNameForParameter(parameters[i]).equals(attribute)) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isModelAttribute(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(ModelAttribute.class)
				|| parameter.getParameterAnnotations().length == 0;
	}

	private static void addSessionAttributes(Class<?> controller, MethodParameter[] parameters,
			List<ParameterSelection> ofParameters, List<ParameterSelection> others) {
		SessionAttributes annotation = AnnotatedElementUtils.findMergedAnnotation(controller, SessionAttributes.class);
		if (annotation == null) {
			return;
		}
		ParameterSelection kept = ParameterSelection
			.opaque("@SessionAttributes of %s puts attributes of the session into the model"
				.formatted(controller.getSimpleName()), "Move the handler to a controller without @SessionAttributes.");
		List<Integer> filled = Arrays.stream(annotation.names()).map((name) -> position(parameters, name)).toList();
		filled.stream().filter((i) -> i >= 0).forEach((i) -> ofParameters.set(i, ofParameters.get(i).and(kept)));
		if (filled.isEmpty() || filled.contains(-1) || annotation.types().length > 0) {
			others.add(kept);
		}
	}

}
