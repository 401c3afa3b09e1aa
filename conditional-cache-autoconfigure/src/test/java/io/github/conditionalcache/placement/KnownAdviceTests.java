package io.github.conditionalcache.placement;

import java.util.stream.Stream;

import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.AfterReturningAdvice;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.validation.beanvalidation.MethodValidationInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KnownAdvice}.
 */
class KnownAdviceTests {

	static Stream<Arguments> advice() {
		return Stream.of(row("transaction", new TransactionInterceptor(), true, false, false),
				row("cache", new CacheInterceptor(), true, false, false),
				row("subclass of a transaction", new TransactionInterceptor() {
				}, false, false, true), row("subclass of a cache", new CacheInterceptor() {
				}, false, false, true), row("invocation", ExposeInvocationInterceptor.INSTANCE, false, true, false),
				row("validation", new MethodValidationInterceptor(), false, true, false),
				row("asynchronous", new AsyncExecutionInterceptor(null), false, false, true),
				row("before", (MethodBeforeAdvice) (method, arguments, target) -> {
				}, false, true, true), row("after", (AfterReturningAdvice) (result, method, arguments, target) -> {
				}, false, false, true),
				row("around", (MethodInterceptor) MethodInvocation::proceed, false, false, true));
	}

	private static Arguments row(String name, Advice advice, boolean inner, boolean doneBeforeCall, boolean mayJudge) {
		return Arguments.of(name, new DefaultPointcutAdvisor(advice), inner, doneBeforeCall, mayJudge);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void advice(String name, Advisor advisor, boolean inner, boolean doneBeforeCall, boolean mayJudge) {
		assertThat(KnownAdvice.isInner(advisor)).isEqualTo(inner);
		assertThat(KnownAdvice.isDoneBeforeCall(advisor)).isEqualTo(doneBeforeCall);
		assertThat(KnownAdvice.mayJudge(advisor)).isEqualTo(mayJudge);
	}

}
