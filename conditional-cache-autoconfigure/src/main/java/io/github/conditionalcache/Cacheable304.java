package io.github.conditionalcache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Answers a client that already has the selected representation with 304 (Not Modified)
 * instead of the body (RFC 9110 §13, §15.4.5).
 * <p>
 * Allowed on a handler of GET and HEAD requests, on a class for all such handlers in it,
 * and on other annotations; the one on the method wins over the one on the class. The
 * validator comes from the first of these that knows one: the fields that the application
 * set on the response; {@link #version()}, {@link #lastModified()} and
 * {@link ValidatorSource} beans; marks on the returned value such as {@link EtagVersion};
 * the file that is returned; a hash of the body.
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
	 * Alias for {@link #version()}.
	 * @return an expression
	 */
	@AliasFor("version")
	String value() default "";

	/**
	 * Expression (SpEL) for the version of the handler's answer: it must change with
	 * everything that the answer shows. It sees the handler's parameters by name, such as
	 * {@code #id}, or by position ({@code #a0}), beans, such as
	 * {@code @books.versionOf(#id)}, and {@code #result}, the returned value.
	 * <p>
	 * Without {@code #result} it is evaluated before the handler reads its data, and a
	 * client that is up to date is answered without running the handler at all.
	 * <p>
	 * The result may be a number, a string, a UUID, an enum, a date or time, a boolean, a
	 * byte array, a {@link Versioned}, any kind of {@code Optional}, or an array or
	 * collection of these. An {@link io.github.conditionalcache.precondition.EntityTag
	 * EntityTag} is sent as it is: what selects the representation, the user among it,
	 * does not enter it. So are whole
	 * {@link io.github.conditionalcache.precondition.Validators Validators}. {@code null}
	 * means that there is no version: the handler runs and the answer is decided
	 * afterwards. Any other type is an error: the answer has no validator, and a warning
	 * names the handler.
	 * @return an expression
	 */
	@AliasFor("value")
	String version() default "";

	/**
	 * Expression (SpEL) for the time of the last change: an {@code Instant}, another date
	 * or time with a zone, milliseconds since the epoch as a {@code Long}, or a
	 * collection of these, of which the latest counts. It enters the entity tag at its
	 * full precision, beside the version if there is one; the {@code Last-Modified} field
	 * is cut to seconds.
	 * @return an expression, evaluated as {@link #version()} is
	 */
	String lastModified() default "";

	/**
	 * Change tags: templates for the data that the answer is made of, such as
	 * <code>"book:#{#id}"</code>. The answer gets a new entity tag whenever a writer
	 * names one of the same tags, see
	 * {@link io.github.conditionalcache.change.Modifies304}. Each is text with
	 * expressions (SpEL) in <code>#{…}</code> over the converted arguments of the
	 * handler, and beans. They are read before the handler runs, so they can't use
	 * {@code #result}. They may stand beside a version and a date.
	 * @return templates, none of them blank
	 */
	String[] tags() default {};

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
	 * Whether the answer may depend on the language of the request, which then enters the
	 * variant part of the entity tag; {@code Accept-Language} enters {@code Vary}. Set it
	 * to {@code false} where every language gets the same: clients in different languages
	 * then share one entity tag. A parameter that is the locale counts all the same.
	 * @return whether the language selects
	 */
	boolean locale() default true;

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
