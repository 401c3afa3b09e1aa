package io.github.conditionalcache.autoconfigure;

import java.util.Objects;
import java.util.stream.Stream;

import io.github.conditionalcache.servlet.OtherServlets;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Watches the contexts of other servlets: those that are refreshed before this one, and
 * those that publish to it, as their parent, that they are. One whose handlers are to be
 * checked is not let start.
 */
final class OtherContexts implements ApplicationListener<ContextRefreshedEvent> {

	private final ApplicationContext own;

	private final OtherServlets servlets;

	OtherContexts(ApplicationContext own, OtherServlets servlets) {
		this.own = own;
		this.servlets = servlets;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		check(event.getApplicationContext());
	}

	/**
	 * Checks the contexts that have been refreshed by whoever registered their servlets,
	 * and may have no parent. The own one is among them if it got this library's beans
	 * from its parent.
	 */
	void checkRefreshed() {
		check(this.own);
		Stream.concat(this.own.getBeanProvider(DispatcherServlet.class).stream(), registered())
			.map(DispatcherServlet::getWebApplicationContext)
			.filter(Objects::nonNull)
			.distinct()
			.filter((context) -> context instanceof ConfigurableApplicationContext configurable
					&& configurable.isActive())
			.forEach(this::check);
	}

	private Stream<DispatcherServlet> registered() {
		return this.own.getBeanProvider(ServletContextInitializer.class)
			.stream()
			.map((initializer) -> (initializer instanceof ServletRegistrationBean<?> bean) ? bean.getServlet() : null)
			.filter(DispatcherServlet.class::isInstance)
			.map(DispatcherServlet.class::cast);
	}

	private void check(ApplicationContext context) {
		if (!isManagement(context)) {
			this.servlets.check(context);
		}
	}

	private static boolean isManagement(ApplicationContext context) {
		return ClassUtils.isPresent("org.springframework.boot.web.server.context.WebServerApplicationContext",
				context.getClassLoader()) && Servers.isManagement(context);
	}

	/**
	 * Apart, because an application that is deployed to a server may have none.
	 */
	private static final class Servers {

		private Servers() {
		}

		static boolean isManagement(ApplicationContext context) {
			return WebServerApplicationContext.hasServerNamespace(context, "management");
		}

	}

}
