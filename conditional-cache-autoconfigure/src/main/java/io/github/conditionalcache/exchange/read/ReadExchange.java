package io.github.conditionalcache.exchange.read;

import java.security.Principal;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.answer.AnsweredRequest;
import io.github.conditionalcache.answer.Explanations;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
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

	/** Where Spring Security notes that its filters are at work. */
	private static final String SECURITY_APPLIED = "org.springframework.security.web.FilterChainProxy.APPLIED";

	private final ReadHandler handler;

	private final String pattern;

	private final Preconditions preconditions;

	private final HttpServletRequest request;

	private final ManagedResponse response;

	private Result result = Result.BYPASS;

	private Reason reason = Reason.RAW;

	private ValidatorKind validator = ValidatorKind.NONE;

	private Phase phase = Phase.NONE;

	private @Nullable Long savedBytes;

	private final Explanations explanations;

	private final long start = System.nanoTime();

	private boolean decided;

	private @Nullable Verified verified;

	private boolean reported;

	private boolean cacheControlOpen;

	private @Nullable DeclaredValidators declared;

	private @Nullable ReadCall call;

	private final boolean secured;

	private boolean principalKnown;

	private @Nullable Principal principal;

	private @Nullable String range;

	private @Nullable Validators label;

	private @Nullable Runnable rendered;

	public ReadExchange(ReadHandler handler, String pattern, Preconditions preconditions, HttpServletRequest request,
			ManagedResponse response, Explanations explanations) {
		this.handler = handler;
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

	@Override
	public ReadPolicy policy() {
		return this.handler.policy();
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
	 * Returns the user, looked up once.
	 * @return the user, or {@code null} if the request is not authenticated
	 */
	@Override
	public @Nullable Principal user() {
		if (!this.principalKnown) {
			this.principal = this.request.getUserPrincipal();
			this.principalKnown = true;
		}
		return this.principal;
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
		return this.call != null || !policy().selectors().readArguments();
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
	public @Nullable DeclaredValidators declared() {
		return this.declared;
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
	 * Notes the validators that the content is labelled with.
	 * @param label the validators
	 */
	public void label(Validators label) {
		this.label = label;
	}

	/**
	 * Returns the validators that the content is labelled with.
	 * @return the validators, or {@code null} if it has none
	 */
	public @Nullable Validators label() {
		return this.label;
	}

	/**
	 * Returns whether the content is known to be that of its label.
	 * @return {@code false} if there was a write between the look-up of its version and
	 * the content
	 */
	public boolean isConfirmed() {
		return this.declared == null
				|| (this.validator != ValidatorKind.VERSION && this.validator != ValidatorKind.LAST_MODIFIED)
				|| this.declared.areConfirmed();
	}

	/**
	 * Returns how long the search for declared validators took.
	 * @return the time, or {@code null} if there was none
	 */
	public @Nullable Duration validation() {
		return (this.call != null) ? this.call.lookUp() : null;
	}

	/**
	 * Returns how long the handler and its answer have taken, without the search for
	 * declared validators.
	 * @return the time up to now, or {@code null} if the handler was spared or has not
	 * answered as asked
	 */
	public @Nullable Duration handling() {
		if (this.result == Result.BYPASS || this.result == Result.FAILED
				|| (this.result == Result.HIT && this.phase == Phase.EARLY)) {
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
		return !this.decided;
	}

	/**
	 * Returns whether the handler has failed, or had its answer reset.
	 * @return whether what follows is an answer of another kind
	 */
	boolean hasFailed() {
		return this.result == Result.BYPASS && this.reason == Reason.ERROR;
	}

	public boolean isBypassed() {
		return this.decided && this.result == Result.BYPASS;
	}

	/**
	 * Gives the exchange up: it is answered as without the library.
	 * @param reason why
	 */
	public void bypass(Reason reason) {
		if (!this.response.isCommitted()) {
			this.response.withdrawFields();
		}
		this.decided = true;
		this.result = Result.BYPASS;
		this.reason = reason;
		this.validator = ValidatorKind.NONE;
		this.phase = Phase.NONE;
		this.savedBytes = null;
		this.label = null;
		explain();
	}

	private void explain() {
		this.explanations.explain(this.response.inner(), this.result, this.reason, this.phase);
	}

	/**
	 * Has the handler run whatever the client holds, and its content held back.
	 * @param verified answers the questions of the verification
	 */
	public void verify(Verified verified) {
		this.verified = verified;
	}

	public boolean isVerified() {
		return this.verified != null;
	}

	/**
	 * Looks the declared validators of a verified exchange up once more.
	 * @return the validators, or {@code null} if there are none by now
	 */
	@Nullable Validators declaredNow() {
		return (this.verified != null) ? this.verified.current().get() : null;
	}

	/**
	 * Names the content of a verified exchange.
	 * @param tag its entity tag
	 * @return the tag, with whatever tells this representation from those that may have
	 * the same
	 */
	String nameVerified(EntityTag tag) {
		return (this.verified != null) ? this.verified.name().apply(tag) : tag.opaque();
	}

	/**
	 * Returns whether the answer carries a validator, so that the next one may be a 304.
	 * @return whether the content that is sent can be asked for again
	 */
	public boolean isLabelled() {
		return this.decided && (this.result == Result.UNCONDITIONAL || this.result == Result.MISS);
	}

	void decided(Result result, Reason reason, ValidatorKind validator, Phase phase) {
		this.decided = true;
		this.result = result;
		this.reason = reason;
		this.validator = validator;
		this.phase = phase;
		explain();
	}

	/**
	 * Notes that the handler has run before a decision by declared validators.
	 */
	void decidedLate() {
		if (this.phase == Phase.EARLY) {
			this.phase = Phase.VALUE;
			explain();
		}
	}

	/**
	 * Notes, before the filters outside see the response again, whether the application
	 * has said how it may be stored.
	 */
	public void suspended() {
		this.cacheControlOpen = !this.response.containsHeader(HttpHeaders.CACHE_CONTROL);
	}

	/**
	 * Returns whether a Cache-Control seen now comes from a filter outside.
	 * @return whether the application had set none when the request was suspended
	 */
	boolean isCacheControlOpen() {
		return this.cacheControlOpen;
	}

	/**
	 * Takes what is to be done as soon as the view has said all that it has to say of the
	 * answer.
	 * @param rendered what to do
	 */
	public void rendering(Runnable rendered) {
		this.rendered = rendered;
	}

	public boolean isRendering() {
		return this.rendered != null;
	}

	/**
	 * Notes that the view has set its fields.
	 */
	public void rendered() {
		Runnable action = this.rendered;
		this.rendered = null;
		if (action != null) {
			action.run();
		}
	}

	void saved(long bytes) {
		this.savedBytes = bytes;
	}

	public boolean markReported() {
		boolean first = !this.reported;
		this.reported = true;
		return first;
	}

	public Result result() {
		return this.result;
	}

	public Reason reason() {
		return this.reason;
	}

	public ValidatorKind validator() {
		return this.validator;
	}

	public Phase phase() {
		return this.phase;
	}

	public @Nullable Long savedBytes() {
		return this.savedBytes;
	}

	/**
	 * What a verification asks once the handler has run.
	 *
	 * @param current looks the declared validators up once more
	 * @param name names the representation under a tag
	 */
	public record Verified(Supplier<@Nullable Validators> current, Function<EntityTag, String> name) {

	}

}
