package io.github.conditionalcache.autoconfigure;

import java.util.List;

import io.github.conditionalcache.webmvc.WriteArgumentResolver;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Auto-configuration of the few beans that are left with
 * {@code conditional-cache.enabled=false}: handlers that take a
 * {@link io.github.conditionalcache.WritePrecondition} are given one that checks nothing.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass({ DispatcherServlet.class, WebMvcConfigurer.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "conditional-cache.enabled", havingValue = false)
public final class ConditionalCacheDisabledAutoConfiguration {

	@Bean
	WebMvcConfigurer conditionalCacheUncheckedWrites() {
		return new WebMvcConfigurer() {

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(WriteArgumentResolver.unchecked());
			}

		};
	}

}
