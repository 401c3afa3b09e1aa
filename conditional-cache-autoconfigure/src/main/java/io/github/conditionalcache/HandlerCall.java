package io.github.conditionalcache;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * A handler that is about to be called, and its arguments as Spring MVC converted and
 * validated them. Not for use after the request, nor by other threads.
 *
 * @since 0.1.0
 */
public interface HandlerCall {

	/**
	 * The handler method.
	 * @return the method, never a bridge
	 */
	Method method();

	/**
	 * The argument of a parameter.
	 * @param parameter name of the parameter; known if the class was compiled with
	 * {@code -parameters}
	 * @return the argument, or {@code null} if it is null
	 * @throws IllegalArgumentException if the handler has no parameter of that name
	 * @throws IllegalStateException if a write that stands for the handler has none; it
	 * is then refused
	 */
	@Nullable Object argument(String parameter);

	/**
	 * The argument at a position.
	 * @param index position of the parameter, from 0
	 * @return the argument, or {@code null} if it is null
	 * @throws IndexOutOfBoundsException if the handler has fewer parameters
	 */
	@Nullable Object argument(int index);

}
