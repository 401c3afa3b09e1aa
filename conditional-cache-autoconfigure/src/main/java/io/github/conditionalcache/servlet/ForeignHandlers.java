package io.github.conditionalcache.servlet;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.HandlerIdentities;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.selector.handler.MappedMethods;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The annotations on handlers of another application context, which this library does not
 * manage.
 *
 * @param beans the beans of the context
 */
record ForeignHandlers(BeanFactory beans) {

	boolean isRead(HandlerMethod handler) {
		return identify(handler).find(Cacheable304.class) != null;
	}

	boolean isWrite(HandlerMethod handler) {
		return identify(handler).find(ConditionalWrite.class) != null;
	}

	/**
	 * Returns whether a handler is meant to write: by an annotation on its method, or on
	 * the class of those that are mapped to writes alone.
	 * @param info its mapping
	 * @param handler the handler
	 * @return whether it is
	 */
	boolean isMeantToWrite(RequestMappingInfo info, HandlerMethod handler) {
		return isWrite(handler)
				&& (identify(handler).onMethod(ConditionalWrite.class) != null || MappedMethods.of(info).areWrites());
	}

	private HandlerIdentity identify(HandlerMethod handler) {
		return new HandlerIdentities(this.beans).of(handler);
	}

}
