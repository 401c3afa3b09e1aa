package io.github.conditionalcache.placement;

import org.jspecify.annotations.Nullable;

/**
 * Why a handler is not decided before it runs. Immutable.
 *
 * @param cause the cause
 * @param subject the class or annotation that it lies in, or {@code null} if it lies in
 * none
 */
public record Lateness(Cause cause, @Nullable String subject) {

	static Lateness of(Cause cause) {
		return new Lateness(cause, null);
	}

	/**
	 * Returns a clause about the handlers, for the log and the endpoint.
	 * @return the clause, without a full stop
	 */
	@Override
	public String toString() {
		return (this.subject != null) ? this.cause.clause.formatted(this.subject) : this.cause.clause;
	}

	/**
	 * Kinds of causes.
	 */
	public enum Cause {

		/** There is nothing to decide by. */
		NO_VERSION("no version is declared"),

		/** The version needs the returned value. */
		RETURNED_VALUE("their version is that of the returned value"),

		/** A 304 would lack fields that the handler may set. */
		OWN_FIELDS("their entity tag is sent as it is, and they may set fields that a 304 has to repeat "
				+ "(return the content alone and no view, and take no response, or declare a number or text)"),

		/** Nothing was found out about it. */
		MAPPED_LATER("it was mapped after the application had started"),

		/** Another adapter calls it. */
		NOT_ADAPTED("they are not called by this library's RequestMappingHandlerAdapter "
				+ "(@EnableWebMvc or an adapter of the application's own replaces it, or is asked before it)"),

		/** No advice can be relied upon. */
		SECURITY_UNKNOWN("the advice of this version of Spring Security could not be told apart"),

		/** The bean could not be made. */
		NO_BEAN("their bean could not be had when the application started"),

		/** Each request may have another bean. */
		NO_SINGLETON("their bean is no singleton"),

		/** Advice is part of the class. */
		WOVEN("their class was woven by AspectJ"),

		/** The proxy is not one of Spring's. */
		UNKNOWN_PROXY("their bean is a proxy that can't be looked into"),

		/** No advice can be added. */
		FROZEN_PROXY("their bean's proxy is frozen or has changing targets"),

		/** The inner proxy may have advice, too. */
		NESTED_PROXY("their bean is a proxy of a proxy"),

		/** The proxy is by-passed. */
		UNREACHABLE("a proxy can't see calls of methods that are final, private, or of another package"),

		/** The request has gone on when the handler is called. */
		OTHER_THREAD("%s calls them on another thread"),

		/** Its decision may come after the data was read. */
		INNER_ADVICE("%s stands inside of a transaction or a cache"),

		/** The result may be denied. */
		RESULT_AUTHORIZED("%s authorises what they return"),

		/** The result may be denied. */
		RESULT_JUDGED("%s may judge what they return"),

		/** The application relies on something that is not there. */
		NOT_ENFORCED("no advice was found that enforces @%s");

		private final String clause;

		Cause(String clause) {
			this.clause = clause;
		}

	}

}
