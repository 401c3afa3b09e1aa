package io.github.conditionalcache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Suppresses findings of the checks at startup for a handler, or for all handlers of a
 * class: they are neither logged nor do they stop the start. Say why beside it, as
 * nothing else will remind of them.
 * <p>
 * The codes are listed in the documentation of the checks, {@code docs/lint.md}. A code
 * that does not exist is a finding itself.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface SuppressFindings {

	/**
	 * Codes of the findings, such as {@code CC001}.
	 * @return the codes
	 */
	String[] value();

}
