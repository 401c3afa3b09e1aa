package io.github.conditionalcache.selector.parameter;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.WebApplicationContext;

/**
 * Beans that there is one of for each request or session, or for each of whatever else an
 * application has a scope for: their content may have been made of anything in a request.
 * Thread-safe.
 */
final class ScopedBeans {

	/** One for all requests, or one for each user of the bean. */
	private static final Set<String> SHARED = Set.of("", ConfigurableBeanFactory.SCOPE_SINGLETON,
			ConfigurableBeanFactory.SCOPE_PROTOTYPE, WebApplicationContext.SCOPE_APPLICATION, "refresh");

	private final ApplicationContext context;

	/**
	 * Creates the search.
	 * @param context has the beans, as do its parents
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
				&& Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.context, type, true, false))
					.anyMatch(this::isScoped);
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
		for (ApplicationContext each = this.context; each != null; each = each.getParent()) {
			if (each instanceof ConfigurableApplicationContext configurable
					&& configurable.getBeanFactory().containsBeanDefinition(name)) {
				String scope = configurable.getBeanFactory().getMergedBeanDefinition(name).getScope();
				return scope != null && !SHARED.contains(scope);
			}
		}
		return false;
	}

}
