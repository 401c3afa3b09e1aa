package io.github.conditionalcache.handler;

import java.lang.annotation.Annotation;

import io.github.conditionalcache.Cacheable304;
import io.github.conditionalcache.ConditionalWrite;

import org.springframework.web.method.HandlerMethod;

/**
 * Thrown at startup when {@link Cacheable304} or
 * {@link io.github.conditionalcache.ConditionalWrite} is used in a way that can't work.
 * Names the handler, the rule and the remedy.
 *
 * @since 0.1.0
 */
public final class InvalidHandlerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	public InvalidHandlerException(String handler, String rule, String remedy) {
		this(Cacheable304.class, handler, rule, remedy);
	}

	public InvalidHandlerException(Class<? extends Annotation> annotation, String handler, String rule, String remedy) {
		super("@%s on %s: %s".formatted(annotation.getSimpleName(), handler, rule));
		this.remedy = remedy;
	}

	/**
	 * Returns the exception for a handler that is meant to write.
	 * @param handler the handler
	 * @param rule the mistake, a clause that goes on from its name
	 * @param remedy the remedy, in sentences
	 * @return the exception
	 */
	public static InvalidHandlerException ofWrite(HandlerMethod handler, String rule, String remedy) {
		return new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(), rule, remedy);
	}

	/**
	 * Returns the remedy.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
