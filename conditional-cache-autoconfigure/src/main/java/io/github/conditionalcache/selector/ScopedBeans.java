package io.github.conditionalcache.selector;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.WebApplicationContext;

/**
 * Beans that there is one of for each request or session, or for each of whatever else an
 * application has a scope for: what they hold may have been made of anything in a
 * request. Thread-safe.
 */
final class ScopedBeans {

	/** One for all requests, or one for each user of the bean. */
	private static final Set<String> SHARED = Set.of("", ConfigurableBeanFactory.SCOPE_SINGLETON,
			ConfigurableBeanFactory.SCOPE_PROTOTYPE, WebApplicationContext.SCOPE_APPLICATION, "refresh");

	private final ApplicationContext context;

	/**
	 * Creates the search.
	 * @param context has the beans
	 */
	ScopedBeans(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Returns whether a bean of a type may be one of them.
	 * @param type type that it is injected as
	 * @return whether there is such a bean
	 */
	boolean include(Class<?> type) {
		return !type.isPrimitive() && !type.getName().startsWith("java.")
				&& Arrays.stream(this.context.getBeanNamesForType(type, true, false)).anyMatch(this::isScoped);
	}

	/**
	 * Returns whether a bean is one of them.
	 * @param name name of the bean
	 * @return whether it is
	 */
	boolean include(String name) {
		return Stream.of(name, ScopedProxyUtils.getTargetBeanName(name)).anyMatch(this::isScoped);
	}

	private boolean isScoped(String name) {
		if (!(this.context instanceof ConfigurableApplicationContext configurable)) {
			return false;
		}
		ConfigurableListableBeanFactory beans = configurable.getBeanFactory();
		if (!beans.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = beans.getMergedBeanDefinition(name);
		return definition.getScope() != null && !SHARED.contains(definition.getScope());
	}

}
