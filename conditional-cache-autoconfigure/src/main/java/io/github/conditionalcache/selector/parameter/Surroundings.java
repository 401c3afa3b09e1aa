package io.github.conditionalcache.selector.parameter;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.conditionalcache.SelectedBy;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.ControllerAdviceBean;

/**
 * The preparations of handlers' calls, beside their parameters: methods of the controller
 * and of advice that applies to it, and fields of the controller. Thread-safe.
 */
final class Surroundings {

	static final MethodFilter MODEL_METHODS = (
			method) -> AnnotatedElementUtils.hasAnnotation(method, ModelAttribute.class)
					&& !AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class);

	static final MethodFilter BINDER_METHODS = (method) -> AnnotatedElementUtils.hasAnnotation(method,
			InitBinder.class);

	private static final Set<Class<?>> REQUEST_TYPES = Set.of(ServletRequest.class, HttpSession.class,
			WebRequest.class);

	private final List<ControllerAdviceBean> advice;

	private final ScopedBeans scoped;

	/**
	 * Creates the search.
	 * @param context holds the advice
	 */
	Surroundings(ApplicationContext context) {
		this.advice = ControllerAdviceBean.findAnnotatedBeans(context);
		this.scoped = new ScopedBeans(context);
	}

	/**
	 * Finds methods that are called before the handlers of a controller.
	 * @param controller class of the controller
	 * @param filter which methods
	 * @return methods of advice that applies to it, and its own
	 */
	List<Method> methods(Class<?> controller, MethodFilter filter) {
		List<Method> methods = new ArrayList<>();
		for (ControllerAdviceBean bean : this.advice) {
			Class<?> type = bean.getBeanType();
			if (type != null && bean.isApplicableToBeanType(controller)) {
				methods.addAll(MethodIntrospector.selectMethods(type, filter));
			}
		}
		methods.addAll(MethodIntrospector.selectMethods(controller, filter));
		return methods;
	}

	/**
	 * Returns the selections that follow from the fields of a controller.
	 * @param controller class of the controller
	 * @return the selection of each that leads to the request
	 */
	List<ParameterSelection> fields(Class<?> controller) {
		return Stream
			.<Class<?>>iterate(controller, (type) -> type != null && type != Object.class, Class::getSuperclass)
			.flatMap((type) -> Arrays.stream(type.getDeclaredFields()))
			.filter((field) -> !Modifier.isStatic(field.getModifiers())
					&& leadsToRequest(ResolvableType.forField(field)))
			.map(Surroundings::selection)
			.toList();
	}

	// Also as an ObjectProvider or Supplier
	private boolean leadsToRequest(ResolvableType type) {
		Class<?> raw = type.toClass();
		return REQUEST_TYPES.stream().anyMatch((known) -> known.isAssignableFrom(raw)) || this.scoped.include(raw)
				|| Stream.of(type.getGenerics()).anyMatch(this::leadsToRequest);
	}

	/**
	 * Returns the selections that follow from how a controller comes into being.
	 * @param bean the controller, or its name
	 * @return the selection
	 */
	ParameterSelection scope(Object bean) {
		return (bean instanceof String name && this.scoped.include(name)) ? ParameterSelection
			.unproved("there is another controller for each request or session", "Make the controller a singleton.")
				: ParameterSelection.COVERED;
	}

	private static ParameterSelection selection(Field field) {
		SelectedBy declared = AnnotatedElementUtils.findMergedAnnotation(field, SelectedBy.class);
		return (declared != null) ? ParameterRules.by(declared) : ParameterSelection.unproved(
				"the field %s.%s gives access to all of the request"
					.formatted(field.getDeclaringClass().getSimpleName(), field.getName()),
				"Put @SelectedBy with the names of the request fields that select on the field, or @SelectedBy({}) for none.");
	}

}
