package io.github.conditionalcache.selector.handler;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds beans as Spring MVC does, by name. Others of the type are the application's own.
 */
final class MvcBeans {

	private MvcBeans() {
	}

	static <T> @Nullable T named(ListableBeanFactory beans, String name, Class<T> type) {
		Object bean = beans.containsBean(name) ? beans.getBean(name) : null;
		return type.isInstance(bean) ? type.cast(bean) : null;
	}

	static <T> @Nullable T find(ListableBeanFactory beans, String name, Class<T> type) {
		T found = named(beans, name, type);
		return (found != null) ? found : beans.getBeanProvider(type).getIfUnique();
	}

}
