package io.github.conditionalcache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Has a handler that writes honour If-Match, If-None-Match and If-Unmodified-Since (RFC
 * 9110 §13): when the version that the client has seen is no longer current, the answer
 * is 412 (Precondition Failed) and the handler does not run.
 * <p>
 * Allowed on handlers of PUT, PATCH, DELETE and POST, on a class for all such handlers in
 * it, and on other annotations. The current version comes from this annotation's
 * expressions or, without any, from those of the {@link Cacheable304} handler that is
 * mapped to the same path. Path variables are matched by their place in the path, other
 * parameters by name.
 * <p>
 * The version is compared before the handler runs, after authorisation, conversion and
 * validation. Between that and the handler's own write another may come; to close that
 * gap take a {@link WritePrecondition} as a parameter, or let the data's locking or a
 * unique key do it: after a failure the version is looked up again, and a precondition
 * that is false by then is answered 412 as well.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface ConditionalWrite {

	/**
	 * Alias for {@link #version()}.
	 * @return an expression
	 */
	@AliasFor("version")
	String value() default "";

	/**
	 * Expression (SpEL) for the current version of the resource that is about to be
	 * written, over the handler's parameters and beans, with the results of
	 * {@link Cacheable304#version()}. {@code null} means that there is no such
	 * representation. When it fails, the write is refused with 503.
	 * @return an expression
	 */
	@AliasFor("value")
	String version() default "";

	/**
	 * Expression (SpEL) for the time of the last change.
	 * @return an expression with the results of {@link Cacheable304#lastModified()}
	 */
	String lastModified() default "";

	/**
	 * Whether a write without a precondition is refused with 428 (RFC 6585 §3).
	 * @return whether one is required
	 */
	boolean required() default false;

}
