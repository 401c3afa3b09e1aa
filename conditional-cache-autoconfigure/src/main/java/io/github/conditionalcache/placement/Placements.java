package io.github.conditionalcache.placement;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.github.conditionalcache.ConditionalWrite;
import io.github.conditionalcache.handler.InvalidHandlerException;
import io.github.conditionalcache.handler.ReadPolicies;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.SecurityAnnotations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Where the gate stands for each handler, settled when the application starts. Any doubt
 * means late: read the version before the handler runs, but decide afterwards.
 * Thread-safe once settled.
 *
 * @since 0.1.0
 */
public final class Placements {

	private static final Log logger = LogFactory.getLog(Placements.class);

	private static final String NOT_ADAPTED = "not called by this library's RequestMappingHandlerAdapter "
			+ "(@EnableWebMvc or an adapter of the application's own replaces it, or is asked before it)";

	private static final String FIELDS = "their entity tag is sent as it is, and they may set fields that a 304 has to repeat "
			+ "(return the content alone and no view, and take no response, or declare a number or text)";

	private static final Placement UNSETTLED = Placement.unseen("it was mapped after the application had started");

	private final Map<HandlerMethod, Placement> places = new ConcurrentHashMap<>();

	private final Map<HandlerMethod, HandlerRules> readRules = new ConcurrentHashMap<>();

	private final BeanFactory beans;

	private volatile boolean datesProveAccess;

	private volatile boolean adapted = true;

	/**
	 * Creates the places.
	 * @param beans resolves handlers' beans
	 */
	public Placements(BeanFactory beans) {
		this.beans = beans;
	}

	public Placement of(HandlerMethod handler) {
		HandlerMethod registered = ReadPolicies.registered(handler);
		Placement place = this.places.get(registered);
		return (place != null) ? place : UNSETTLED;
	}

	/**
	 * Returns whether whoever gets as far as the gate may know what the handler is about:
	 * its services don't authorise, or it has a rule of its own.
	 * @param handler the handler
	 * @return {@code false} if a service may still deny
	 */
	public boolean proveAccess(HandlerMethod handler) {
		return this.datesProveAccess || of(handler).ruled();
	}

	/**
	 * Returns whether the rules of the handler of GET let the current user in.
	 * @param reader the handler
	 * @param arguments arguments of the write
	 * @return {@code false} also if that can't be told
	 */
	public boolean admitReader(WritePolicy.Reader reader, @Nullable Object[] arguments) {
		HandlerRules rules = this.readRules.get(reader.handler());
		return rules == null || reader.admits(rules, arguments);
	}

	/**
	 * Returns whether a date may decide early. It may not where services inside the
	 * handler authorise as well: anybody can send a date, without knowing anything.
	 * @return whether method security is off
	 */
	public boolean datesProveAccess() {
		return this.datesProveAccess;
	}

	/**
	 * Returns whether the handlers of GET that declare a version are called by an adapter
	 * with a gate.
	 * @return {@code false} if one is not
	 */
	public boolean areAdapted() {
		return this.adapted;
	}

	/**
	 * Settles where the gate stands for those of these handlers that declare a version.
	 * @param mapped handlers of the application
	 * @param gate the gate, which is put into the proxies that need it
	 * @param authorization tells which advice authorises
	 * @param adapted tells of a handler whether an adapter with a gate calls it
	 */
	public void settle(List<HandlerMethod> mapped, GatedHandlers gate, MethodAuthorization authorization,
			Predicate<HandlerMethod> adapted) {
		this.datesProveAccess = !authorization.isPresent();
		mapped.stream().filter(gate::isBeforeWrite).distinct().forEach((handler) -> {
			this.places.put(handler, writePlace(handler, gate, authorization, adapted.test(handler)));
			gate.readersOf(handler)
				.forEach((reader) -> this.readRules.computeIfAbsent(reader.handler(),
						(key) -> readRules(key, authorization)));
		});
		this.adapted = mapped.stream().filter(gate::isBeforeRead).allMatch(adapted);
		mapped.stream().filter(gate::isBeforeRead).distinct().forEach((handler) -> {
			Placement nowhere = nowhere(authorization, adapted.test(handler));
			Placement place = (nowhere != null) ? nowhere : place(handler, gate, authorization);
			if (place.reason() == null && !gate.mayAnswerEarly(handler)) {
				place = place.waiting("their version is that of the returned value");
			}
			else if (place.reason() == null && gate.waitsForFields(handler)) {
				place = place.waiting(FIELDS);
			}
			this.places.put(ReadPolicies.registered(handler), place);
		});
	}

