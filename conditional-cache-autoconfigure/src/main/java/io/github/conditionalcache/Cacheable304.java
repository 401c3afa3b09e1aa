package io.github.conditionalcache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Answers a client that already has the selected representation with 304 (Not Modified)
 * instead of the body (RFC 9110 §13, §15.4.5).
 * <p>
 * Allowed on a handler of GET and HEAD requests, on a class for all such handlers in it,
 * and on other annotations; the one on the method wins over the one on the class. Without
 * attributes the validator comes from what the application set on the response, from
 * marks on the returned value such as {@link EtagVersion}, from the file that is
 * returned, or else from a hash of the body.
 *
 * @since 0.1.0
 * @see NotCacheable304
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface Cacheable304 {

	/**
	 * The {@code Cache-Control} field of the 200 and the 304: its literal value, or the
	 * name of a configured policy. When empty, the configured default is sent. A field
	 * that the application sets on the response wins.
	 * @return a field value or the name of a policy
	 */
	String cacheControl() default "";

	/**
	 * Names of request header fields that select the representation. Their values enter
	 * the variant part of the entity tag and their names enter {@code Vary}.
	 * @return names of request header fields
	 */
	String[] vary() default {};

	/**
	 * Strength of the entity tag (RFC 9110 §8.8.1).
	 * @return the strength
	 */
	Strength strength() default Strength.AUTO;

	/**
	 * Whether an entity tag promises equal bytes or only an equal meaning.
	 *
	 * @since 0.1.0
	 */
	enum Strength {

		/**
		 * Weak, save for versions of a resource that clients write with preconditions:
		 * {@code If-Match} compares strongly. Weak is the default because servers do not
		 * compress a response with a strong tag.
		 */
		AUTO,

		/**
		 * Weak: equal tags mean equivalent representations.
		 */
		WEAK,

		/**
		 * Strong: equal tags mean equal bytes.
		 */
		STRONG

	}

}
