package io.github.conditionalcache.metrics;

import java.util.Set;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.ConditionalVerification;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.handler.ManagedHandler.Access;
import io.github.conditionalcache.metrics.MeteringListener.Exchanges;
import io.github.conditionalcache.version.declared.DeclaredSource;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;

/**
 * The meters that a handler's exchanges are counted by as long as nothing unusual
 * happens. A dashboard shows them before the first request.
 */
final class ExpectedMeters {

	private final ManagedHandler handler;

	private final MeteringListener meters;

	private ExpectedMeters(ManagedHandler handler, MeteringListener meters) {
		this.handler = handler;
		this.meters = meters;
	}

	/**
	 * Registers the meters of a handler.
	 * @param handler the handler
	 * @param meters has the meters
	 */
	static void of(ManagedHandler handler, MeteringListener meters) {
		ExpectedMeters expected = new ExpectedMeters(handler, meters);
		for (String pattern : handler.patterns()) {
			String uri = MeteringListener.uri(pattern);
			if (handler.access() == Access.READ) {
				expected.reads(uri);
			}
			else {
				handler.requestMethods().forEach((method) -> expected.writes(method, uri));
			}
			if (expected.isDeclared()) {
				meters.validation(uri);
			}
		}
	}

	private boolean isDeclared() {
		return !this.handler.sources().isEmpty();
	}

	private void reads(String uri) {
		Set<String> methods = this.handler.requestMethods();
		String method = (methods.isEmpty() || methods.contains("GET")) ? "GET" : "HEAD";
		ValidatorKind validator = isDeclared() ? declared() : ofAnswer();
		Phase phase = phase(validator);
		this.meters.requests(new Exchanges(method, uri, Result.HIT, Reason.NONE, validator, phase));
		this.meters.requests(new Exchanges(method, uri, Result.MISS, Reason.CHANGED, validator, phase));
		if (validator != ValidatorKind.BODY) {
			this.meters.requests(new Exchanges(method, uri, Result.MISS, Reason.VARIANT, validator, phase));
		}
		this.meters.requests(new Exchanges(method, uri, Result.UNCONDITIONAL, Reason.NONE, validator, phase));
		this.meters.saved(uri, false);
		this.meters.saved(uri, true);
		if (isDeclared()) {
			for (ConditionalVerification.Result result : ConditionalVerification.Result.values()) {
				this.meters.verifications(uri, result);
			}
		}
	}

	private Phase phase(ValidatorKind validator) {
		if (this.handler.isEarly()) {
			return Phase.EARLY;
		}
		return (validator == ValidatorKind.BODY) ? Phase.BODY : Phase.VALUE;
	}

	private void writes(String method, String uri) {
		this.meters.requests(new Exchanges(method, uri, Result.PASSED, Reason.NONE, declared(), Phase.EARLY));
		this.meters.requests(new Exchanges(method, uri, Result.FAILED, Reason.CHANGED, declared(), Phase.EARLY));
		if (this.handler.policy().required()) {
			this.meters.requests(new Exchanges(method, uri, Result.REQUIRED, Reason.NONE, declared(), Phase.EARLY));
		}
		else {
			this.meters.requests(
					new Exchanges(method, uri, Result.UNCONDITIONAL, Reason.NONE, ValidatorKind.NONE, Phase.NONE));
		}
	}

	private ValidatorKind declared() {
		return DeclaredSource.validators(this.handler.sources());
	}

	// What marks a value may have shows at the first answer only
	private ValidatorKind ofAnswer() {
		ResolvableType type = ResolvableType.forMethodReturnType(this.handler.method());
		return (isResource(type) || isResource(type.getGeneric(0))) ? ValidatorKind.FILE : ValidatorKind.BODY;
	}

	private static boolean isResource(ResolvableType type) {
		return Resource.class.isAssignableFrom(type.toClass());
	}

}
