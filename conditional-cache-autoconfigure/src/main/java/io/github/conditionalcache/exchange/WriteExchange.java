package io.github.conditionalcache.exchange;

import java.security.Principal;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.WritePolicy;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.representation.SelectedRepresentation;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * State of one request that writes under preconditions. Lives in one request attribute;
 * not thread-safe, as a request is handled by one thread at a time.
 */
public final class WriteExchange implements SelectedRepresentation {

	private static final String ATTRIBUTE = WriteExchange.class.getName();

	private final WritePolicy policy;

	private final String pattern;

	private final Preconditions preconditions;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final Explanations explanations;

	private boolean gateOpen;

	private boolean authorized;

	private BooleanSupplier readRules = () -> true;

	private @Nullable WriteRefusedException refusal;

	private @Nullable Object @Nullable [] arguments;

	private @Nullable VersionReading reading;

	private @Nullable Object written;

	private boolean storedAsSent;

	private Result result = Result.BYPASS;

	private Reason reason = Reason.ERROR;

	private boolean decided;

	private @Nullable Duration validation;

	public WriteExchange(WritePolicy policy, String pattern, Preconditions preconditions, HttpServletRequest request,
			HttpServletResponse response, Explanations explanations) {
		this.policy = policy;
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
	 * @param policy policy of the handler, or {@code null} if it writes nothing
	 * @return the exchange, or {@code null} if the request is none of this handler's
	 */
	public static @Nullable WriteExchange of(ServletRequest request, @Nullable WritePolicy policy) {
		WriteExchange attached = (policy != null) ? of(request) : null;
		return (attached != null && attached.writePolicy().equals(policy)) ? attached : null;
	}

	public void attachTo(ServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	public WritePolicy writePolicy() {
		return this.policy;
	}

	@Override
	public ReadPolicy policy() {
		return this.policy.read();
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
	 * Notes that the user may know what is written, as no service may still deny it.
	 */
	public void authorize() {
		this.authorized = true;
	}

	/**
	 * Notes how to find out whether the handler of GET would let the user in.
	 * @param rules asks its rules, with the arguments of this write
	 */
	public void readBy(BooleanSupplier rules) {
		this.readRules = rules;
	}

	boolean mayRead() {
		return this.readRules.getAsBoolean();
	}

	boolean isAuthorized() {
		return this.authorized;
	}

	/**
	 * Lets the gate check calls of the handler.
	 */
	public void openGate() {
		this.gateOpen = true;
	}

	/**
	 * Ends the checks: what is called from now on is not the request's call.
	 */
	public void closeGate() {
		this.gateOpen = false;
	}

	public boolean isGateOpen() {
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

	void decided(Result result, Reason reason) {
		this.decided = true;
		this.result = result;
		this.reason = reason;
		this.explanations.explain(this.response, result, reason, phase());
	}

	void arguments(@Nullable Object[] arguments) {
		this.arguments = arguments;
	}

	/**
	 * Returns the arguments that the handler was called with.
	 * @return the arguments, or {@code null} if it was not called
	 */
	@Nullable Object @Nullable [] arguments() {
		return this.arguments;
	}

	void reading(VersionReading reading) {
		this.reading = reading;
	}

	/**
	 * Returns what was read before the handler was called.
	 * @return the version, or {@code null} if nothing was to be compared
	 */
	@Nullable VersionReading reading() {
		return this.reading;
	}

	/**
	 * Notes the version after the write.
	 * @param version the version
	 * @param asSent whether the content was stored as it was sent
	 * @throws IllegalArgumentException if it is not of the declared kind
	 */
	public void written(Object version, boolean asSent) {
		// What POST has written may be another resource, with a version of its own
		if (!this.request.getMethod().equals("POST")) {
			requireKind(version, this.policy.declared());
			requireKind(version, this.policy.read().declared());
		}
		this.written = version;
		this.storedAsSent = asSent;
	}

	/**
	 * Requires that a version is of a declared kind.
	 * @param version the version, as the application told it
	 * @param declared the declaration, or {@code null} if there is none
	 * @throws IllegalArgumentException if it is of another kind
	 */
	void requireKind(Object version, @Nullable DeclaredVersion declared) {
		if (declared != null) {
			declared.requireKind(version, declared.equals(this.policy.declared()) ? this.reading : null);
		}
	}

	boolean isStoredAsSent() {
		return this.storedAsSent;
	}

	/**
	 * Takes the version after the write, for the one answer that it labels.
	 * @return the version, or {@code null} if none was told, or it was taken before
	 */
	@Nullable Object takeWritten() {
		Object told = this.written;
		this.written = null;
		return told;
	}

	void validated(Duration duration) {
		this.validation = duration;
	}

	public Result result() {
		return this.result;
	}

	public Reason reason() {
		return this.reason;
	}

	public ValidatorKind validator() {
		if (!this.decided || this.validation == null) {
			return ValidatorKind.NONE;
		}
		return this.policy.declared().isDateOnly() ? ValidatorKind.LAST_MODIFIED : ValidatorKind.VERSION;
	}

	public Phase phase() {
		return (this.decided && this.validation != null) ? Phase.EARLY : Phase.NONE;
	}

	public @Nullable Duration validation() {
		return this.validation;
	}

}
