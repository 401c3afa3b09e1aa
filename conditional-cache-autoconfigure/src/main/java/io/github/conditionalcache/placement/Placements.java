package io.github.conditionalcache.placement;

import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.placement.Lateness.Cause;
import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.security.MethodAuthorization;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds where the gate stands for a handler, when the application starts. Any doubt means
 * late: the version is read before the handler runs, but decides afterwards. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Placements {

	private static final Log logger = LogFactory.getLog(Placements.class);

	private final BeanFactory beans;

	private final MethodAuthorization authorization;

	private final GateAdvisors advisors;

	private final WritePlacements writes;

	/**
	 * Creates the placements.
	 * @param beans resolves handlers' beans
	 * @param authorization knows which advice authorises
	 * @param advisors make the gate for the proxies that need it
	 */
	public Placements(BeanFactory beans, MethodAuthorization authorization, GateAdvisors advisors) {
		this.beans = beans;
		this.authorization = authorization;
		this.advisors = advisors;
		this.writes = new WritePlacements(authorization, advisors);
	}

	/**
	 * Finds where the gate stands before a handler that reads, and puts it into the
	 * bean's proxy if it belongs there.
	 * @param handler the handler
	 * @param policy its policy
	 * @param adapted whether an adapter with a gate calls it
	 * @return the placement
	 */
	public Placement ofRead(HandlerMethod handler, ReadPolicy policy, boolean adapted) {
		if (policy.used() == null) {
			return proven(Placement.NOT_NEEDED);
		}
		Placement nowhere = nowhere(adapted);
		Placement placement = proven((nowhere != null) ? nowhere : place(handler));
		if (placement.mayBeEarly() && !policy.isEarly()) {
			return placement.waiting(Cause.RETURNED_VALUE);
		}
		return (placement.mayBeEarly() && policy.waitsForFields()) ? placement.waiting(Cause.OWN_FIELDS) : placement;
	}

	private Placement proven(Placement placement) {
		return this.authorization.isPresent() ? placement : placement.proving(Placement.Proof.ALL);
	}

	private @Nullable Placement nowhere(boolean adapted) {
		if (!adapted) {
			return Placement.none(Lateness.of(Cause.NOT_ADAPTED));
		}
		return this.authorization.isUnderstood() ? null : Placement.unseen(Lateness.of(Cause.SECURITY_UNKNOWN));
	}

	/**
	 * Finds where the gate stands before a handler that writes, and puts it into the
	 * bean's proxy if it belongs there. A write is always checked, if need be before the
	 * advice that authorises its result.
	 * @param handler the handler
	 * @param identity the class and the method that annotations stand on
	 * @param adapted whether an adapter with a gate calls it
	 * @return the placement
	 * @throws InvalidHandlerException if nothing could check the write, or only before
	 * the user is authorised
	 */
	public Placement ofWrite(HandlerMethod handler, HandlerIdentity identity, boolean adapted) {
		WritePlacements.requireAdapted(handler, adapted);
		return proven(this.writes.of(handler, identity, bean(handler)));
	}

	/**
	 * Finds the advice that decides who may call a handler.
	 * @param reader the handler
	 * @return the rules
	 */
	public HandlerRules rulesOf(HandlerMethod reader) {
		try {
			Object bean = bean(reader);
			if (bean != null) {
				return this.authorization.isUnderstood()
						? AdvisorChain.rules(bean, reader.getMethod(), this.authorization) : HandlerRules.UNKNOWN;
			}
		}
		catch (BeansException ex) {
			logger.debug("Nothing is known of the rules of " + reader.getShortLogMessage(), ex);
		}
		return this.authorization.isPresent() ? HandlerRules.UNKNOWN : HandlerRules.NONE;
	}

	private Placement place(HandlerMethod handler) {
		try {
			return place(handler, bean(handler));
		}
		catch (BeansException ex) {
			logger.debug("No gate before " + handler.getShortLogMessage(), ex);
			return Placement.unseen(Lateness.of(Cause.NO_BEAN));
		}
	}

	private @Nullable Object bean(HandlerMethod handler) {
		if (handler.getBean() instanceof String name) {
			return this.beans.isSingleton(name) ? this.beans.getBean(name) : null;
		}
		return handler.getBean();
	}

	private Placement place(HandlerMethod handler, @Nullable Object bean) {
		if (bean == null) {
			return Placement.unseen(Lateness.of(Cause.NO_SINGLETON));
		}
		AdvisorChain advice = AdvisorChain.of(bean, handler.getMethod(), this.authorization);
		ProxyBarrier barrier = advice.barrier();
		if (barrier != null && barrier.hidesAdvice()) {
			return Placement.none(barrier.lateness());
		}
		Lateness obstacle = advice.obstacle();
		if (barrier != null || !(bean instanceof Advised proxy)) {
			return (obstacle != null) ? Placement.late(obstacle) : Placement.HANDLER;
		}
		if (obstacle != null) {
			proxy.addAdvisor(proxy.getAdvisors().length, this.advisors.deciding(advice.method()));
			return new Placement(Placement.Place.PROXY_LATE, obstacle, Placement.Proof.NOTHING);
		}
		proxy.addAdvisor(advice.position(), this.advisors.deciding(advice.method()));
		if (advice.isCached()) {
			proxy.addAdvisor(proxy.getAdvisors().length, this.advisors.running(advice.method()));
			return Placement.PROXY_CACHED.proving(Placement.Proof.behind(advice.isRuled()));
		}
		return Placement.PROXY.proving(Placement.Proof.behind(advice.isRuled()));
	}

}
