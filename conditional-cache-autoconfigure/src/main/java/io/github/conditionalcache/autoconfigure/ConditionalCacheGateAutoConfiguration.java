package io.github.conditionalcache.autoconfigure;

import java.util.Arrays;
import java.util.List;

import io.github.conditionalcache.webmvc.gate.GateHandlerAdapter;
import io.github.conditionalcache.webmvc.gate.GatedHandlers;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the gate before controllers: has Spring MVC call handlers through
 * an adapter that has one. An application's own {@link WebMvcRegistrations} keep their
 * say.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@ConditionalOnClass({ DispatcherServlet.class, WebMvcRegistrations.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "conditional-cache.enabled", matchIfMissing = true)
public final class ConditionalCacheGateAutoConfiguration {

	private static final String OURS = "conditionalCacheWebMvcRegistrations";

	@Bean(OURS)
	WebMvcRegistrations conditionalCacheWebMvcRegistrations(ConfigurableListableBeanFactory beans,
			ObjectProvider<HandlerAssembly> handlers) {
		String theirs = (String) beans.getBeanDefinition(OURS).getAttribute(WebMvcRegistrations.class.getName());
		return new GateRegistrations(() -> (theirs != null) ? beans.getBean(theirs, WebMvcRegistrations.class) : null,
				() -> new GateHandlerAdapter(() -> gate(handlers)));
	}

	private static @Nullable GatedHandlers gate(ObjectProvider<HandlerAssembly> handlers) {
		HandlerAssembly available = handlers.getIfAvailable();
		return (available != null) ? available.gate() : null;
	}

	// Spring Boot takes the only registrations there are, or the primary ones: those are
	// ours from now on, in front of the one that it would have taken
	@Bean
	static BeanFactoryPostProcessor conditionalCachePrimaryRegistrations() {
		return (beans) -> {
			List<String> theirs = Arrays.stream(beans.getBeanNamesForType(WebMvcRegistrations.class, true, false))
				.filter((name) -> !name.equals(OURS) && beans.containsBeanDefinition(name))
				.toList();
			List<String> primary = theirs.stream().filter((name) -> beans.getBeanDefinition(name).isPrimary()).toList();
			List<String> chosen = primary.isEmpty() ? theirs : primary;
			primary.forEach((name) -> beans.getBeanDefinition(name).setPrimary(false));
			beans.getBeanDefinition(OURS).setPrimary(true);
			beans.getBeanDefinition(OURS)
				.setAttribute(WebMvcRegistrations.class.getName(), (chosen.size() == 1) ? chosen.get(0) : null);
		};
	}

}
