package io.github.conditionalcache.exchange.read;

import java.security.Principal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.answer.AnsweredRequest;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.registry.ReadHandler;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * State of one managed request from {@code preHandle} to the filter's end, over all its
 * dispatches. Lives in one request attribute; not thread-safe, as a request is handled by
 * one thread at a time.
 */
public final class ReadExchange implements AnsweredRequest {

	private static final String ATTRIBUTE = ReadExchange.class.getName();

	private static final Outcome UNDECIDED = Outcome.bypass(Reason.RAW);

	/** Has the work that waits for the fields of a view, which few requests have. */
	private static final String RENDERED = ATTRIBUTE + ".RENDERED";

	/** Where Spring Security notes that its filters are at work. */
	private static final String SECURITY_APPLIED = "org.springframework.security.web.FilterChainProxy.APPLIED";

	private static final Set<ValidatorKind> DECLARED = EnumSet.of(ValidatorKind.VERSION, ValidatorKind.TAGS,
			ValidatorKind.LAST_MODIFIED);

	private final ReadHandler handler;

	private final ReadPolicy policy;

	private final String pattern;

	private final Preconditions preconditions;

	private final HttpServletRequest request;

	private final ManagedResponse response;

	private final Explanations explanations;

	private final long start = System.nanoTime();

	private final boolean secured;

	private @Nullable Outcome outcome;

	private @Nullable DeclaredValidators declared;

	private @Nullable ReadCall call;

	/**
	 * Volatile, because the look-up of a version may run on another thread, and asks for
	 * the user there.
	 */
	private volatile @Nullable Object user = NotLookedUp.USER;

	private @Nullable String range;

	public ReadExchange(ReadHandler handler, String pattern, Preconditions preconditions, HttpServletRequest request,
			ManagedResponse response, Explanations explanations) {
		this.handler = handler;
		this.policy = handler.policy();
		this.pattern = pattern;
		this.preconditions = preconditions;
		this.request = request;
		this.response = response;
		this.explanations = explanations;
		this.secured = request.getAttribute(SECURITY_APPLIED) != null;
	}

	public static @Nullable ReadExchange of(ServletRequest request) {
		return (ReadExchange) request.getAttribute(ATTRIBUTE);
	}

