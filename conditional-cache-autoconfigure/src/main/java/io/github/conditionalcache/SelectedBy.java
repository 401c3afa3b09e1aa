package io.github.conditionalcache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the selecting header fields (RFC 9110 §12.5.5) that a handler reads from an
 * object which gives access to the whole request, so that its declared version can be
 * used: <pre class="code">
 * &#064;GetMapping("/prices/{id}")
 * &#064;Cacheable304("&#064;prices.versionOf(#id)")
 * Price price(&#064;PathVariable long id, &#064;SelectedBy("X-Tenant") HttpServletRequest request) {
 * </pre>
 * <p>
 * From an {@code HttpServletRequest}, a {@code WebRequest}, an {@code HttpHeaders}, a map
 * of header fields, a request body or a session a handler can read anything. Without this
 * annotation nothing is known of the values that it reads, so the entity tag is made of
 * the content. With it, the values of the named fields enter the variant part of the
 * entity tag, and their names enter {@code Vary}. {@code Cookie} and
 * {@code Authorization} are never named there; the answer is kept private instead. Path
 * and query always count and need not be named.
 * <p>
 * On a field of a controller, such as an injected {@code HttpServletRequest}, it speaks
 * for all handlers of the controller.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE })
public @interface SelectedBy {

	/**
	 * Names of request header fields that select the representation. None, written as
	 * {@code {}}, if the answer depends on nothing but path and query.
	 * @return names of request header fields
	 */
	String[] value();

}
