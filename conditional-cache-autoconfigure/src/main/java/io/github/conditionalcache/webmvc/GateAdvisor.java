package io.github.conditionalcache.webmvc;

import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/**
 * Puts the gate into a bean's proxy, for one handler.
 */
final class GateAdvisor extends StaticMethodMatcherPointcutAdvisor {

	private static final long serialVersionUID = 1L;

	private final transient Method handler;

	private GateAdvisor(Method handler, MethodInterceptor advice) {
		super(advice);
		this.handler = handler;
	}

	static GateAdvisor deciding(Method handler, Gate gate) {
		return new GateAdvisor(handler, (call) -> gate.invoke(call, handler));
	}

	static GateAdvisor running(Method handler, Gate gate) {
		return new GateAdvisor(handler, (call) -> gate.run(call, handler));
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return this.handler.equals(AopUtils.getMostSpecificMethod(method, targetClass));
	}

}