	public void attachTo(ServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * Ends the exchange.
	 * @param request the request
	 */
	void detachFrom(ServletRequest request) {
		request.removeAttribute(ATTRIBUTE);
	}

	@Override
	public ReadPolicy readPolicy() {
		return this.policy;
	}

	public ReadHandler handler() {
		return this.handler;
	}

	public String pattern() {
		return this.pattern;
	}

	public Preconditions preconditions() {
		return this.preconditions;
	}

	@Override
	public ManagedResponse response() {
		return this.response;
	}

	/**
	 * Returns whether Spring Security adds its fields to the answer.
	 * @return whether the request went through its filters
	 */
	boolean isSecured() {
		return this.secured;
	}

	/**
	 * Returns the user, looked up once. A look-up of the version that has taken too long
	 * may still do so on its own thread: it finds the same user.
	 * @return the user, or {@code null} if the request is not authenticated
	 */
	@Override
	public @Nullable Principal user() {
		Object known = this.user;
		if (known instanceof NotLookedUp) {
			known = this.request.getUserPrincipal();
			this.user = known;
		}
		return (Principal) known;
	}

	@Override
	public HttpServletRequest request() {
		return this.request;
	}

	@Override
	public @Nullable Object argument(int index) {
		@Nullable Object @Nullable [] known = (this.call != null) ? this.call.arguments() : null;
		return (known != null && index < known.length) ? known[index] : null;
	}

	/**
	 * Begins the call of the handler.
	 * @param arguments the arguments, resolved and validated
	 * @param response the response as the filters and interceptors have left it
	 * @return the call
	 */
	ReadCall called(@Nullable Object[] arguments, HttpServletResponse response) {
		ReadCall begun = new ReadCall(arguments, response);
		this.call = begun;
		return begun;
	}

	/**
	 * Returns the call of the handler.
	 * @return the call, or {@code null} if no gate has seen it
	 */
	@Nullable ReadCall call() {
		return this.call;
	}

	/**
	 * Returns whether all values that select are at hand. The arguments are not where
	 * Spring MVC calls the handler through another adapter.
	 * @return whether a version may be labelled with them
	 */
	public boolean knowsSelection() {
		return this.call != null || !this.policy.selectors().readArguments();
	}

	/**
	 * Returns whether the request asks for a part of the content.
	 * @return whether it has a Range field (RFC 9110 §14.2)
	 */
	boolean asksForPart() {
		return this.request.getHeader(HttpHeaders.RANGE) != null;
	}

	/**
	 * Returns the validators declared for the handler.
	 * @return the validators, or {@code null} if none are known
	 */
	@Nullable DeclaredValidators declared() {
		return this.declared;
	}

	/**
	 * Returns whether the answer is labelled with a version that was read before.
	 * @return whether validators were declared
	 */
	public boolean isDeclared() {
		return this.declared != null;
	}

	void declare(DeclaredValidators found) {
		this.declared = found;
	}

	/**
	 * Leaves the exchange without its declared version, which the answer may be older
	 * than.
	 */
	void withdrawVersion() {
		if (isUndecided()) {
			this.declared = null;
			if (this.call != null) {
				this.call.withdraw();
			}
		}
	}

	/**
	 * Notes that a part of the content will do.
	 * @param range value of Range, or {@code null} if it doesn't count
	 */
	public void range(@Nullable String range) {
		this.range = range;
	}

	public @Nullable String range() {
		return this.range;
	}

	/**
	 * Returns whether the content is known to be that of its label.
	 * @return {@code false} if there was a write between the look-up of its version and
	 * the content
	 */
	public boolean isConfirmed() {
		return this.declared == null || !DECLARED.contains(outcome().validator()) || this.declared.areConfirmed();
	}

	/**
	 * Returns the outcome of the exchange.
	 * @param method request method
	 * @param saved how much content was not sent, in bytes, or {@code null} if that is
	 * none or not known
	 * @param estimated whether that is an estimate
	 * @return the outcome, as listeners are told it
	 */
	ConditionalRequestOutcome ended(String method, @Nullable Long saved, boolean estimated) {
		Outcome decided = outcome();
		return new ConditionalRequestOutcome(this.policy.name(), method, this.pattern, decided.result(),
				decided.reason(), decided.validator(), decided.phase(), saved, estimated && saved != null, validation(),
				handling());
	}

	/**
	 * Returns how long the search for declared validators took.
	 * @return the time, or {@code null} if there was none
	 */
	@Nullable Duration validation() {
		return (this.call != null) ? this.call.lookUp() : null;
	}

	/**
	 * Returns how long the handler and its answer have taken, without the search for
	 * declared validators.
	 * @return the time up to now, or {@code null} if the handler was spared or has not
	 * answered as asked
	 */
	@Nullable Duration handling() {
		Outcome decided = outcome();
		if (decided.isBypass() || decided.result() == Result.FAILED || decided.isEarlyHit()) {
			return null;
		}
		long lookUp = (this.call != null) ? this.call.lookUpNanos() : 0;
		return Duration.ofNanos(System.nanoTime() - this.start - lookUp);
	}

	/**
	 * Returns whether this exchange may still be decided: nobody did so yet, and it did
	 * not fail.
	 * @return whether it is undecided
	 */
	public boolean isUndecided() {
		return this.outcome == null;
	}

	/**
	 * Returns the decision.
	 * @return the decision; a request that nothing was decided about has been answered by
	 * other means
	 */
	public Outcome outcome() {
		return (this.outcome != null) ? this.outcome : UNDECIDED;
	}

	/**
	 * Notes the decision.
	 * @param decided the decision, in place of any other
	 */
	void decided(Outcome decided) {
		this.outcome = decided;
		this.explanations.explain(this.response.inner(), decided.result(), decided.reason(), decided.phase());
	}

	/**
	 * Gives the exchange up: it is answered as without the library.
	 * @param reason why
	 */
	public void bypass(Reason reason) {
		if (!this.response.isCommitted()) {
			this.response.withdrawFields();
		}
		decided(Outcome.bypass(reason));
	}

	/**
	 * Notes how much content was produced in vain.
	 * @param bytes its length, in bytes
	 */
	void saved(long bytes) {
		this.outcome = outcome().saving(bytes);
	}

	/**
	 * Returns whether the handler has failed, or had its answer reset.
	 * @return whether the answer that follows is one of another kind
	 */
	boolean hasFailed() {
		return this.outcome != null && this.outcome.isBypass() && this.outcome.reason() == Reason.ERROR;
	}

	/**
	 * Returns whether the handler runs although the client is up to date, and its content
	 * is held back to verify the version.
	 * @return whether the version is verified
	 */
	public boolean isVerified() {
		return this.call != null && this.call.verified() != null;
	}

	/**
	 * Takes the work that waits until the view has set all its fields.
	 * @param rendered the work
	 */
	public void rendering(Runnable rendered) {
		this.request.setAttribute(RENDERED, rendered);
	}

	boolean isRendering() {
		return this.policy.traits().view() && this.request.getAttribute(RENDERED) != null;
	}

	/**
	 * Does the work that waits for the view, which has set its fields.
	 */
	void rendered() {
		if (this.policy.traits().view() && this.request.getAttribute(RENDERED) instanceof Runnable work) {
			this.request.removeAttribute(RENDERED);
			work.run();
		}
	}

	/**
	 * Stands for a user that was not looked up yet.
	 */
	private enum NotLookedUp {

		USER

	}

}
