package io.github.conditionalcache.placement;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.SpringSecurityAuthorization;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.AfterReturningAdvice;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.ThrowsAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.aop.target.HotSwappableTargetSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.access.prepost.PreFilter;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.method.AuthorizationManagerAfterMethodInterceptor;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.authorization.method.PreFilterAuthorizationMethodInterceptor;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.interceptor.TransactionInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdvisorChain}.
 */
class AdvisorChainTests {

	private static final String JUDGES = "may judge what they return";

	private static final String INSIDE = "stands inside of a transaction or a cache";

	private static final String TARGETS = "their bean's proxy is frozen or has changing targets";

	private static final String NESTED = "their bean is a proxy of a proxy";

	private static final String UNSEEN = "a proxy can't see calls of methods that are final, private, or of another package";

	private static final MethodAuthorization SECURITY = new SpringSecurityAuthorization(() -> List.of());

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void early(String name, Object bean, String method, int position) {
		AdvisorChain advice = advice(bean, method);
		assertThat(advice.obstacle()).isNull();
		assertThat(advice.barrier()).isNull();
		assertThat(advice.position()).isEqualTo(position);
		assertThat(advice.method().getDeclaringClass()).isEqualTo(Handlers.class);
	}

	static Stream<Arguments> early() {
		return Stream.of(Arguments.of("no proxy", new Handlers(), "plain", 0),
				Arguments.of("no advice", proxy(), "plain", 0), Arguments.of("before", proxy(before()), "plain", 1),
				Arguments.of("invocation exposed", proxy(ExposeInvocationInterceptor.ADVISOR), "plain", 1),
				Arguments.of("transaction", proxy(new TransactionInterceptor()), "plain", 0),
				Arguments.of("before, then transaction", proxy(before(), new TransactionInterceptor()), "plain", 1),
				Arguments.of("cache", proxy(new CacheInterceptor()), "plain", 0),
				Arguments.of("advice of another method", proxy(advisor("other", around())), "plain", 1),
				Arguments.of("pre-authorisation", proxy(preAuthorize()), "preAuthorize", 1),
				Arguments.of("pre-authorisation, then transaction", proxy(preAuthorize(), new TransactionInterceptor()),
						"preAuthorize", 1),
				Arguments.of("package-private", proxy(before()), "packagePrivate", 1),
				Arguments.of("proxy of interfaces", interfaces(before()), "plain", 1));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void late(String name, Object bean, String method, String obstacle) {
		AdvisorChain advice = advice(bean, method);
		assertThat(advice.obstacle()).asString().contains(obstacle);
		assertThat(advice.barrier()).isNull();
	}

	static Stream<Arguments> late() {
		return Stream.of(Arguments.of("around", proxy(around()), "plain", JUDGES),
				Arguments.of("after returning", proxy((AfterReturningAdvice) (result, call, arguments, target) -> {
				}), "plain", JUDGES), Arguments.of("before and after returning", proxy(new Dual()), "plain", JUDGES),
				Arguments.of("before and after throwing", proxy(new Translating()), "plain", JUDGES),
				Arguments.of("before and around", proxy(new BeforeAndAround()), "plain", JUDGES),
				Arguments.of("transaction that refuses", proxy(new Refusing()), "plain", JUDGES),
				Arguments.of("cache that refuses", proxy(new RefusingCache()), "plain", JUDGES),
				Arguments.of("around, of the interface's method", interfaces(guard(around())), "guarded", JUDGES),
				Arguments.of("before, inside of a transaction", proxy(new TransactionInterceptor(), before()), "plain",
						INSIDE),
				Arguments.of("pre-authorisation inside of a transaction",
						proxy(new TransactionInterceptor(), preAuthorize()), "preAuthorize", INSIDE),
				Arguments.of("pre-authorisation inside of a cache", proxy(new CacheInterceptor(), preAuthorize()),
						"preAuthorize", INSIDE),
				Arguments.of("post-authorisation", proxy(AuthorizationManagerAfterMethodInterceptor.postAuthorize()),
						"postAuthorize", "authorises what they return"),
				Arguments.of("annotation without proxy", new Handlers(), "preAuthorize", "enforces @PreAuthorize"),
				Arguments.of("annotation without advice", proxy(before()), "preAuthorize", "enforces @PreAuthorize"),
				Arguments.of("advice for another annotation", proxy(preAuthorize()), "secured", "enforces @Secured"),
				Arguments.of("annotation on the class", new SecuredHandlers(), "plain", "enforces @Secured"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void outOfReach(String name, Object bean, String method, String barrier) {
		AdvisorChain advice = advice(bean, method);
		assertThat(advice.obstacle()).asString().contains(barrier);
		assertThat(advice.barrier()).asString().contains(barrier);
	}

	static Stream<Arguments> outOfReach() {
		return Stream.of(Arguments.of("frozen", frozen(), "plain", TARGETS),
				Arguments.of("changing targets", changing(), "plain", TARGETS),
				Arguments.of("scoped proxy", scoped(), "plain", TARGETS),
				Arguments.of("proxy of a proxy", proxyOf(proxy(before())), "plain", NESTED),
				Arguments.of("proxy of a foreign proxy", new ProxyFactory(foreign()).getProxy(), "plain", NESTED),
				Arguments.of("foreign proxy", foreign(), "plain", "can't be looked into"),
				Arguments.of("final method", proxy(before()), "unseen", UNSEEN),
				Arguments.of("private method", proxy(before()), "hidden", UNSEEN));
	}

	@Test
	void asynchronousCallsAreBeyondTheGate() {
		AdvisorChain advice = advice(proxy(new AsyncExecutionInterceptor(null)), "plain");
		assertThat(advice.obstacle()).isNotNull();
		assertThat(advice.barrier()).asString().contains("on another thread");
	}

	@Test
	void cacheIsTold() {
		assertThat(advice(proxy(new CacheInterceptor()), "plain").isCached()).isTrue();
		assertThat(advice(proxy(new TransactionInterceptor()), "plain").isCached()).isFalse();
	}

	@Test
	void authorisationIsTold() {
		assertThat(advice(proxy(preAuthorize()), "preAuthorize").isAuthorized()).isTrue();
		assertThat(advice(new Handlers(), "preAuthorize").isAuthorized()).as("is meant to be").isTrue();
		assertThat(advice(proxy(preAuthorize()), "plain").isAuthorized()).isFalse();
	}

	@Test
	void ruleIsTold() {
		assertThat(advice(proxy(preAuthorize()), "preAuthorize").isRuled()).isTrue();
		assertThat(advice(proxy(preAuthorize()), "plain").isRuled()).isFalse();
		assertThat(advice(proxy(preAuthorize()), "postAuthorize").isRuled()).isFalse();
		assertThat(advice(new Handlers(), "preAuthorize").isRuled()).as("is not enforced").isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void rules(String name, Object bean, String method, boolean complete, boolean admitted) {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "", "USER"));
		try {
			Method found = Arrays.stream(Handlers.class.getDeclaredMethods())
				.filter((candidate) -> candidate.getName().equals(method))
				.findFirst()
				.orElseThrow();
			assertThat(AdvisorChain.rules(bean, found, SECURITY).admit(new Object[] { 1 }, complete))
				.isEqualTo(admitted);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	static Stream<Arguments> rules() {
		Advisor filter = new PreFilterAuthorizationMethodInterceptor();
		return Stream.of(Arguments.of("no proxy", new Handlers(), "plain", false, true),
				Arguments.of("no proxy, annotated", new Handlers(), "preAuthorize", false, true),
				Arguments.of("no advice", proxy(), "plain", false, true),
				Arguments.of("rule that denies", proxy(preAuthorize()), "preAuthorize", true, false),
				Arguments.of("rule that admits", proxy(preAuthorize()), "admitting", true, true),
				Arguments.of("rule of another method", proxy(preAuthorize()), "plain", true, true),
				Arguments.of("own manager, all arguments", proxy(ownManager()), "admitting", true, true),
				Arguments.of("own manager, not all arguments", proxy(ownManager()), "admitting", false, false),
				Arguments.of("rule that names arguments", proxy(preAuthorize()), "ofArguments", true, true),
				Arguments.of("rule that names arguments, not all", proxy(preAuthorize()), "ofArguments", false, false),
				Arguments.of("transaction and cache", proxy(new TransactionInterceptor(), new CacheInterceptor()),
						"plain", true, true),
				Arguments.of("invocation exposed", proxy(ExposeInvocationInterceptor.ADVISOR), "plain", true, true),
				Arguments.of("advice that may judge", proxy(before()), "plain", true, false),
				Arguments.of("advice that may judge, of another method", proxy(advisor("other", around())), "plain",
						true, true),
				Arguments.of("rule that judges the result",
						proxy(AuthorizationManagerAfterMethodInterceptor.postAuthorize()), "postAuthorize", true,
						false),
				Arguments.of("filter of arguments", proxy(filter), "filtered", true, true),
				Arguments.of("frozen", frozen(), "plain", true, true),
				Arguments.of("frozen, annotated", frozen(), "preAuthorize", true, false),
				Arguments.of("changing targets, annotated", changing(), "preAuthorize", true, false),
				Arguments.of("foreign proxy", foreign(), "plain", true, true));
	}

	private static Advisor ownManager() {
		return AuthorizationManagerBeforeMethodInterceptor
			.preAuthorize((authentication, call) -> new AuthorizationDecision(true));
	}

	private static AdvisorChain advice(Object bean, String method) {
		Class<?> mapped = (bean instanceof Api && !(bean instanceof Handlers)) ? Api.class : Handlers.class;
		Method found = Arrays.stream(mapped.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(method))
			.findFirst()
			.orElseThrow();
		return AdvisorChain.of(bean, found, SECURITY);
	}

	private static Object proxy(Object... advice) {
		return proxy(true, advice);
	}

	private static Object interfaces(Object... advice) {
		return proxy(false, advice);
	}

	private static Object proxy(boolean targetClass, Object... advice) {
		ProxyFactory factory = new ProxyFactory(new Handlers());
		factory.setProxyTargetClass(targetClass);
		for (Object each : advice) {
			if (each instanceof Advisor advisor) {
				factory.addAdvisor(advisor);
			}
			else {
				factory.addAdvice((Advice) each);
			}
		}
		return factory.getProxy();
	}

	private static Object frozen() {
		ProxyFactory factory = new ProxyFactory(new Handlers());
		factory.setProxyTargetClass(true);
		factory.setFrozen(true);
		return factory.getProxy();
	}

	private static Object changing() {
		ProxyFactory factory = new ProxyFactory();
		factory.setTargetSource(new HotSwappableTargetSource(new Handlers()));
		factory.setProxyTargetClass(true);
		return factory.getProxy();
	}

	private static Object scoped() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerBeanDefinition("scopedTarget.handlers", new RootBeanDefinition(Handlers.class));
		RootBeanDefinition proxy = new RootBeanDefinition(ScopedProxyFactoryBean.class);
		proxy.getPropertyValues().add("targetBeanName", "scopedTarget.handlers");
		beans.registerBeanDefinition("handlers", proxy);
		return beans.getBean("handlers");
	}

	private static Object proxyOf(Object proxy) {
		ProxyFactory factory = new ProxyFactory(proxy);
		factory.setProxyTargetClass(true);
		return factory.getProxy();
	}

	private static Object foreign() {
		Handlers target = new Handlers();
		return Proxy.newProxyInstance(AdvisorChainTests.class.getClassLoader(), new Class<?>[] { Api.class },
				(proxy, method, arguments) -> method.invoke(target, arguments));
	}

	private static MethodBeforeAdvice before() {
		return (method, arguments, target) -> {
		};
	}

	private static MethodInterceptor around() {
		return MethodInvocation::proceed;
	}

	private static Advisor advisor(String method, Advice advice) {
		NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
		pointcut.addMethodName(method);
		return new DefaultPointcutAdvisor(pointcut, advice);
	}

	private static Advisor guard(Advice advice) {
		return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(Guard.class), advice);
	}

	private static Advisor preAuthorize() {
		return AuthorizationManagerBeforeMethodInterceptor.preAuthorize();
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Guard {

	}

	interface Api {

		String plain();

		@Guard
		String guarded();

	}

	static class Handlers implements Api {

		@Override
		public String plain() {
			return "plain";
		}

		@Override
		public String guarded() {
			return "guarded";
		}

		@PreAuthorize("denyAll")
		String preAuthorize() {
			return "preAuthorize";
		}

		@PostAuthorize("denyAll")
		String postAuthorize() {
			return "postAuthorize";
		}

		@PreAuthorize("hasAuthority('USER')")
		String admitting() {
			return "admitting";
		}

		@PreAuthorize("#id == 1")
		String ofArguments(int id) {
			return "of " + id;
		}

		@PreFilter("true")
		String filtered(List<String> ids) {
			return "filtered " + ids;
		}

		@Secured("NOBODY")
		String secured() {
			return "secured";
		}

		String packagePrivate() {
			return "packagePrivate";
		}

		final String unseen() {
			return hidden();
		}

		private String hidden() {
			return "hidden";
		}

	}

	@Secured("NOBODY")
	static class SecuredHandlers extends Handlers {

	}

	static class Dual implements MethodBeforeAdvice, AfterReturningAdvice {

		@Override
		public void before(Method method, @Nullable Object[] args, @Nullable Object target) {
		}

		@Override
		public void afterReturning(@Nullable Object result, Method method, @Nullable Object[] args,
				@Nullable Object target) {
			throw new IllegalStateException("not you");
		}

	}

	public static class Translating implements MethodBeforeAdvice, ThrowsAdvice {

		@Override
		public void before(Method method, @Nullable Object[] args, @Nullable Object target) {
		}

		public void afterThrowing(Exception ex) {
			throw new IllegalStateException(ex);
		}

	}

	static class BeforeAndAround implements MethodBeforeAdvice, MethodInterceptor {

		@Override
		public void before(Method method, @Nullable Object[] args, @Nullable Object target) {
		}

		@Override
		public @Nullable Object invoke(MethodInvocation call) throws Throwable {
			return call.proceed();
		}

	}

	@SuppressWarnings("serial")
	static class Refusing extends TransactionInterceptor {

		@Override
		public Object invoke(MethodInvocation call) {
			throw new IllegalStateException("not you");
		}

	}

	@SuppressWarnings("serial")
	static class RefusingCache extends CacheInterceptor {

		@Override
		public Object invoke(MethodInvocation call) {
			throw new IllegalStateException("not you");
		}

	}

}
