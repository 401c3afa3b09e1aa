package io.github.conditionalcache.placement;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.conditionalcache.placement.Lateness.Cause;
import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.security.MethodAuthorization;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.util.ClassUtils;

/**
 * The advice between Spring MVC and a handler's code, and where in it the gate may
 * decide: inside all that might refuse the call, outside of advice that must not see a
 * call that is not made.
 */
final class AdvisorChain {

	private final AdvisedMethod call;

	private final List<Advisor> all;

	private final List<Advisor> applying;

	private final MethodAuthorization authorization;

	private final AuthorizingAdvice authorizing;

	private final @Nullable ProxyBarrier unseen;

	private AdvisorChain(Object bean, AdvisedMethod call, MethodAuthorization authorization) {
		this.call = call;
		this.unseen = ProxyBarrier.of(bean, call);
		this.all = (this.unseen == null && bean instanceof Advised proxy) ? List.of(proxy.getAdvisors()) : List.of();
		this.applying = this.all.stream().filter(call::isAdvisedBy).toList();
		this.authorization = authorization;
		this.authorizing = new AuthorizingAdvice(call, this.applying, authorization);
	}

	/**
	 * Looks at a handler.
	 * @param bean its bean, proxied or not
	 * @param mapped the method that Spring MVC calls
	 * @param authorization tells which advice authorises
	 * @return the advice before it
	 */
	static AdvisorChain of(Object bean, Method mapped, MethodAuthorization authorization) {
		return new AdvisorChain(bean, AdvisedMethod.of(bean, mapped), authorization);
	}

	/**
	 * Finds the advice that decides who may call a handler.
	 * @param bean its bean, proxied or not
	 * @param mapped the method that Spring MVC calls
	 * @param authorization tells which advice authorises
	 * @return the rules
	 */
	static HandlerRules rules(Object bean, Method mapped, MethodAuthorization authorization) {
		AdvisorChain chain = of(bean, mapped, authorization);
		if (chain.unseen != null) {
			return chain.call.securityAnnotations().isEmpty() ? HandlerRules.NONE : HandlerRules.UNKNOWN;
		}
		Object target = (bean instanceof Advised proxy) ? ProxyBarrier.target(proxy) : null;
		if (target == null) {
			return HandlerRules.NONE;
		}
		boolean mayJudge = chain.applying.stream()
			.anyMatch((advisor) -> !authorization.authorizes(advisor) && KnownAdvice.mayJudge(advisor));
		return mayJudge ? HandlerRules.UNKNOWN : chain.authorizing.rules(target);
	}

	/**
	 * Returns the handler method of the class itself.
	 * @return the method
	 */
	Method method() {
		return this.call.method();
	}

	/**
	 * Returns where the gate belongs, if nothing keeps it from deciding.
	 * @return index in the proxy's advisors
	 */
	int position() {
		return IntStream.range(0, this.all.size())
			.filter((i) -> this.call.isAdvisedBy(this.all.get(i)) && KnownAdvice.isInner(this.all.get(i)))
			.findFirst()
			.orElse(this.all.size());
	}

	/**
	 * Returns why the gate may not decide before the handler runs.
	 * @return the reason, or {@code null} if it may
	 */
	@Nullable Lateness obstacle() {
		if (this.unseen != null) {
			return this.unseen.lateness();
		}
		return Stream.concat(obstructing(), notEnforced()).findFirst().orElse(null);
	}

	private Stream<Lateness> obstructing() {
		Stream<Lateness> inside = this.applying.stream()
			.dropWhile(Predicate.not(KnownAdvice::isInner))
			.filter(Predicate.not(KnownAdvice::isInner))
			.map((advisor) -> new Lateness(Cause.INNER_ADVICE, name(advisor)));
		Stream<Lateness> outside = this.applying.stream()
			.takeWhile(Predicate.not(KnownAdvice::isInner))
			.flatMap((advisor) -> Stream.ofNullable(obstacle(advisor)));
		return Stream.concat(outside, inside);
	}

	private @Nullable Lateness obstacle(Advisor advisor) {
		if (this.authorization.authorizes(advisor)) {
			return this.authorization.decidesBeforeCall(advisor) ? null
					: new Lateness(Cause.RESULT_AUTHORIZED, name(advisor));
		}
		return KnownAdvice.isDoneBeforeCall(advisor) ? null : new Lateness(Cause.RESULT_JUDGED, name(advisor));
	}

	private Stream<Lateness> notEnforced() {
		return this.call.securityAnnotations()
			.stream()
			.filter(Predicate.not(this.authorizing::isEnforcedBefore))
			.map((annotation) -> new Lateness(Cause.NOT_ENFORCED, ClassUtils.getShortName(annotation)));
	}

	/**
	 * Returns the reason why the gate can't be in the bean's proxy.
	 * @return the barrier, or {@code null} if there is none, or no proxy
	 */
	@Nullable ProxyBarrier barrier() {
		return (this.unseen != null) ? this.unseen : ProxyBarrier.among(this.applying);
	}

	/**
	 * Returns whether the handler's answer may come from a cache, and so be older than
	 * the version that is read before.
	 * @return whether it may
	 */
	boolean isCached() {
		return this.applying.stream().anyMatch(KnownAdvice.CACHE::is);
	}

	/**
	 * Returns whether calls of the method are authorised, or are meant to be.
	 * @return whether they are
	 */
	boolean isAuthorized() {
		return !this.call.securityAnnotations().isEmpty() || this.authorizing.isPresent();
	}

	/**
	 * Returns whether advice decides who may call the method, before it is called.
	 * @return {@code false} also if everybody may
	 */
	boolean isRuled() {
		return this.authorizing.isRuled();
	}

	private static String name(Advisor advisor) {
		return advisor.getAdvice().getClass().getName();
	}

}
