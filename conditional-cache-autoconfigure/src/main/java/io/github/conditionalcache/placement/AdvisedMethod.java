package io.github.conditionalcache.placement;

import java.lang.reflect.Method;
import java.util.Set;

import io.github.conditionalcache.security.SecurityAnnotations;

import org.springframework.aop.Advisor;
import org.springframework.aop.IntroductionAdvisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.MethodMatchers;

/**
 * A handler's method, as its class has it and as Spring MVC calls it.
 *
 * @param type the class, not that of a proxy
 * @param method the method of the class
 * @param mapped the method that was mapped, perhaps that of an interface
 */
record AdvisedMethod(Class<?> type, Method method, Method mapped) {

	static AdvisedMethod of(Object bean, Method mapped) {
		Class<?> type = AopUtils.getTargetClass(bean);
		return new AdvisedMethod(type, AopUtils.getMostSpecificMethod(mapped, type), mapped);
	}

	/**
	 * Returns the security annotations that stand on the handler.
	 * @return names of the annotations
	 */
	Set<String> securityAnnotations() {
		return SecurityAnnotations.of(this.method, this.type);
	}

	/**
	 * Returns whether advice of a proxy stands before the method.
	 * @param advisor the advice
	 * @return whether it applies
	 */
	boolean isAdvisedBy(Advisor advisor) {
		if (advisor instanceof PointcutAdvisor pointcutAdvisor) {
			Pointcut pointcut = pointcutAdvisor.getPointcut();
			return pointcut.getClassFilter().matches(this.type)
					&& (matches(pointcut, this.method) || matches(pointcut, this.mapped));
		}
		return !(advisor instanceof IntroductionAdvisor introduction)
				|| introduction.getClassFilter().matches(this.type);
	}

	// A proxy of interfaces asks about the interface's method
	private boolean matches(Pointcut pointcut, Method asked) {
		return MethodMatchers.matches(pointcut.getMethodMatcher(), asked, this.type, true)
				|| MethodMatchers.matches(pointcut.getMethodMatcher(), asked, this.type, false);
	}

}
