package io.github.conditionalcache.webmvc;

import java.util.List;

import io.github.conditionalcache.WriteRefusalHandler;

import org.springframework.context.ApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Adds the hooks to Spring MVC.
 */
public final class ConditionalCacheConfigurer implements WebMvcConfigurer {

	private final ConditionalCacheInterceptor interceptor;

	private final WriteArgumentResolver arguments;

	private final ApplicationContext context;

	/**
	 * Creates the configurer.
	 * @param interceptor the interceptor
	 * @param arguments resolves the parameters of handlers that write
	 * @param context the application, which may answer refused writes itself
	 */
	public ConditionalCacheConfigurer(ConditionalCacheInterceptor interceptor, WriteArgumentResolver arguments,
			ApplicationContext context) {
		this.interceptor = interceptor;
		this.arguments = arguments;
		this.context = context;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this.arguments);
	}

	@Override
	public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
		WriteRefusalResolver resolver = new WriteRefusalResolver(this::refusals);
		resolver.writeLike(resolvers);
		resolver.setApplicationContext(this.context);
		resolver.afterPropertiesSet();
		resolvers.add(0, resolver);
	}

	private WriteRefusalHandler refusals() {
		return this.context.getBeanProvider(WriteRefusalHandler.class)
			.getIfAvailable(() -> WriteRefusalResolver.PROBLEM_DETAILS);
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.interceptor);
	}

}
