package io.github.conditionalcache.exchange;

import java.security.Principal;
import java.time.Duration;
import java.util.function.BooleanSupplier;
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
import io.github.conditionalcache.placement.Placement;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.version.declared.VersionReading;
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

	private final ReadPolicy policy;

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

	private @Nullable Declared declared;

	private @Nullable VersionReading reading;

	private @Nullable OpenGate gate;

	private boolean ran;

	private final boolean secured;

	private boolean principalKnown;

	private @Nullable Principal principal;

	private @Nullable Object @Nullable [] arguments;

	private @Nullable String range;

	private @Nullable Validators label;

	private @Nullable BooleanSupplier confirmation;

	private @Nullable Runnable rendered;

	private boolean validated;

	private long validationNanos;

	public ReadExchange(ReadPolicy policy, String pattern, Preconditions preconditions, HttpServletRequest request,
			ManagedResponse response, Explanations explanations) {
		this.policy = policy;
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
		return this.policy;
	}

	/**
	 * Returns whether it is the exchange of a handler.
	 * @param other policy of the handler, or {@code null}
	 * @return whether this is the same handler's
	 */
	public boolean isOf(@Nullable ReadPolicy other) {
		return other != null && other.handlerId().equals(this.policy.handlerId());
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
		@Nullable Object @Nullable [] known = this.arguments;
		return (known != null && index < known.length) ? known[index] : null;
	}

	/**
	 * Takes the arguments of the handler.
	 * @param arguments the arguments, resolved and validated
	 */
	public void arguments(@Nullable Object[] arguments) {
		this.arguments = arguments;
	}

	/**
	 * Returns whether all values that select are at hand. The arguments are not where
	 * Spring MVC calls the handler through another adapter.
	 * @return whether a version may be labelled with them
	 */
	public boolean knowsSelection() {
		return this.arguments != null || !this.policy.selectors().readArguments();
	}

	/**
	 * Lets the gate see the next call of the handler, and that one only.
	 * @param response the response to decide on
	 * @param place where the gate stands
	 */
	public void openGate(HttpServletResponse response, Placement.Place place) {
		this.gate = new OpenGate(response, place);
	}

	/**
	 * Passes the gate.
	 * @return the gate, or {@code null} if it was not open
	 */
	public @Nullable OpenGate passGate() {
		OpenGate open = this.gate;
		this.gate = null;
		return open;
	}

	/**
	 * Notes that the handler itself is run, and its answer does not come from a cache.
	 */
	public void ran() {
		this.ran = true;
	}

	public boolean hasRun() {
		return this.ran;
	}

	public void reading(@Nullable VersionReading reading) {
		this.reading = reading;
	}

	/**
	 * Returns what was read before the handler runs.
	 * @return the version so far, or {@code null} if there is none
	 */
	public @Nullable VersionReading reading() {
		return this.reading;
	}

	/**
	 * Returns the validators declared for the handler.
	 * @return the validators, or {@code null} if none are known
	 */
	public @Nullable Declared declared() {
		return this.declared;
	}

	public void declare(@Nullable Declared declared) {
		this.declared = declared;
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
	 * Notes how to find out whether the version read before the content was read is still
	 * the current one.
	 * @param confirmation looks the version up once more
	 */
	public void confirmBy(BooleanSupplier confirmation) {
		this.confirmation = confirmation;
	}

	/**
	 * Returns whether the content is known to be what its label says. A label may be
	 * older than the content, but then a part of the content is no part of what has that
	 * label.
	 * @return {@code false} if there was a write in between
	 */
	public boolean isConfirmed() {
		return this.confirmation == null
				|| (this.validator != ValidatorKind.VERSION && this.validator != ValidatorKind.LAST_MODIFIED)
				|| this.confirmation.getAsBoolean();
	}

	/**
	 * Notes how long the search for declared validators took.
	 * @param nanos how many nanoseconds
	 */
	public void validated(long nanos) {
		this.validated = true;
		this.validationNanos = nanos;
	}

	public @Nullable Duration validation() {
		return this.validated ? Duration.ofNanos(this.validationNanos) : null;
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
		return Duration.ofNanos(System.nanoTime() - this.start - this.validationNanos);
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
	 * Validators declared for a handler.
	 *
	 * @param validators the validators
	 * @param kind where they come from
	 * @param phase when they were known
	 * @param ranFirst gives the validators that count once the handler has run,
	 * {@code null} if it is spared or makes no difference
	 */
	public record Declared(Validators validators, ValidatorKind kind, Phase phase,
			@Nullable Function<HttpServletResponse, Validators> ranFirst) {

		/**
		 * Returns the validators of an answer, once its fields are known.
		 * @param response the response with the application's fields
		 * @return the validators
		 */
		Validators forAnswer(HttpServletResponse response) {
			return (this.ranFirst != null) ? this.ranFirst.apply(response) : this.validators;
		}

	}

	/**
	 * What a verification asks once the handler has run.
	 *
	 * @param current looks the declared validators up once more
	 * @param name names the representation under a tag
	 */
	public record Verified(Supplier<@Nullable Validators> current, Function<EntityTag, String> name) {

	}

	/**
	 * A gate that waits for the call of a handler.
	 *
	 * @param response the response to decide on
	 * @param place where it stands
	 */
	public record OpenGate(HttpServletResponse response, Placement.Place place) {

		public boolean decides() {
			return this.place != Placement.Place.PROXY_LATE;
		}

	}

}
