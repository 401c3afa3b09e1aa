package io.github.conditionalcache.placement;

import java.lang.reflect.Method;

import org.springframework.aop.Advisor;

/**
 * Makes the advice that puts the gate into the proxy of a bean.
 */
public interface GateAdvisors {

	/**
	 * Returns advice that decides before a handler is called.
	 * @param handler the method of the handler's class
	 * @return the advice
	 */
	Advisor deciding(Method handler);

	/**
	 * Returns advice that notices that a handler itself is called.
	 * @param handler the method of the handler's class
	 * @return the advice
	 */
	Advisor running(Method handler);

}