	private static @Nullable Placement nowhere(MethodAuthorization authorization, boolean adapted) {
		if (!adapted) {
			return Placement.none("they are " + NOT_ADAPTED);
		}
		return authorization.isUnderstood() ? null
				: Placement.unseen("the advice of this version of Spring Security could not be told apart");
	}

	// A write is always checked, if need be before what authorises its result
	private Placement writePlace(HandlerMethod handler, GatedHandlers gate, MethodAuthorization authorization,
			boolean adapted) {
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
		AdvisorChain advice = AdvisorChain.of(bean, handler.getMethod(), authorization);
		String barrier = advice.barrier();
		if (barrier != null) {
			requireUnauthorized(handler, barrier, advice.isAuthorized());
			return Placement.HANDLER;
		}
		if (bean instanceof Advised proxy) {
			proxy.addAdvisor(proxy.getAdvisors().length, gate.deciding(advice.method()));
			return new Placement(Placement.Place.PROXY, advice.obstacle(), advice.isRuled());
		}
		return Placement.HANDLER;
	}

	private HandlerRules readRules(HandlerMethod reader, MethodAuthorization authorization) {
		try {
			Object bean = bean(reader);
			if (bean != null) {
				return authorization.isUnderstood() ? AdvisorChain.rules(bean, reader.getMethod(), authorization)
						: HandlerRules.UNKNOWN;
			}
		}
		catch (BeansException ex) {
			logger.debug("Nothing is known of the rules of " + reader.getShortLogMessage(), ex);
		}
		return authorization.isPresent() ? HandlerRules.UNKNOWN : HandlerRules.NONE;
	}

	private static void requireUnauthorized(HandlerMethod handler, String barrier, boolean authorized) {
		if (authorized) {
			throw new InvalidHandlerException(ConditionalWrite.class, handler.getShortLogMessage(),
					"can't be checked inside the handler's authorisation, because " + barrier,
					"Authorise by URL or in a service, or make the handler's bean a plain singleton.");
		}
	}

	private Placement place(HandlerMethod handler, GatedHandlers gate, MethodAuthorization authorization) {
		try {
			return place(handler, bean(handler), gate, authorization);
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

	private static Placement place(HandlerMethod handler, @Nullable Object bean, GatedHandlers gate,
			MethodAuthorization authorization) {
		if (bean == null) {
			return Placement.unseen("their bean is no singleton");
		}
		AdvisorChain advice = AdvisorChain.of(bean, handler.getMethod(), authorization);
		boolean proxied = bean instanceof Advised && advice.barrier() == null;
		if (advice.isOpaque()) {
			return Placement.none(String.valueOf(advice.barrier()));
		}
		if (!proxied) {
			return (advice.obstacle() != null) ? Placement.late(advice.obstacle()) : Placement.HANDLER;
		}
		Advised proxy = (Advised) bean;
		if (advice.obstacle() != null) {
			proxy.addAdvisor(proxy.getAdvisors().length, gate.deciding(advice.method()));
			return new Placement(Placement.Place.PROXY_LATE, advice.obstacle(), false);
		}
		proxy.addAdvisor(advice.position(), gate.deciding(advice.method()));
		if (advice.isCached()) {
			proxy.addAdvisor(proxy.getAdvisors().length, gate.running(advice.method()));
			return Placement.PROXY_CACHED.ruled(advice.isRuled());
		}
		return Placement.PROXY.ruled(advice.isRuled());
	}

}
