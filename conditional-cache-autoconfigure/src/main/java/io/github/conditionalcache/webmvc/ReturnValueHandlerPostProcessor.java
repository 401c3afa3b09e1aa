package io.github.conditionalcache.webmvc;

import java.util.List;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.AbstractMessageConverterMethodProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityReturnValueHandler;

/**
 * Puts a {@link SelectionReturnValueHandler} round those of Spring's handlers that write
 * values with message converters. Runs before other post-processors, since some (Spring
 * HATEOAS) hide the handlers behind one of their own. Works with every way to configure
 * Spring MVC, as it takes the adapter bean as it comes.
 *
 * @since 0.1.0
 */
public final class ReturnValueHandlerPostProcessor implements BeanPostProcessor, PriorityOrdered {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof RequestMappingHandlerAdapter adapter) {
			List<HandlerMethodReturnValueHandler> handlers = adapter.getReturnValueHandlers();
			if (handlers != null) {
				adapter.setReturnValueHandlers(handlers.stream().map(ReturnValueHandlerPostProcessor::wrap).toList());
			}
		}
		return bean;
	}

	private static HandlerMethodReturnValueHandler wrap(HandlerMethodReturnValueHandler handler) {
		return (handler instanceof AbstractMessageConverterMethodProcessor
				|| handler instanceof ResponseEntityReturnValueHandler) ? new SelectionReturnValueHandler(handler)
						: handler;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
