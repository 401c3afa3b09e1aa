package io.github.conditionalcache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves a handler, or all handlers of a class, alone: no validator, no 304. It wins over
 * {@link Cacheable304} on the class or on a meta-annotation, and over settings that
 * select handlers without annotation.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface NotCacheable304 {

	/**
	 * Name of a request attribute that does the same for one answer: with any value, a
	 * read gets no validator of ours and no 304. A filter or an interceptor sets it
	 * before the handler runs; a handler sets it before it returns, if it was not spared
	 * by a 304 already. It has no effect on writes.
	 */
	String REQUEST_ATTRIBUTE = "io.github.conditionalcache.NotCacheable304.request";

}
