package io.github.conditionalcache.webmvc.gate;

import java.lang.reflect.Method;

import io.github.conditionalcache.placement.OwnAdvisor;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/**
 * Puts the gate into a bean's proxy, for one handler.
 */
final class GateAdvisor extends StaticMethodMatcherPointcutAdvisor implements OwnAdvisor {

	private static final long serialVersionUID = 1L;

	private final transient Method handler;

	GateAdvisor(Method handler, MethodInterceptor advice) {
		super(advice);
		this.handler = handler;
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return isOf(this.handler, method, targetClass);
	}

	/**
	 * Returns whether a handler is the method that runs when another one is called.
	 * @param handler the method of the handler's class
	 * @param called the method that is called, perhaps of an interface
	 * @param type class of the bean that it is called on
	 * @return {@code true} if it is
	 */
	static boolean isOf(Method handler, Method called, Class<?> type) {
		return handler.equals(AopUtils.getMostSpecificMethod(called, type));
	}

}
