package io.github.conditionalcache.autoconfigure.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.conditionalcache.handler.ManagedHandler;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * The application's filters that make tags as well, as Spring Boot registers them.
 */
public final class EtagFilters {

	private final ListableBeanFactory beans;

	public EtagFilters(ListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Returns those that stand before a managed handler.
	 * @param handlers the managed handlers
	 * @return names of their beans
	 */
	public List<String> before(List<ManagedHandler> handlers) {
		List<String> found = new ArrayList<>();
		Set<Object> registered = Collections.newSetFromMap(new IdentityHashMap<>());
		this.beans.getBeansOfType(FilterRegistrationBean.class, true, false).forEach((name, registration) -> {
			if (registration.getFilter() instanceof ShallowEtagHeaderFilter filter) {
				registered.add(filter);
				if (registration.isEnabled() && standsBefore(patterns(registration), handlers)) {
					found.add(name);
				}
			}
		});
		Map<String, ShallowEtagHeaderFilter> filters = this.beans.getBeansOfType(ShallowEtagHeaderFilter.class, true,
				false);
		filters.forEach((name, filter) -> {
			FilterRegistration annotation = this.beans.findAnnotationOnBean(name, FilterRegistration.class);
			if (!registered.contains(filter)
					&& (annotation == null || (annotation.enabled() && standsBefore(patterns(annotation), handlers)))) {
				found.add(name);
			}
		});
		return found;
	}

	private static Collection<String> patterns(FilterRegistrationBean<?> registration) {
		boolean everywhere = registration.getUrlPatterns().isEmpty() && registration.getServletNames().isEmpty()
				&& registration.getServletRegistrationBeans().isEmpty();
		return everywhere ? List.of("/*") : registration.getUrlPatterns();
	}

	private static Collection<String> patterns(FilterRegistration registration) {
		boolean everywhere = registration.urlPatterns().length == 0 && registration.servletNames().length == 0
				&& registration.servletClasses().length == 0;
		return everywhere ? List.of("/*") : List.of(registration.urlPatterns());
	}

	private static boolean standsBefore(Collection<String> urlPatterns, List<ManagedHandler> handlers) {
		return handlers.stream()
			.flatMap((handler) -> handler.patterns().stream())
			.anyMatch((path) -> urlPatterns.stream().anyMatch((pattern) -> covers(pattern, path)));
	}

	private static boolean covers(String urlPattern, String path) {
		return urlPattern.equals("/*") || urlPattern.equals(path) || (urlPattern.endsWith("/*")
				&& (path + "/").startsWith(urlPattern.substring(0, urlPattern.length() - 1)));
	}

}
