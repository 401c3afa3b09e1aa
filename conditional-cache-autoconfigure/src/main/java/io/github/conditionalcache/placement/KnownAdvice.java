package io.github.conditionalcache.placement;

import java.util.Set;

import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.Advisor;
import org.springframework.aop.AfterAdvice;
import org.springframework.aop.BeforeAdvice;

/**
 * Advice of Spring whose effect on a call is known. Only the very classes count, since
 * subclasses may refuse a call.
 */
enum KnownAdvice {

	/**
	 * Changes nothing for a caller who is answered outside of it.
	 */
	TRANSACTION("org.springframework.transaction.interceptor.TransactionInterceptor"),

	/**
	 * As {@link #TRANSACTION}. Its own answer may be older than the version that was read
	 * before.
	 */
	CACHE("org.springframework.cache.interceptor.CacheInterceptor",
			"org.springframework.cache.jcache.interceptor.JCacheInterceptor"),

	/**
	 * Calls on another thread.
	 */
	ASYNCHRONOUS("org.springframework.aop.interceptor.AsyncExecutionInterceptor"),

	/**
	 * Is done with the arguments once it proceeds, and judges no caller.
	 */
	HARMLESS("org.springframework.aop.interceptor.ExposeInvocationInterceptor",
			"org.springframework.validation.beanvalidation.MethodValidationInterceptor");

	@SuppressWarnings("ImmutableEnumChecker")
	private final Set<String> types;

	KnownAdvice(String... types) {
		this.types = Set.of(types);
	}

	boolean is(Advisor advisor) {
		return this.types.contains(advisor.getAdvice().getClass().getName());
	}

	/**
	 * Returns whether the gate may stand outside of advice, but nothing that judges may
	 * stand inside of it.
	 * @param advisor the advice
	 * @return whether it is a transaction or a cache
	 */
	static boolean isInner(Advisor advisor) {
		return TRANSACTION.is(advisor) || CACHE.is(advisor);
	}

	/**
	 * Returns whether advice does nothing once the handler has been called, as far as the
	 * gate is concerned.
	 * @param advisor the advice
	 * @return whether the gate may stand inside of it
	 */
	static boolean isDoneBeforeCall(Advisor advisor) {
		return HARMLESS.is(advisor) || advisor instanceof OwnAdvisor || isBeforeOnly(advisor.getAdvice());
	}

	/**
	 * Returns whether advice may deny a call by any means, as that of applications may.
	 * @param advisor advice that is not known to authorise
	 * @return {@code false} only if it certainly judges no caller
	 */
	static boolean mayJudge(Advisor advisor) {
		return !isInner(advisor) && !HARMLESS.is(advisor) && !(advisor instanceof OwnAdvisor);
	}

	private static boolean isBeforeOnly(Advice advice) {
		return advice instanceof BeforeAdvice && !(advice instanceof AfterAdvice)
				&& !(advice instanceof MethodInterceptor);
	}

}
