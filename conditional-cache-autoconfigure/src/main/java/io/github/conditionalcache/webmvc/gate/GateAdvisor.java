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
		return this.handler.equals(AopUtils.getMostSpecificMethod(method, targetClass));
	}

}
