package io.github.conditionalcache.placement;

import io.github.conditionalcache.handler.HandlerIdentity;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.placement.Lateness.Cause;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.SecurityAnnotations;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds where the gate stands for a handler that writes. A write is always checked: where
 * there is no place inside the authorisation, the application does not start.
 *
 * @param authorization knows which advice authorises
 * @param advisors make the gate for the proxies that need it
 */
record WritePlacements(MethodAuthorization authorization, GateAdvisors advisors) {

	static void requireAdapted(HandlerMethod handler, boolean adapted) {
		if (!adapted) {
			throw InvalidHandlerException.ofWrite(handler,
					"can't be checked, because " + Lateness.of(Cause.NOT_ADAPTED),
					"Remove @EnableWebMvc, or the RequestMappingHandlerAdapter in your WebMvcRegistrations, or have your HandlerAdapter not support the handler.");
		}
	}

	Placement of(HandlerMethod handler, HandlerIdentity identity, @Nullable Object bean) {
		if (bean == null) {
			requireUnauthorized(handler, Lateness.of(Cause.NO_SINGLETON),
					!SecurityAnnotations.of(identity.method(), identity.type()).isEmpty());
			return Placement.HANDLER;
		}
		AdvisorChain advice = AdvisorChain.of(bean, handler.getMethod(), this.authorization);
		ProxyBarrier barrier = advice.barrier();
		if (barrier != null) {
			requireUnauthorized(handler, barrier.lateness(), advice.isAuthorized());
			return Placement.HANDLER;
		}
		if (bean instanceof Advised proxy) {
			proxy.addAdvisor(proxy.getAdvisors().length, this.advisors.deciding(advice.method()));
			return new Placement(Placement.Place.PROXY, advice.obstacle(), Placement.Proof.behind(advice.isRuled()));
		}
		return Placement.HANDLER;
	}

	private static void requireUnauthorized(HandlerMethod handler, Lateness lateness, boolean authorized) {
		if (authorized) {
			throw InvalidHandlerException.ofWrite(handler,
					"can't be checked inside the handler's authorisation, because " + lateness,
					"Authorise by URL or in a service, or make the handler's bean a plain singleton.");
		}
	}

}
