package io.github.conditionalcache.webmvc;

import java.time.Duration;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.validator.DeclaredVersion;
import io.github.conditionalcache.validator.ValueVersion;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;

/**
 * Stands before the handlers that declare a version: reads the version before the handler
 * reads its data, and answers a client that is up to date without running it. What is
 * read here labels the answer also when the handler runs, so that a tag is never newer
 * than the content. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Gate {

	private final HandlerPolicies policies;

	private final GatePlaces places;

	private final ValueTags tags;

	private final ResponseFields fields;

	private final Decision decision;

	private final ValidationCalls calls;

	/**
	 * Creates the gate.
	 * @param policies the handlers' policies
	 * @param places where the gate stands for each handler
	 * @param tags makes validators of versions
	 * @param fields tells which dates can be sent
	 * @param decision decides from validators
	 * @param calls runs the application's code
	 */
	public Gate(HandlerPolicies policies, GatePlaces places, ValueTags tags, ResponseFields fields, Decision decision,
			ValidationCalls calls) {
		this.policies = policies;
		this.places = places;
		this.tags = tags;
		this.fields = fields;
		this.decision = decision;
		this.calls = calls;
	}

	boolean stands(HandlerMethod handler) {
		HandlerPolicy policy = this.policies.get(handler);
		return policy != null && policy.declared() != null;
	}

	/**
	 * Called when a handler's arguments are there, before the bean is called.
	 * @param handler the handler
	 * @param request the request
	 * @param response the response
	 * @param arguments the arguments
	 */
	void beforeCall(HandlerMethod handler, HttpServletRequest request, HttpServletResponse response,
			@Nullable Object[] arguments) {
		Exchange exchange = Exchange.of(request);
		if (exchange == null || request.getDispatcherType() == DispatcherType.INCLUDE || !exchange.isUndecided()
				|| !exchange.policy().equals(this.policies.get(handler))) {
			return;
		}
		switch (this.places.of(handler).place()) {
			case HANDLER -> {
				read(exchange, request, arguments);
				decide(exchange, response);
			}
			case PROXY -> exchange.openGate(response);
			case LATE -> read(exchange, request, arguments);
			case NONE -> {
			}
		}
	}

	/**
	 * Called inside the authorisation of a proxied handler.
	 * @param invocation the call
	 * @return what the handler returned
	 * @throws Throwable what the handler threw
	 */
	@Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			Exchange exchange = Exchange.of(attributes.getRequest());
			HttpServletResponse response = (exchange != null) ? exchange.passGate() : null;
			if (exchange != null && response != null) {
				read(exchange, attributes.getRequest(), invocation.getArguments());
				decide(exchange, response);
			}
		}
		return invocation.proceed();
	}

	private void read(Exchange exchange, HttpServletRequest request, @Nullable Object[] arguments) {
		DeclaredVersion declared = exchange.policy().declared();
		if (declared == null) {
			return;
		}
		long start = System.nanoTime();
		try {
			DeclaredVersion.Reading reading = this.calls.call(() -> {
				exchange.principal();
				return declared.read(arguments);
			});
			if (declared.isEarly()) {
				declare(exchange, request, reading, Phase.EARLY);
			}
			else {
				exchange.reading(reading);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.decision.validatorFailed(exchange, ex);
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			this.decision.validatorFailed(exchange, ex);
		}
		finally {
			exchange.validated(Duration.ofNanos(System.nanoTime() - start));
		}
	}

	private void decide(Exchange exchange, HttpServletResponse response) {
		if (exchange.isUndecided() && this.decision.decideEarly(exchange, response, this.places.datesProveAccess())) {
			throw new AnsweredEarly();
		}
	}

	/**
	 * Completes a version that needs what the handler returned.
	 * @param exchange the exchange
	 * @param request the request
	 * @param result what the handler returned
	 */
	void afterCall(Exchange exchange, HttpServletRequest request, @Nullable Object result) {
		DeclaredVersion declared = exchange.policy().declared();
		if (declared == null || declared.isEarly() || exchange.declared() != null) {
			return;
		}
		DeclaredVersion.Reading reading = exchange.reading();
		if (reading == null && declared.isOfResultAlone()) {
			reading = declared.read(new Object[0]);
		}
		if (reading != null) {
			declare(exchange, request, reading.complete(result), Phase.VALUE);
		}
	}

	private void declare(Exchange exchange, HttpServletRequest request, DeclaredVersion.Reading reading, Phase phase) {
		Validators validators = validators(exchange, request, reading);
		if (validators != null && validators.isPresent()) {
			DeclaredVersion declared = exchange.policy().declared();
			exchange.declare(new Exchange.Declared(validators,
					(declared != null && declared.isDateOnly()) ? ValidatorKind.LAST_MODIFIED : ValidatorKind.VERSION,
					phase));
		}
	}

	private @Nullable Validators validators(Exchange exchange, HttpServletRequest request,
			DeclaredVersion.Reading reading) {
		ValueVersion version = reading.version();
		if (version != null) {
			return this.tags.ofDeclared(exchange, request, version, exchange.policy().returned());
		}
		Validators verbatim = reading.verbatim();
		return (verbatim != null) ? this.fields.sendable(verbatim) : null;
	}

}
