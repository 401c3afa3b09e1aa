package io.github.conditionalcache;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Knows the versions of handlers' answers, before the handlers run: a bean of this type
 * spares the annotation its expressions.
 * <p>
 * A source is asked at most once for each request, before the handler reads its data, on
 * the request's thread unless a timeout is configured. When it throws, the answer is as
 * without this library, and a warning names the handler. Implementations must be
 * thread-safe, and much cheaper than the handlers that they speak for.
 *
 * @since 0.1.0
 */
public interface ValidatorSource {

	/**
	 * Whether this source speaks for a managed handler. Asked once for each handler, when
	 * the application starts.
	 * @param handler the handler method
	 * @param returned type of the returned value, without the wrappers around it such as
	 * {@code ResponseEntity}, {@code Optional} or {@code CompletableFuture}
	 * @return whether to ask it
	 */
	boolean supports(Method handler, ResolvableType returned);

	/**
	 * The version of the representation that the handler is about to return. Beside other
	 * sources and the annotation's expressions it counts as one part of the version.
	 * @param call the handler and its arguments
	 * @return a value of the types that {@link Cacheable304#version()} allows, or
	 * {@code null} if the version is not known: then the controller decides
	 */
	@Nullable Object version(HandlerCall call);

}
