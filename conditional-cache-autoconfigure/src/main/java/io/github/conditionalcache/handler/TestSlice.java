package io.github.conditionalcache.handler;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.conditionalcache.version.expression.ExpressionNodes;
import io.github.conditionalcache.version.expression.InvalidExpressionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Spring Boot's slice of an application for a test, such as {@code @WebMvcTest}. Beans
 * that declarations name may be left out, or replaced by a mock of another name: that one
 * gets the expected name as an alias. Thread-safe.
 */
public final class TestSlice {

	private static final Log logger = LogFactory.getLog(TestSlice.class);

	/** Registered for tests whose annotation filters the application's components. */
	private static final String FILTERS = "org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters";

	private final DefaultListableBeanFactory beans;

	private final Map<String, String> unread = new ConcurrentSkipListMap<>();

	private TestSlice(DefaultListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Looks whether an application is a slice.
	 * @param beans the beans of the application
	 * @return the slice, or {@code null} if the application is whole
	 */
	static @Nullable TestSlice of(BeanFactory beans) {
		return (beans instanceof DefaultListableBeanFactory factory && factory.containsBean(FILTERS))
				? new TestSlice(factory) : null;
	}

	/**
	 * Finds the beans that an expression names and that are left out.
	 * @param expression the expression, or nothing
	 * @param controller class of the handler whose declaration it is
	 * @return the names that no bean stands for; none if the expression can't be parsed,
	 * which is reported when it is read
	 */
	Set<String> missing(String expression, Class<?> controller) {
		try {
			return StringUtils.hasText(expression) ? missing(ExpressionNodes.beansOf(expression), controller)
					: Set.of();
		}
		catch (InvalidExpressionException ex) {
			return Set.of();
		}
	}

	/**
	 * Finds the beans that are left out.
	 * @param named for each name of a bean the methods that are called of it
	 * @param controller class of the handler whose declaration names them
	 * @return the names that no bean stands for
	 */
	Set<String> missing(Map<String, Set<String>> named, Class<?> controller) {
		return named.entrySet()
			.stream()
			.filter((bean) -> !isThere(bean.getKey(), bean.getValue(), controller))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	private boolean isThere(String name, Set<String> methods, Class<?> controller) {
		if (this.beans.containsBean(name)) {
			return true;
		}
		String found = byType(name, methods, controller);
		if (found != null) {
			this.beans.registerAlias(found, name);
		}
		return found != null;
	}

	private @Nullable String byType(String name, Set<String> methods, Class<?> controller) {
		List<String> named = names(ResolvableType.forClass(Object.class),
				(type) -> has(type, methods) && isNamed(type, name));
		if (!named.isEmpty()) {
			return only(named);
		}
		// A dependency of a controller is mostly called as the bean is
		Field field = ReflectionUtils.findField(controller, name);
		return (field != null) ? only(names(ResolvableType.forField(field, controller), (type) -> has(type, methods)))
				: null;
	}

	private List<String> names(ResolvableType required, Predicate<Class<?>> predicate) {
		return Stream.of(this.beans.getBeanNamesForType(required, true, false)).filter((name) -> {
			Class<?> type = this.beans.getType(name, false);
			return type != null && predicate.test(type);
		}).toList();
	}

	private static @Nullable String only(List<String> names) {
		return (names.size() == 1) ? names.get(0) : null;
	}

	private static boolean has(Class<?> type, Set<String> methods) {
		return methods.stream()
			.allMatch((name) -> Stream.of(type.getMethods()).anyMatch((method) -> method.getName().equals(name)));
	}

	// The mock may be one of a superclass or an interface of the bean, and is a subclass
	private boolean isNamed(Class<?> type, String name) {
		for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
			if (hasName(part, name)) {
				return true;
			}
		}
		return ClassUtils.getAllInterfacesForClassAsSet(type).stream().anyMatch((part) -> hasName(part, name));
	}

	private boolean hasName(Class<?> type, String name) {
		return name.equals(StringUtils.uncapitalizeAsProperty(type.getSimpleName()))
				|| name.equals(AnnotationBeanNameGenerator.INSTANCE
					.generateBeanName(new AnnotatedGenericBeanDefinition(type), this.beans));
	}

	/**
	 * Notes a handler without declared version.
	 * @param handler name of the handler
	 * @param reason the reason
	 */
	public void note(String handler, String reason) {
		this.unread.put(handler, reason);
	}

	/**
	 * Writes the noted handlers to the log, if there are any.
	 */
	void log() {
		if (!this.unread.isEmpty()) {
			logger.info(
					"In this test slice, declared versions of %d handlers can't be read: %s. Mock or import the missing beans to test them."
						.formatted(this.unread.size(),
								this.unread.entrySet()
									.stream()
									.map((entry) -> "%s (%s)".formatted(entry.getKey(), entry.getValue()))
									.collect(Collectors.joining(", "))));
		}
	}

}
