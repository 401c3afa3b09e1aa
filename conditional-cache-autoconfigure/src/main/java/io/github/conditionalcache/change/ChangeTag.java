package io.github.conditionalcache.change;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which change tags stand for a type, where
 * {@code conditional-cache.change-tags.automatic} is {@code entities}. On an entity it
 * chooses the name of its tag, and the tags that are touched with it. On another type,
 * such as a DTO, it names the entities that values of the type are made of.
 *
 * <pre class="code">
 * &#64;Entity
 * &#64;ChangeTag(value = "line", touches = "order")
 * class OrderLine { &#64;ManyToOne Order order; … }
 *
 * &#64;ChangeTag(of = Order.class)
 * record OrderView(long id, String customer) { }
 * </pre>
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ChangeTag {

	/**
	 * Name of the entity's tag, without a colon. By default it is the name of the entity
	 * with a small first letter. Entities that have one name share a tag.
	 * @return the name, or empty for the default
	 */
	String value() default "";

	/**
	 * Associations of the entity to one other entity, whose tags are touched with each
	 * change of this one: {@code "order"} for the order of a line, the old and the new
	 * one.
	 * @return names of attributes
	 */
	String[] touches() default {};

	/**
	 * The entities that values of a type are made of, which is no entity itself. What
	 * these are associated with counts as well.
	 * @return classes of entities
	 */
	Class<?>[] of() default {};

}
