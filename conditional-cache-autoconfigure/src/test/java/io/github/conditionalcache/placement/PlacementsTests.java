package io.github.conditionalcache.placement;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import io.github.conditionalcache.Cacheable304.Strength;
import io.github.conditionalcache.handler.AnswerTraits;
import io.github.conditionalcache.handler.HandlerIdentities;
import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.placement.Placement.Place;
import io.github.conditionalcache.placement.Placement.Proof;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.SpringSecurityAuthorization;
import io.github.conditionalcache.selector.handler.HandlerSelectors;
import io.github.conditionalcache.storing.StoringPolicy;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.ExpressionPart;
import io.github.conditionalcache.version.expression.HandlerExpression;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Placements}.
 */
class PlacementsTests {

	private static final Lateness NO_BEAN = Lateness.of(Lateness.Cause.NO_BEAN);

	private static final MethodAuthorization SECURITY = new SpringSecurityAuthorization(
			() -> List.of(AuthorizationManagerBeforeMethodInterceptor.preAuthorize()));

	private static final Advisor DECIDING = new DefaultPointcutAdvisor(new Named("deciding"));

	private static final Advisor RUNNING = new DefaultPointcutAdvisor(new Named("running"));

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private MethodAuthorization authorization = MethodAuthorization.NONE;

	private static MethodBeforeAdvice before() {
		return (method, arguments, target) -> {
		};
	}

	private Placements placements() {
		return new Placements(this.beans, this.authorization, new Marked());
	}

	private Object bean(String kind) {
		return switch (kind) {
			case "plain" -> new Handlers();
			case "before" -> proxy(before());
			case "transaction" -> proxy(before(), new TransactionInterceptor());
			case "cache" -> proxy(before(), new CacheInterceptor());
			case "around" -> proxy((MethodInterceptor) MethodInvocation::proceed, before());
			case "rule" -> proxy(AuthorizationManagerBeforeMethodInterceptor.preAuthorize());
			case "frozen" -> frozen();
			default -> named(kind);
		};
	}

	private String named(String name) {
		this.beans.registerSingleton("singleton", new Handlers());
		RootBeanDefinition prototype = new RootBeanDefinition(Handlers.class);
		prototype.setScope("prototype");
		this.beans.registerBeanDefinition("prototype", prototype);
		this.beans.registerBeanDefinition("failing", new RootBeanDefinition(Handlers.class, () -> {
			throw new BeanCreationException("failing");
		}));
		return name;
	}

