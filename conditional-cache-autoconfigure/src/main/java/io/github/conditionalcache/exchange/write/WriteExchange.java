package io.github.conditionalcache.exchange.write;

import java.security.Principal;
import java.time.Duration;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.registry.WriteHandler;
import io.github.conditionalcache.representation.SelectedRepresentation;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * State of one request that writes under preconditions. Lives in one request attribute;
 * not thread-safe, as a request is handled by one thread at a time.
 */
public final class WriteExchange implements SelectedRepresentation {

	private static final String ATTRIBUTE = WriteExchange.class.getName();

	private final WriteHandler handler;

	private final WritePolicy policy;

	private final ReadPolicy readPolicy;

	private final String pattern;

	private final Preconditions preconditions;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final Explanations explanations;

	private boolean gateOpen;

	private @Nullable Attempt attempt;

	private @Nullable WriteRefusedException refusal;

	private @Nullable Written written;

	private @Nullable Outcome decision;

	public WriteExchange(WriteHandler handler, String pattern, Preconditions preconditions, HttpServletRequest request,
			HttpServletResponse response, Explanations explanations) {
		this.handler = handler;
		this.policy = handler.policy();
		this.readPolicy = this.policy.read();
		this.pattern = pattern;
		this.preconditions = preconditions;
		this.request = request;
		this.response = response;
		this.explanations = explanations;
	}

	public static @Nullable WriteExchange of(ServletRequest request) {
		return (WriteExchange) request.getAttribute(ATTRIBUTE);
	}

	/**
	 * Returns the exchange of a handler that writes.
	 * @param request the request
	 * @param handler the handler that is called
	 * @return the exchange, or {@code null} if the request is none of this handler's
	 */
	public static @Nullable WriteExchange of(ServletRequest request, HandlerMethod handler) {
		WriteExchange attached = of(request);
		return (attached != null && attached.handler.isOf(handler)) ? attached : null;
	}

	public void attachTo(ServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	public WriteHandler handler() {
		return this.handler;
	}

	public WritePolicy writePolicy() {
		return this.policy;
	}

	@Override
	public ReadPolicy readPolicy() {
		return this.readPolicy;
	}

	@Override
	public @Nullable Principal user() {
		return this.request.getUserPrincipal();
	}

	@Override
	public HttpServletRequest request() {
		return this.request;
	}

	public String pattern() {
		return this.pattern;
	}

	public Preconditions preconditions() {
		return this.preconditions;
	}

	/**
	 * Lets the gate check calls of the handler.
	 */
	void openGate() {
		this.gateOpen = true;
	}

	/**
	 * Ends the checks: later calls are not the request's call.
	 */
	void closeGate() {
		this.gateOpen = false;
	}

	boolean isGateOpen() {
		return this.gateOpen;
	}

	/**
	 * Refuses the write for good: the handler must not be run, whatever advice tries.
	 * @param refusal why
	 */
	void refuse(WriteRefusedException refusal) {
		this.refusal = refusal;
	}

	void decidedBy(WriteRefusedException refusal) {
		switch (refusal.reason()) {
			case REQUIRED -> decided(Result.REQUIRED, Reason.NONE);
			case UNCHECKED -> decided(Result.BYPASS, Reason.VALIDATOR_ERROR);
			case CONFLICT -> decided(this.preconditions.restrictWrites() ? Result.PASSED : Result.UNCONDITIONAL,
					Reason.OPTIMISTIC_LOCK);
			default -> decided(Result.FAILED, Reason.valueOf(refusal.reason().name()));
		}
	}

	public @Nullable WriteRefusedException refusal() {
		return this.refusal;
	}

	void permitted(Result result) {
		decided(result, Reason.NONE);
	}

	private void decided(Result result, Reason reason) {
		this.decision = new Outcome(result, reason, ValidatorKind.NONE, Phase.NONE);
		this.explanations.explain(this.response, result, reason, outcome().phase());
	}

	/**
	 * Begins a call of the handler.
	 * @param arguments the arguments
	 */
	void attempt(@Nullable Object[] arguments) {
		this.attempt = new Attempt(arguments);
	}

	/**
	 * Returns the arguments that the handler was called with.
	 * @return the arguments, or {@code null} if it was not called
	 */
	@Nullable Object @Nullable [] arguments() {
		return (this.attempt != null) ? this.attempt.arguments : null;
	}

	void reading(VersionReading reading) {
		if (this.attempt != null) {
			this.attempt.reading = reading;
		}
	}

	/**
	 * Returns the version that was read before the handler was called.
	 * @return the version, or {@code null} if nothing was to be compared
	 */
	@Nullable VersionReading reading() {
		return (this.attempt != null) ? this.attempt.reading : null;
	}

	/**
	 * Notes the version after the write.
	 * @param version the version
	 * @param asSent whether the content was stored as it was sent
	 * @throws IllegalArgumentException if it is not of the declared kind
	 */
	public void written(Object version, boolean asSent) {
		// POST may have written another resource, with a version of its own
		if (!this.request.getMethod().equals("POST")) {
			requireKind(version, this.policy.declared());
			requireKind(version, this.readPolicy.declared());
		}
		this.written = new Written(version, asSent);
	}

	/**
	 * Requires that a version is of a declared kind.
	 * @param version the version, as the application told it
	 * @param declared the declaration, or {@code null} if there is none
	 * @throws IllegalArgumentException if it is of another kind
	 */
	void requireKind(Object version, @Nullable DeclaredVersion declared) {
		if (declared != null) {
			declared.requireKind(version, declared.equals(this.policy.declared()) ? reading() : null);
		}
	}

	/**
	 * Takes the version after the write, for the one answer that it labels.
	 * @return the version, or {@code null} if none was given, or it was taken before
	 */
	@Nullable Written takeWritten() {
		Written given = this.written;
		this.written = null;
		return given;
	}

	/**
	 * Notes how long the look-up of the version took.
	 * @param duration the time
	 */
	void validated(Duration duration) {
		if (this.attempt != null) {
			this.attempt.validation = duration;
		}
	}

	/**
	 * Returns the decision, and the comparisons until now.
	 * @return the decision; a write that never reached its gate has failed before
	 */
	public Outcome outcome() {
		Outcome decided = this.decision;
		if (decided == null) {
			return Outcome.bypass(Reason.ERROR);
		}
		if (validation() == null) {
			return decided;
		}
		return new Outcome(decided.result(), decided.reason(), this.policy.declared().validators(), Phase.EARLY);
	}

	/**
	 * Returns the outcome of the exchange.
	 * @return the outcome, as listeners are told it
	 */
	public ConditionalRequestOutcome ended() {
		Outcome decided = outcome();
		return new ConditionalRequestOutcome(this.policy.name(), this.request.getMethod(), this.pattern,
				decided.result(), decided.reason(), decided.validator(), decided.phase(), null, false, validation(),
				null);
	}

	@Nullable Duration validation() {
		return (this.attempt != null) ? this.attempt.validation : null;
	}

	/**
	 * One call of the handler. Advice may try again.
	 */
	private static final class Attempt {

		private final @Nullable Object[] arguments;

		private @Nullable VersionReading reading;

		private @Nullable Duration validation;

		private Attempt(@Nullable Object[] arguments) {
			this.arguments = arguments;
		}

	}

	/**
	 * The version after the write.
	 *
	 * @param version the version, as the application has given it
	 * @param asSent whether the content was stored as it was sent
	 */
	record Written(Object version, boolean asSent) {

	}

}
