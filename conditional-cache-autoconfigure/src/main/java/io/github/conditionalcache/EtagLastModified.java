package io.github.conditionalcache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the property of a returned type that says when the representation was last
 * modified.
 * <p>
 * The entity tag covers the date at its full precision, so two changes within one second
 * still differ; only the {@code Last-Modified} field is cut to seconds. Without an
 * {@link EtagVersion} beside it the date alone is the version, on the application's word
 * that no change leaves it as it was. A date without time zone enters the tag but gives
 * no {@code Last-Modified}, because it names no instant.
 *
 * @since 0.1.0
 * @see Versioned
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
public @interface EtagLastModified {

}
