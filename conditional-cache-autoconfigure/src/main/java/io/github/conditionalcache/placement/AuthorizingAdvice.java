package io.github.conditionalcache.placement;

import java.util.List;

import io.github.conditionalcache.security.HandlerRules;
import io.github.conditionalcache.security.MethodAuthorization;
import io.github.conditionalcache.security.SecurityAnnotations;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.Advisor;

/**
 * The advice before a handler that decides who may call it.
 */
final class AuthorizingAdvice {

	private static final String CONFIGURATION = "org.springframework.security.config.";

	private final AdvisedMethod call;

	private final List<Advisor> advisors;

	private final MethodAuthorization authorization;

	AuthorizingAdvice(AdvisedMethod call, List<Advisor> advisors, MethodAuthorization authorization) {
		this.call = call;
		this.advisors = advisors.stream().filter(authorization::authorizes).toList();
		this.authorization = authorization;
	}

	boolean isPresent() {
		return !this.advisors.isEmpty();
	}

	/**
	 * Returns whether it decides before the handler is called.
	 * @return {@code false} also if everybody may call it
	 */
	boolean isRuled() {
		return SecurityAnnotations.restricting(this.call.method(), this.call.type())
			.stream()
			.anyMatch(this::isEnforcedBefore)
				|| this.advisors.stream()
					.anyMatch((advisor) -> this.authorization.decidesBeforeCall(advisor) && !isOfAnnotations(advisor));
	}

	boolean isEnforcedBefore(String annotation) {
		return this.advisors.stream()
			.anyMatch((advisor) -> this.authorization.decidesBeforeCall(advisor)
					&& this.authorization.enforces(advisor, annotation));
	}

	HandlerRules rules(Object target) {
		List<Advisor> judging = this.advisors.stream().filter((advisor) -> !onlyFilters(advisor)).toList();
		boolean known = judging.stream()
			.allMatch((advisor) -> this.authorization.decidesBeforeCall(advisor)
					&& advisor.getAdvice() instanceof MethodInterceptor);
		if (!known) {
			return HandlerRules.UNKNOWN;
		}
		boolean ofArguments = SecurityAnnotations.nameArguments(this.call.method(), this.call.type())
				|| !judging.stream().allMatch(this::looksAtExpressionsOnly);
		return HandlerRules.of(judging.stream().map((advisor) -> (MethodInterceptor) advisor.getAdvice()).toList(),
				this.call.method(), target, ofArguments);
	}

	// It judges no caller, and filters the very objects that it is asked with
	private boolean onlyFilters(Advisor advisor) {
		return SecurityAnnotations.ALL.stream()
			.filter((annotation) -> this.authorization.enforces(advisor, annotation))
			.allMatch(SecurityAnnotations.PRE_FILTER::equals)
				&& this.authorization.enforces(advisor, SecurityAnnotations.PRE_FILTER);
	}

	// The application may have put a manager of its own behind the annotations
	private boolean looksAtExpressionsOnly(Advisor advisor) {
		return isOfAnnotations(advisor) && advisor.getAdvice().getClass().getName().startsWith(CONFIGURATION);
	}

	private boolean isOfAnnotations(Advisor advisor) {
		return SecurityAnnotations.ALL.stream()
			.anyMatch((annotation) -> this.authorization.enforces(advisor, annotation));
	}

}
