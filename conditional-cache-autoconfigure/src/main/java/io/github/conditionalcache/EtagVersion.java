package io.github.conditionalcache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the property of a returned type that changes whenever the representation does.
 * <p>
 * The mark is the application's word: it is trusted also on types with associations,
 * where a framework's version column is not, because such a column says nothing about
 * rows in other tables. Allowed on a field, a getter, a record component, and on other
 * annotations. The property may be a number, a string, a UUID, an enum, a date or time, a
 * boolean, a byte array, or a collection of these; when it is null, there is no version
 * and the body is hashed instead.
 * <p>
 * The identity of a value enters the tag beside its version when it has a property
 * annotated with {@code @Id} or named {@code id}. Without one, values that are returned
 * in a collection must have versions that differ from each other.
 *
 * @since 0.1.0
 * @see Versioned
 * @see EtagLastModified
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
public @interface EtagVersion {

}
