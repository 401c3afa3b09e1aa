package io.github.conditionalcache.placement;

import java.lang.reflect.Method;
import java.util.List;

import io.github.conditionalcache.handler.write.WritePolicy;

import org.springframework.aop.Advisor;
import org.springframework.web.method.HandlerMethod;

/**
 * The handlers that need a gate, and the advice that puts it into the proxy of a bean.
 */
public interface GatedHandlers {

	/**
	 * Returns whether a handler has a version to be read before it runs.
	 * @param handler the handler
	 * @return whether it has
	 */
	boolean isBeforeRead(HandlerMethod handler);

	/**
	 * Returns whether a handler writes under preconditions.
	 * @param handler the handler
	 * @return whether it does
	 */
	boolean isBeforeWrite(HandlerMethod handler);

	/**
	 * Returns whether a handler's version is known before it runs.
	 * @param handler the handler
	 * @return {@code false} also if it has none
	 */
	boolean mayAnswerEarly(HandlerMethod handler);

	/**
	 * Returns whether it is certain that a handler runs before its version is compared,
	 * because only then all fields of a 304 are known.
	 * @param handler the handler
	 * @return {@code false} also if it will show with the version's value
	 */
	boolean waitsForFields(HandlerMethod handler);

	/**
	 * Returns who may answer GET for what a handler writes.
	 * @param handler the handler that writes
	 * @return the handlers
	 */
	List<WritePolicy.Reader> readersOf(HandlerMethod handler);

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
