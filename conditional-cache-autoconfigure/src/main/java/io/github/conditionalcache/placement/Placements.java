package io.github.conditionalcache.placement;

import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.SecurityAnnotations;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds where the gate stands for a handler, when the application starts. Any doubt means
 * late: the version is read before the handler runs, but decides afterwards. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Placements {

	private static final Log logger = LogFactory.getLog(Placements.class);

	private static final String NOT_ADAPTED = "not called by this library's RequestMappingHandlerAdapter "
			+ "(@EnableWebMvc or an adapter of the application's own replaces it, or is asked before it)";

	private static final String FIELDS = "their entity tag is sent as it is, and they may set fields that a 304 has to repeat "
			+ "(return the content alone and no view, and take no response, or declare a number or text)";

	private final BeanFactory beans;

	private final MethodAuthorization authorization;

	private final GateAdvisors advisors;

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
		DeclaredVersion used = policy.used();
		if (used == null) {
			return proven(Placement.NOT_NEEDED);
		}
		Placement nowhere = nowhere(adapted);
		Placement placement = proven((nowhere != null) ? nowhere : place(handler));
		if (placement.reason() == null && !used.isEarly()) {
			return placement.waiting("their version is that of the returned value");
		}
		return (placement.reason() == null && policy.waitsForFields()) ? placement.waiting(FIELDS) : placement;
	}

	private Placement proven(Placement placement) {
		return this.authorization.isPresent() ? placement : placement.proving(Placement.Proof.ALL);
	}

	private static Placement.Proof proofOf(AdvisorChain advice) {
		return advice.isRuled() ? Placement.Proof.ACCESS : Placement.Proof.NOTHING;
	}

	private @Nullable Placement nowhere(boolean adapted) {
		if (!adapted) {
			return Placement.none("they are " + NOT_ADAPTED);
		}
		return this.authorization.isUnderstood() ? null
				: Placement.unseen("the advice of this version of Spring Security could not be told apart");
	}

	/**
	 * Finds where the gate stands before a handler that writes, and puts it into the
	 * bean's proxy if it belongs there. A write is always checked, if need be before the
	 * advice that authorises its result.
	 * @param handler the handler
	 * @param adapted whether an adapter with a gate calls it
	 * @return the placement
	 * @throws InvalidHandlerException if nothing could check the write, or only before
	 * the user is authorised
	 */
	public Placement ofWrite(HandlerMethod handler, boolean adapted) {
		return proven(checked(handler, adapted));
	}

	private Placement checked(HandlerMethod handler, boolean adapted) {
		if (!adapted) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"can't be checked, because the handler is " + NOT_ADAPTED,
					"Remove @EnableWebMvc, or the RequestMappingHandlerAdapter in your WebMvcRegistrations, or have your HandlerAdapter not support the handler.");
		}
		Object bean = bean(handler);
		if (bean == null) {
			requireUnauthorized(handler, "the bean is no singleton",
					!SecurityAnnotations.of(handler.getMethod(), ClassUtils.getUserClass(handler.getBeanType()))
						.isEmpty());
			return Placement.HANDLER;
		}
		AdvisorChain advice = AdvisorChain.of(bean, handler.getMethod(), this.authorization);
		String barrier = advice.barrier();
		if (barrier != null) {
			requireUnauthorized(handler, barrier, advice.isAuthorized());
			return Placement.HANDLER;
		}
		if (bean instanceof Advised proxy) {
			proxy.addAdvisor(proxy.getAdvisors().length, this.advisors.deciding(advice.method()));
			return new Placement(Placement.Place.PROXY, advice.obstacle(), proofOf(advice));
		}
		return Placement.HANDLER;
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

	private static void requireUnauthorized(HandlerMethod handler, String barrier, boolean authorized) {
		if (authorized) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"can't be checked inside the handler's authorisation, because " + barrier,
					"Authorise by URL or in a service, or make the handler's bean a plain singleton.");
		}
	}

	private Placement place(HandlerMethod handler) {
		try {
			return place(handler, bean(handler));
		}
		catch (BeansException ex) {
			logger.debug("No gate before " + handler.getShortLogMessage(), ex);
			return Placement.unseen("their bean could not be had when the application started");
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
			return Placement.unseen("their bean is no singleton");
		}
		AdvisorChain advice = AdvisorChain.of(bean, handler.getMethod(), this.authorization);
		boolean proxied = bean instanceof Advised && advice.barrier() == null;
		if (advice.isOpaque()) {
			return Placement.none(String.valueOf(advice.barrier()));
		}
		if (!proxied) {
			return (advice.obstacle() != null) ? Placement.late(advice.obstacle()) : Placement.HANDLER;
		}
		Advised proxy = (Advised) bean;
		if (advice.obstacle() != null) {
			proxy.addAdvisor(proxy.getAdvisors().length, this.advisors.deciding(advice.method()));
			return new Placement(Placement.Place.PROXY_LATE, advice.obstacle(), Placement.Proof.NOTHING);
		}
		proxy.addAdvisor(advice.position(), this.advisors.deciding(advice.method()));
		if (advice.isCached()) {
			proxy.addAdvisor(proxy.getAdvisors().length, this.advisors.running(advice.method()));
			return Placement.PROXY_CACHED.proving(proofOf(advice));
		}
		return Placement.PROXY.proving(proofOf(advice));
	}

}
