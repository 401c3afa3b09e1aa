package io.github.conditionalcache.autoconfigure.facts;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;

/**
 * Reads {@code spring.mvc.servlet.path}. Apart, because an application that configures
 * Spring MVC itself has no such class.
 */
public final class DispatcherPath {

	private DispatcherPath() {
	}

	/**
	 * Returns the beginning of all paths of handlers.
	 * @param beans the beans of the application
	 * @return the prefix, or an empty one
	 */
	public static String prefix(BeanFactory beans) {
		DispatcherServletPath path = beans.getBeanProvider(DispatcherServletPath.class).getIfUnique();
		return (path != null) ? path.getPrefix() : "";
	}

}
