package io.github.conditionalcache.servlet;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.handler.HandlerIdentities;
import io.github.conditionalcache.handler.InvalidHandlerException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The servlets of Spring MVC that have an application context of their own. This library
 * knows nothing of their handlers. Those that write under preconditions must not be
 * served, as nothing would check them. Thread-safe.
 *
 * @since 0.1.0
 */
public final class OtherServlets {

	private static final Log logger = LogFactory.getLog(OtherServlets.class);

	private static final String REMEDY = "Map the handler in the main application context, or remove the annotation.";

	private final ApplicationContext own;

	private final OncePerMinute warnings;

	private final Map<Served, Boolean> refused = new ConcurrentHashMap<>();

	/**
	 * Creates the view of a context.
	 * @param own the context that has the beans of this library
	 * @param clock tells when to warn again
	 */
	public OtherServlets(ApplicationContext own, Clock clock) {
		this.own = own;
		this.warnings = new OncePerMinute(logger, clock);
	}

	/**
	 * Returns whether one of these servlets serves a request.
	 * @param request the request
	 * @return {@code false} if it is served from the context of this library, or by no
	 * servlet of Spring MVC
	 */
	public boolean serve(HttpServletRequest request) {
		Object context = request.getAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE);
		return context instanceof ApplicationContext other && !isOwn(other);
	}

	// Tests may wrap a context
	private boolean isOwn(ApplicationContext context) {
		return context.equals(this.own)
				|| context.getAutowireCapableBeanFactory().equals(this.own.getAutowireCapableBeanFactory());
	}

	/**
	 * Refuses a request that one of these servlets serves, if it is to be checked.
	 * @param handler the handler that is about to be called
	 * @param request the request
	 * @param response the response
	 * @throws WriteRefusedException if the handler writes under preconditions
	 */
	public void refuseWrite(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response) {
		if (request
			.getAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE) instanceof ApplicationContext context
				&& isRefused(
						new Served(context.getAutowireCapableBeanFactory(), HandlerIdentities.registered(handler)))) {
			this.warnings.warn(handler.getShortLogMessage(), handler.getShortLogMessage(),
					"refuses a write: it is mapped in another application context. " + REMEDY);
			UnreadContent.skip(request, response);
			throw new WriteRefusedException(WriteRefusedException.Reason.UNCHECKED, null, null);
		}
	}

	private boolean isRefused(Served handler) {
		Boolean known = this.refused.get(handler);
		return (known != null) ? known : this.refused.computeIfAbsent(handler,
				(met) -> new ForeignHandlers(met.beans()).isWrite(met.handler()));
	}

	/**
	 * Checks the handlers of a context that has been refreshed.
	 * @param context the context
	 * @throws InvalidHandlerException if one writes under preconditions
	 */
	public void check(ApplicationContext context) {
		if (isOwn(context)) {
			return;
		}
		ForeignHandlers handlers = new ForeignHandlers(context.getAutowireCapableBeanFactory());
		List<RequestMappingHandlerMapping> mappings = List
			.copyOf(context.getBeansOfType(RequestMappingHandlerMapping.class, true, false).values());
		mappings.forEach((mapping) -> mapping.getHandlerMethods().forEach((info, handler) -> {
			if (handlers.isMeantToWrite(info, handler)) {
				throw InvalidHandlerException.ofWrite(handler,
						"can't be checked, because the handler is mapped in another application context (%s)"
							.formatted(context.getDisplayName()),
						REMEDY);
			}
		}));
		List<String> reads = mappings.stream()
			.flatMap((mapping) -> mapping.getHandlerMethods().values().stream())
			.filter(handlers::isRead)
			.map(HandlerMethod::getShortLogMessage)
			.distinct()
			.sorted()
			.toList();
		if (!reads.isEmpty()) {
			logger.warn(("Handlers with @Cacheable304 in another application context (%s) are never answered 304: %s. "
					+ "Map them in the main one.")
				.formatted(context.getDisplayName(), reads));
		}
	}

	/**
	 * A handler of another servlet. Two servlets may have beans of the same name.
	 *
	 * @param beans the beans of the servlet's context
	 * @param handler the handler, as it was mapped
	 */
	private record Served(BeanFactory beans, HandlerMethod handler) {

	}

}
