package io.github.conditionalcache.change;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the data that a method changes. Every answer whose handler names one of the same
 * tags with {@code @Cacheable304(tags = …)} gets a new entity tag.
 *
 * <pre class="code">
 * &#64;Transactional
 * &#64;Modifies304({ "books", "book:#{#book.id}" })
 * public void update(Book book) { … }
 * </pre>
 *
 * It stands on a method of any bean that is called through its proxy. Within a
 * transaction the change counts with the commit, and not at all after a roll-back.
 * Without one, it counts when the method returns. If the method throws, the tags answer
 * no request for the time of the store's lease. A tag that can't be made, because an
 * expression in it gives {@code null} or fails, stands for all tags: every answer gets a
 * new entity tag, and the log names the template.
 * <p>
 * Methods that return before they have written, such as those with a {@code Mono},
 * {@code Flux} or a suspending function, stop the start: use {@link ChangeTags} where the
 * write ends.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Modifies304.Several.class)
@Documented
public @interface Modifies304 {

	/**
	 * Templates of tags: text with expressions (SpEL) in <code>#{…}</code> over the
	 * arguments of the method, its returned value {@code #result}, and beans. An
	 * expression that gives a collection or an array makes one tag for each element.
	 * @return one or more templates
	 */
	String[] value();

	/**
	 * Holds several annotations of one method.
	 *
	 * @since 0.1.0
	 */
	@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@interface Several {

		/**
		 * The annotations.
		 * @return all of them
		 */
		Modifies304[] value();

	}

}
