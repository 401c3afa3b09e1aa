package io.github.conditionalcache.webmvc;

import java.time.Clock;
import java.util.Collections;
import java.util.List;

import io.github.conditionalcache.precondition.PreconditionOutcome;
import io.github.conditionalcache.precondition.Preconditions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/**
 * Attaches the policy of a managed handler to the request, and holds a view's content
 * back. It never answers: at {@code preHandle} neither arguments nor method security have
 * been checked. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ConditionalCacheInterceptor implements HandlerInterceptor {

	private final HandlerPolicies policies;

	private final Decision decision;

	private final Clock clock;

	/**
	 * Creates the interceptor.
	 * @param policies the handlers' policies
	 * @param decision decides from validators
	 * @param clock tells how two-digit years are meant
	 */
	public ConditionalCacheInterceptor(HandlerPolicies policies, Decision decision, Clock clock) {
		this.policies = policies;
		this.decision = decision;
		this.clock = clock;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		HandlerPolicy policy = this.policies.get(handler);
		if (policy != null && isOfItsOwn(request.getDispatcherType()) && Exchange.of(request) == null) {
			ConditionalResponse conditional = WebUtils.getNativeResponse(response, ConditionalResponse.class);
			if (conditional != null) {
				attach(request, conditional, policy);
			}
		}
		return true;
	}

	private static boolean isOfItsOwn(DispatcherType type) {
		return type != DispatcherType.ERROR && type != DispatcherType.INCLUDE;
	}

	private void attach(HttpServletRequest request, ConditionalResponse response, HandlerPolicy policy) {
		Preconditions preconditions = Preconditions.parse(request.getMethod(), (name) -> lines(request, name),
				this.clock.instant());
		Exchange exchange = new Exchange(policy, pattern(request), preconditions, request, response);
		exchange.attachTo(request);
		response.manage(exchange);
	}

	private static List<String> lines(HttpServletRequest request, String name) {
		return Collections.list(request.getHeaders(name));
	}

	private static String pattern(HttpServletRequest request) {
		Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		return (pattern != null) ? pattern.toString() : "UNKNOWN";
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView modelAndView) {
		Exchange exchange = Exchange.of(request);
		if (request.getDispatcherType() == DispatcherType.INCLUDE || modelAndView == null || !modelAndView.hasView()
				|| exchange == null || !exchange.isUndecided()
				|| !exchange.policy().equals(this.policies.get(handler))) {
			return;
		}
		PreconditionOutcome outcome = isGuarded(exchange, modelAndView) ? null
				: this.decision.decideByKnown(exchange, response);
		if (outcome == null) {
			exchange.response().hold();
		}
		else if (outcome != PreconditionOutcome.PROCEED) {
			modelAndView.clear();
		}
	}

	private static boolean isGuarded(Exchange exchange, ModelAndView modelAndView) {
		return exchange.policy().guarded()
				|| modelAndView.getModel().values().stream().anyMatch(SecurityAnnotations::isGuarded);
	}

}
