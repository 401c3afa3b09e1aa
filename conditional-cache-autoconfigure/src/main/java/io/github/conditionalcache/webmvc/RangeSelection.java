package io.github.conditionalcache.webmvc;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.PreconditionOutcome;
import io.github.conditionalcache.precondition.Validators;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Decides whether a request's Range counts: only on GET, only in bytes (RFC 9110 §14.2),
 * only after the preconditions came out true, and only if If-Range is (§13.1.5).
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class RangeSelection {

	private final PreconditionEvaluator evaluator;

	private final Decision decision;

	private final ValueTags valueTags;

	/**
	 * Creates the selection.
	 * @param evaluator compares
	 * @param decision labels what is sent
	 * @param valueTags reads a file's validators
	 */
	public RangeSelection(PreconditionEvaluator evaluator, Decision decision, ValueTags valueTags) {
		this.evaluator = evaluator;
		this.decision = decision;
		this.valueTags = valueTags;
	}

	// Returns whether the requested ranges are to be sent, in which case the response is
	// labelled already.
	boolean applies(Exchange exchange, @Nullable Object returnValue, HttpServletRequest request,
			HttpServletResponse response) {
		if (!request.getMethod().equals("GET") || !inBytes(request)
				|| !(valueOf(returnValue) instanceof Resource resource) || isNotOk(returnValue, response)) {
			return false;
		}
		try {
			return applies(exchange, returnValue, resource, request, response);
		}
		catch (Throwable ex) {
			this.decision.validatorFailed(exchange, Failures.notFatal(ex));
			return false;
		}
	}

	private boolean applies(Exchange exchange, @Nullable Object returnValue, Resource resource,
			HttpServletRequest request, HttpServletResponse response) {
		if (isNotToBeLabelled(entityFields(returnValue))) {
			return !exchange.preconditions().hasIfRange();
		}
		Exchange.Declared current = current(exchange, returnValue, resource, request, response);
		if (current == null) {
			return !exchange.preconditions().hasIfRange();
		}
		if (this.evaluator.evaluate(exchange.preconditions(), current.validators()) != PreconditionOutcome.PROCEED
				|| !this.evaluator.rangeApplies(exchange.preconditions(), current.validators())) {
			return false;
		}
		this.decision.decide(exchange, response, current.validators(), current.kind(), current.phase());
		return true;
	}

	private Exchange.@Nullable Declared current(Exchange exchange, @Nullable Object returnValue, Resource resource,
			HttpServletRequest request, HttpServletResponse response) {
		Validators set = this.decision.applicationValidators(exchange, response, entityFields(returnValue));
		if (set != null) {
			return new Exchange.Declared(set, ValidatorKind.APPLICATION, Phase.VALUE, null);
		}
		Exchange.Declared declared = exchange.declared();
		if (declared != null) {
			return new Exchange.Declared(declared.forAnswer(response, entityFields(returnValue)), declared.kind(),
					declared.phase(), null);
		}
		Validators ofFile = this.valueTags.of(exchange, request, resource, null);
		return (ofFile != null) ? new Exchange.Declared(ofFile, ValidatorKind.FILE, Phase.VALUE, null) : null;
	}

	private static @Nullable Object valueOf(@Nullable Object returnValue) {
		return (returnValue instanceof HttpEntity<?> entity) ? entity.getBody() : returnValue;
	}

	private static HttpHeaders entityFields(@Nullable Object returnValue) {
		return (returnValue instanceof HttpEntity<?> entity) ? entity.getHeaders() : HttpHeaders.EMPTY;
	}

	private static boolean isNotToBeLabelled(HttpHeaders fields) {
		return fields.containsHeader(HttpHeaders.SET_COOKIE)
				|| fields.getOrEmpty(HttpHeaders.CACHE_CONTROL).stream().anyMatch(ResponseFields::forbidsStoring);
	}

	private static boolean isNotOk(@Nullable Object returnValue, HttpServletResponse response) {
		int status = (returnValue instanceof ResponseEntity<?> entity) ? entity.getStatusCode().value()
				: response.getStatus();
		return status != HttpServletResponse.SC_OK;
	}

	private static boolean inBytes(HttpServletRequest request) {
		List<String> lines = Collections.list(request.getHeaders(HttpHeaders.RANGE));
		return lines.size() == 1 && lines.get(0).toLowerCase(Locale.ROOT).startsWith("bytes=");
	}

}