	private static Object proxy(Object... advice) {
		ProxyFactory factory = new ProxyFactory(new Handlers());
		factory.setProxyTargetClass(true);
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

	private HandlerMethod handler(Object bean, String name) {
		Method method = method(name);
		return (bean instanceof String text) ? new HandlerMethod(text, this.beans, method)
				: new HandlerMethod(bean, method);
	}

	private static Method method(String name) {
		return Arrays.stream(Handlers.class.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private DeclaredVersion declared(Method handler, String version) {
		DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
		return new DeclaredVersion(handler, names,
				List.of(ExpressionPart.version(HandlerExpression.parse(version, handler, names, this.beans))));
	}

	private ReadPolicy policy(String method, @Nullable String version, boolean setsFields) {
		try {
			DeclaredVersion declared = (version != null) ? declared(method(method), version) : null;
			return new ReadPolicy(
					new HandlerIdentity(Object.class, method(method), method(method), "Books.get", "Books#get"), true,
					StoringPolicy.NONE, HandlerSelectors.NONE, Strength.STRONG,
					new AnswerTraits(false, false, false, setsFields), declared, declared, null);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			bean,        method, secured, adapted, place,        reason
			plain,       get,    false,   true,    HANDLER,
			singleton,   get,    false,   true,    HANDLER,
			plain,       ruled,  true,    true,    LATE,         no advice was found that enforces @PreAuthorize
			before,      get,    false,   true,    PROXY,
			transaction, get,    false,   true,    PROXY,
			cache,       get,    false,   true,    PROXY_CACHED,
			around,      get,    false,   true,    PROXY_LATE,   may judge what they return
			rule,        ruled,  true,    true,    PROXY,
			before,      ruled,  true,    true,    PROXY_LATE,   no advice was found that enforces @PreAuthorize
			before,      sealed, false,   true,    LATE,         see calls of methods that are final
			frozen,      get,    false,   true,    NONE,         frozen
			prototype,   get,    false,   true,    UNSEEN,       their bean is no singleton
			failing,     get,    false,   true,    UNSEEN,       their bean could not be had
			plain,       get,    false,   false,   NONE,         not called by
			""")
	void readHasItsGateWhereAdviceLetsIt(String bean, String method, boolean secured, boolean adapted, Place place,
			@Nullable String reason) {
		this.authorization = secured ? SECURITY : MethodAuthorization.NONE;
		Placement found = placements().ofRead(handler(bean(bean), method), policy(method, "#id", false), adapted);
		assertThat(found.place()).isEqualTo(place);
		if (reason == null) {
			assertThat(found.lateness()).isNull();
		}
		else {
			assertThat(found.lateness()).asString().contains(reason);
		}
		assertThat(found.provesAccess()).isEqualTo(!secured || bean.equals("rule"));
		assertThat(found.provesDates()).isEqualTo(!secured);
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			bean,        deciding, running
			before,      1,        -1
			transaction, 1,        -1
			cache,       1,        3
			around,      2,        -1
			""")
	void readHasItsAdviceInTheProxy(String bean, int deciding, int running) {
		Object proxy = bean(bean);
		placements().ofRead(handler(proxy, "get"), policy("get", "#id", false), true);
		List<Advisor> advisors = List.of(((Advised) proxy).getAdvisors());
		assertThat(advisors.indexOf(DECIDING)).isEqualTo(deciding);
		assertThat(advisors.indexOf(RUNNING)).isEqualTo(running);
	}

	@Test
	void readHasNoGateWhereAdviceIsNotUnderstood() {
		this.authorization = new Unknown();
		Placement found = placements().ofRead(handler(new Handlers(), "get"), policy("get", "#id", false), true);
		assertThat(found.place()).isEqualTo(Place.UNSEEN);
		assertThat(found.lateness()).asString().contains("could not be told apart");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			method, version,          setsFields, reason
			get,    '#id',            false,
			get,    '#id',            true,
			get,    '#result.length()', false,    that of the returned value
			tag,    '#tag',           false,
			tag,    '#tag',           true,       their entity tag is sent as it is
			""")
	void readWaitsForWhatIsKnownLate(String method, String version, boolean setsFields, @Nullable String reason) {
		Placement found = placements().ofRead(handler(new Handlers(), method), policy(method, version, setsFields),
				true);
		assertThat(found.place()).isEqualTo(Place.HANDLER);
		if (reason == null) {
			assertThat(found.lateness()).isNull();
		}
		else {
			assertThat(found.lateness()).asString().contains(reason);
		}
	}

	@Test
	void readKeepsItsFirstReason() {
		Placement found = placements().ofRead(handler(new Handlers(), "get"), policy("get", "#result.length()", false),
				false);
		assertThat(found.lateness()).asString().contains("not called by");
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			bean,      method, place,   ruled, reserved
			plain,     get,    HANDLER, false, false
			plain,     ruled,  HANDLER, false, false
			before,    get,    PROXY,   false, false
			around,    get,    PROXY,   false, true
			rule,      ruled,  PROXY,   true,  false
			frozen,    get,    HANDLER, false, false
			prototype, get,    HANDLER, false, false
			""")
	void writeIsCheckedInsideAllAdvice(String bean, String method, Place place, boolean ruled, boolean reserved) {
		this.authorization = SECURITY;
		Object resolved = bean(bean);
		Placement found = ofWrite(handler(resolved, method), true);
		assertThat(found.place()).isEqualTo(place);
		assertThat(found.provesAccess()).isEqualTo(ruled);
		assertThat(found.provesDates()).isFalse();
		assertThat(found.lateness() != null).isEqualTo(reserved);
		if (place == Place.PROXY) {
			Advisor[] advisors = ((Advised) resolved).getAdvisors();
			assertThat(advisors[advisors.length - 1]).isSameAs(DECIDING);
		}
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			bean,      method, adapted, rule
			plain,     get,    false,   not called by
			frozen,    ruled,  true,    frozen
			prototype, ruled,  true,    their bean is no singleton
			""")
	void writeThatCannotBeCheckedStopsTheStart(String bean, String method, boolean adapted, String rule) {
		this.authorization = SECURITY;
		HandlerMethod handler = handler(bean(bean), method);
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> ofWrite(handler, adapted))
			.withMessageContaining(rule);
	}

	private Placement ofWrite(HandlerMethod handler, boolean adapted) {
		return placements().ofWrite(handler, new HandlerIdentities(this.beans).of(handler), adapted);
	}

	// The annotations stand on the class, which a proxy of interfaces does not show
	@Test
	void writeOfAScopedProxyOfInterfacesIsAuthorisedByItsClass() {
		RootBeanDefinition target = new RootBeanDefinition(RuledWriter.class);
		target.setScope("prototype");
		BeanDefinitionHolder proxy = ScopedProxyUtils.createScopedProxy(new BeanDefinitionHolder(target, "writer"),
				this.beans, false);
		((RootBeanDefinition) proxy.getBeanDefinition()).setScope("prototype");
		this.beans.registerBeanDefinition("writer", proxy.getBeanDefinition());
		this.authorization = SECURITY;
		HandlerMethod handler = new HandlerMethod("writer", this.beans,
				ReflectionUtils.findMethod(Writer.class, "write"));
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> ofWrite(handler, true))
			.withMessageContaining("their bean is no singleton");
	}

	@Test
	void datesAndAccessAreProvedWhereNobodyAuthorises() {
		HandlerMethod handler = handler(new Handlers(), "get");
		assertThat(ofWrite(handler, true)).isEqualTo(Placement.HANDLER.proving(Proof.ALL));
		this.authorization = SECURITY;
		assertThat(ofWrite(handler, true)).isEqualTo(Placement.HANDLER.proving(Proof.NOTHING));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			proof,   access, dates
			NOTHING, false,  false
			ACCESS,  true,   false
			ALL,     true,   true
			""")
	void datesNeedMoreThanAccess(Proof proof, boolean access, boolean dates) {
		assertThat(Placement.PROXY.proving(proof).provesAccess()).isEqualTo(access);
		assertThat(Placement.PROXY.proving(proof).provesDates()).isEqualTo(dates);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readWithoutAVersionNeedsNoGate(boolean secured) {
		this.authorization = secured ? SECURITY : MethodAuthorization.NONE;
		Placement found = placements().ofRead(handler(new Handlers(), "get"), policy("get", null, false), true);
		assertThat(found).isEqualTo(Placement.NOT_NEEDED.proving(secured ? Proof.NOTHING : Proof.ALL));
	}

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			bean,      secured, rules
			plain,     true,    none
			plain,     false,   none
			rule,      true,    own
			prototype, true,    unknown
			prototype, false,   none
			failing,   true,    unknown
			failing,   false,   none
			""")
	void rulesAreThoseOfTheProxy(String bean, boolean secured, String rules) {
		this.authorization = secured ? SECURITY : MethodAuthorization.NONE;
		HandlerRules found = placements().rulesOf(handler(bean(bean), "ruled"));
		switch (rules) {
			case "none" -> assertThat(found).isSameAs(HandlerRules.NONE);
			case "unknown" -> assertThat(found).isSameAs(HandlerRules.UNKNOWN);
			default -> assertThat(found).isNotIn(HandlerRules.NONE, HandlerRules.UNKNOWN);
		}
	}

	@Test
	void rulesAreUnknownWhereAdviceIsNotUnderstood() {
		this.authorization = new Unknown();
		assertThat(placements().rulesOf(handler(new Handlers(), "get"))).isSameAs(HandlerRules.UNKNOWN);
	}

	@Test
	void placementsKeepWhatTheyAreNotToldOf() {
		assertThat(Placement.late(NO_BEAN).proving(Proof.ACCESS))
			.isEqualTo(new Placement(Place.LATE, NO_BEAN, Proof.ACCESS));
		assertThat(Placement.PROXY.proving(Proof.ALL).waiting(Lateness.Cause.NO_BEAN))
			.isEqualTo(new Placement(Place.PROXY, NO_BEAN, Proof.ALL));
	}

	/**
	 * Advice that does nothing.
	 *
	 * @param name tells it from others
	 */
	record Named(String name) implements MethodBeforeAdvice {

		@Override
		public void before(Method method, @Nullable Object[] arguments, @Nullable Object target) {
		}

	}

	/**
	 * Gives advice that a test knows again.
	 */
	static final class Marked implements GateAdvisors {

		@Override
		public Advisor deciding(Method handler) {
			return DECIDING;
		}

		@Override
		public Advisor running(Method handler) {
			return RUNNING;
		}

	}

	/**
	 * A version of Spring Security that is not known.
	 */
	static final class Unknown implements MethodAuthorization {

		@Override
		public boolean isPresent() {
			return true;
		}

		@Override
		public boolean isUnderstood() {
			return false;
		}

		@Override
		public boolean authorizes(Advisor advisor) {
			return false;
		}

		@Override
		public boolean decidesBeforeCall(Advisor advisor) {
			return false;
		}

		@Override
		public boolean enforces(Advisor advisor, String annotation) {
			return false;
		}

	}

	static class Handlers {

		String get(int id) {
			return "book " + id;
		}

		String tag(EntityTag tag) {
			return "book " + tag;
		}

		final String sealed(int id) {
			return "book " + id;
		}

		@PreAuthorize("denyAll")
		String ruled(int id) {
			return "book " + id;
		}

	}

	interface Writer {

		void write();

	}

	static class RuledWriter implements Writer {

		@Override
		@PreAuthorize("hasRole('WRITER')")
		public void write() {
		}

	}

}
