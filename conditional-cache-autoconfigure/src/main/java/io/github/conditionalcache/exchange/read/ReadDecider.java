package io.github.conditionalcache.exchange.read;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.answer.AnswerFields;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.exchange.ContentObserver;
import io.github.conditionalcache.failure.Failures;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.HttpDate;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.PreconditionOutcome;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.representation.ContentTags;
import io.github.conditionalcache.representation.HeldContent;
import io.github.conditionalcache.tag.EntityTags;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Decides an exchange, before its handler runs or once it has returned: evaluates the
 * preconditions against the validators that are known and puts status and fields of the
 * outcome onto the response. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadDecider {

	private static final Log logger = LogFactory.getLog(ReadDecider.class);

	private final PreconditionEvaluator evaluator;

	private final ContentTags bodyTags;

	private final AnswerFields fields;

	private final Verification verification;

	private final @Nullable ContentObserver observer;

	private final Clock clock;

	private final OncePerMinute warnings;

	private final Set<String> withNonces = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the decider.
	 * @param evaluator compares
	 * @param tags makes entity tags
	 * @param fields writes header fields
	 * @param verification compares content with what a tag labelled before
	 * @param observer sees the content that tags are made of, or {@code null}
	 * @param clock tells the time of the answer
	 */
	public ReadDecider(PreconditionEvaluator evaluator, EntityTags tags, AnswerFields fields, Verification verification,
			@Nullable ContentObserver observer, Clock clock) {
		this.evaluator = evaluator;
		this.bodyTags = new ContentTags(tags);
		this.fields = fields;
		this.verification = verification;
		this.observer = observer;
		this.clock = clock;
		this.warnings = new OncePerMinute(logger, clock);
	}

	/**
	 * Decides before the handler runs, if the declared validators are those that the
	 * client holds. All else is left to the time when it is known what the handler says:
	 * a 412, and {@code If-None-Match: *}, which proves nothing.
	 * @param exchange the exchange
	 * @param response the response as the filters have left it
	 * @param byDate whether a date alone may decide
	 * @return whether it is answered, so that the handler must not run
	 */
	public boolean decideEarly(ReadExchange exchange, HttpServletResponse response, boolean byDate) {
		DeclaredValidators declared = exchange.declared();
		Preconditions preconditions = exchange.preconditions();
		if (declared == null || response.isCommitted() || response.containsHeader(HttpHeaders.ETAG)
				|| response.containsHeader(HttpHeaders.LAST_MODIFIED) || obstacle(exchange, response) != null
				|| !(preconditions.isRevalidationByTag() || (byDate && preconditions.isRevalidationByDate()))
				|| this.evaluator.evaluate(preconditions, declared.validators()) != PreconditionOutcome.NOT_MODIFIED) {
			return false;
		}
		answer(PreconditionOutcome.NOT_MODIFIED, exchange, response, declared.validators(), declared.kind(),
				declared.phase());
		return true;
	}

	/**
	 * Decides by the validators that are known without looking at the content: those that
	 * the application itself set on the response, which stay as they are, or those that
	 * are declared for the handler.
	 * @param exchange the exchange
	 * @param response the response with the application's fields
	 * @return the outcome, or {@code null} when there are none
	 */
	public @Nullable PreconditionOutcome decideByKnown(ReadExchange exchange, HttpServletResponse response) {
		try {
			if (response.getStatus() == HttpServletResponse.SC_PARTIAL_CONTENT) {
				return decideForeignPart(exchange, response);
			}
			Validators set = applicationValidators(exchange, response, HttpHeaders.EMPTY);
			if (set != null && !exchange.policy().annotated()) {
				exchange.bypass(Reason.APPLICATION);
				return PreconditionOutcome.PROCEED;
			}
			if (set != null) {
				return decide(exchange, response, set, ValidatorKind.APPLICATION, Phase.VALUE);
			}
			DeclaredValidators declared = exchange.declared();
			return (declared != null) ? decideLate(exchange, response, declared) : null;
		}
		catch (Throwable ex) {
			validatorFailed(exchange, Failures.notFatal(ex));
			return PreconditionOutcome.PROCEED;
		}
	}

	private PreconditionOutcome decideLate(ReadExchange exchange, HttpServletResponse response,
			DeclaredValidators declared) {
		PreconditionOutcome outcome = decide(exchange, response, declared.forAnswer(response), declared.kind(),
				declared.phase());
		if (outcome != PreconditionOutcome.PROCEED) {
			exchange.decidedLate();
		}
		return outcome;
	}

	/**
	 * Returns the validators that the application itself set.
	 * @param exchange the exchange
	 * @param response the response with the application's fields
	 * @param pending fields that are not on the response yet
	 * @return the validators, or {@code null} if it set none
	 */
	@Nullable Validators applicationValidators(ReadExchange exchange, HttpServletResponse response, HttpHeaders pending) {
		String etag = first(response, pending, HttpHeaders.ETAG);
		String date = first(response, pending, HttpHeaders.LAST_MODIFIED);
		if (etag == null && date == null) {
			return null;
		}
		// It says nothing of the format that the client has
		Instant lastModified = exchange.policy().selectors().haveSeveralFormats() ? null
				: HttpDate.parse(date, this.clock.instant());
		if (etag == null) {
			return Validators.untagged(lastModified);
		}
		EntityTag tag = EntityTag.parse(etag);
		if (tag != null) {
			return Validators.of(tag, lastModified);
		}
		response.setHeader(HttpHeaders.ETAG, null);
		this.warnings.warn(exchange.policy().handlerId(), exchange.policy().name(),
				"set an ETag that is no entity tag; it is left out");
		return (lastModified != null) ? Validators.untagged(lastModified) : null;
	}

	private static @Nullable String first(HttpServletResponse response, HttpHeaders pending, String name) {
		String value = response.getHeader(name);
		return (value != null) ? value : pending.getFirst(name);
	}

	/**
	 * Decides about a part that the handler itself has cut out. It is sent without a
	 * label of ours: whether it is a part of what the validators are about, only the
	 * handler knows.
	 * @param exchange the exchange
	 * @param response the response with the application's fields
	 * @return the outcome; anything but PROCEED means that no content is to be written
	 */
	public PreconditionOutcome decideForeignPart(ReadExchange exchange, HttpServletResponse response) {
		boolean partial = exchange.policy().annotated()
				&& response.getStatus() == HttpServletResponse.SC_PARTIAL_CONTENT
				&& this.fields.fieldObstacle(exchange.request(), response) == null;
		DeclaredValidators known = partial ? known(exchange, response) : null;
		PreconditionOutcome outcome = (known != null)
				? this.evaluator.evaluate(exchange.preconditions(), known.validators()) : PreconditionOutcome.PROCEED;
		if (known == null || outcome == PreconditionOutcome.PROCEED) {
			exchange.bypass(Reason.STREAMING);
			return PreconditionOutcome.PROCEED;
		}
		answer(outcome, exchange, response, known.validators(), known.kind(), Phase.VALUE);
		return outcome;
	}

	private @Nullable DeclaredValidators known(ReadExchange exchange, HttpServletResponse response) {
		Validators set = applicationValidators(exchange, response, HttpHeaders.EMPTY);
		if (set != null) {
			return new DeclaredValidators(set, ValidatorKind.APPLICATION, Phase.VALUE, null, null);
		}
		DeclaredValidators declared = exchange.declared();
		return (declared != null)
				? new DeclaredValidators(declared.forAnswer(response), declared.kind(), declared.phase(), null, null)
				: null;
	}

	/**
	 * Returns whether the fields of a 304 depend on the media type of its 200.
	 * @return whether a decision should know the type
	 */
	public boolean dependsOnType() {
		return this.fields.dependOnType();
	}

	/**
	 * Decides by validators.
	 * @param exchange the exchange
	 * @param response the response, status and fields as the application wants them
	 * @param current validators of the selected representation
	 * @param kind where they come from
	 * @param phase what they were known from
	 * @return the outcome; anything but PROCEED means that no content is to be written
	 */
	public PreconditionOutcome decide(ReadExchange exchange, HttpServletResponse response, Validators current,
			ValidatorKind kind, Phase phase) {
		Reason obstacle = obstacle(exchange, response);
		if (obstacle != null) {
			exchange.bypass(obstacle);
			return PreconditionOutcome.PROCEED;
		}
		PreconditionOutcome outcome = this.evaluator.evaluate(exchange.preconditions(), current);
		answer(outcome, exchange, response, current, kind, phase);
		return outcome;
	}

	private @Nullable Reason obstacle(ReadExchange exchange, HttpServletResponse response) {
		Reason obstacle = this.fields.obstacle(exchange.request(), response);
		return (obstacle == null && this.withNonces.contains(exchange.policy().handlerId())) ? Reason.NONCE : obstacle;
	}

	/**
	 * Notes that answers of a handler have a nonce, which some filter may add only when
	 * they are sent: the next ones are left alone from the start.
	 * @param exchange the exchange
	 */
	public void nonceFound(ReadExchange exchange) {
		if (this.withNonces.add(exchange.policy().handlerId())) {
			logger.warn(exchange.policy().name()
					+ " gets no entity tags: its answers have a nonce in Content-Security-Policy, and a stored answer is shown with the scripts of its own nonce only");
		}
	}

	/**
	 * Returns whether a 304 that the handler itself makes is one of ours, be it by an
	 * exception.
	 * @param exchange the exchange
	 * @return whether it is asked for, and nothing else has been answered
	 */
	public boolean mayAnswerNotModified(ReadExchange exchange) {
		return (exchange.isUndecided() || exchange.hasFailed()) && exchange.policy().annotated()
				&& exchange.preconditions().isRevalidation();
	}

	/**
	 * Takes over what the handler itself has answered to a condition: a 304, which gets
	 * the fields of its 200, or a 412, which stays as it is.
	 * @param exchange the exchange
	 * @param response the response as the handler wants it
	 * @return the outcome as for a decision of ours, or {@code null} if the handler has
	 * not answered so
	 */
	public @Nullable PreconditionOutcome answered(ReadExchange exchange, HttpServletResponse response) {
		boolean unmodified = response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED
				&& mayAnswerNotModified(exchange);
		boolean failed = response.getStatus() == HttpServletResponse.SC_PRECONDITION_FAILED && exchange.isUndecided()
				&& exchange.policy().annotated() && exchange.preconditions().isConditional();
		if (response.isCommitted() || !(unmodified || failed)) {
			return null;
		}
		Reason obstacle = unmodified ? this.fields.completeNotModified(exchange, response) : null;
		if (obstacle != null) {
			exchange.bypass(obstacle);
			return PreconditionOutcome.PROCEED;
		}
		exchange.decided(unmodified ? Result.HIT : Result.FAILED, unmodified ? Reason.NONE : Reason.CHANGED,
				ValidatorKind.APPLICATION, Phase.VALUE);
		if (!unmodified) {
			return PreconditionOutcome.PROCEED;
		}
		exchange.response().discard();
		return PreconditionOutcome.NOT_MODIFIED;
	}

	private void answer(PreconditionOutcome outcome, ReadExchange exchange, HttpServletResponse response,
			Validators current, ValidatorKind kind, Phase phase) {
		switch (outcome) {
			case PROCEED -> {
				this.fields.label(exchange, response, current, kind);
				exchange.label(current);
				exchange.decided(proceeding(exchange.preconditions()), reason(exchange.preconditions(), current), kind,
						phase);
			}
			case NOT_MODIFIED -> {
				this.fields.notModified(exchange, response, current, kind);
				exchange.decided(Result.HIT, Reason.NONE, kind, phase);
				exchange.response().discard();
			}
			case PRECONDITION_FAILED -> {
				this.fields.preconditionFailed(exchange, response, current);
				exchange.decided(Result.FAILED, Reason.CHANGED, kind, phase);
				exchange.response().discard();
			}
			case PRECONDITION_REQUIRED -> throw new IllegalStateException("Reads need no precondition");
		}
	}

	private static Result proceeding(Preconditions preconditions) {
		if (!preconditions.isConditional()) {
			return Result.UNCONDITIONAL;
		}
		return preconditions.isRevalidation() ? Result.MISS : Result.PASSED;
	}

	private Reason reason(Preconditions preconditions, Validators current) {
		if (!preconditions.isRevalidation()) {
			return Reason.NONE;
		}
		return this.evaluator.holdsOtherVariant(preconditions, current) ? Reason.VARIANT : Reason.CHANGED;
	}

	/**
	 * Ends a dispatch: decides by the content held back, if nothing else has decided.
	 * @param exchange the exchange
	 */
	public void complete(ReadExchange exchange) {
		ManagedResponse response = exchange.response();
		response.finishWriter();
		exchange.rendered();
		if (answered(exchange, response) == null && response.isHolding()) {
			decideByBody(exchange, response);
		}
		else if (exchange.isUndecided() && exchange.declared() != null && !response.isCommitted()) {
			decideByKnown(exchange, response.inner());
		}
	}

	private void decideByBody(ReadExchange exchange, ManagedResponse response) {
		try {
			HeldContent content = response.held();
			if (!response.isHolding() || isRefuted(exchange, content)) {
				return;
			}
			PreconditionOutcome known = decideByKnown(exchange, response.inner());
			if (known != null) {
				noteSaved(known, exchange, content);
				return;
			}
			Reason obstacle = response.lacksContent() ? Reason.RAW : obstacle(exchange, response);
			if (obstacle != null) {
				exchange.bypass(obstacle);
				return;
			}
			EntityTag tag = this.bodyTags.of(content, response, exchange.policy().strength());
			observe(exchange, content);
			PreconditionOutcome outcome = decide(exchange, response, Validators.of(tag, null), ValidatorKind.BODY,
					Phase.BODY);
			noteSaved(outcome, exchange, content);
		}
		catch (Throwable ex) {
			validatorFailed(exchange, Failures.notFatal(ex));
		}
	}

	private static void noteSaved(PreconditionOutcome outcome, ReadExchange exchange, HeldContent content) {
		if (outcome == PreconditionOutcome.NOT_MODIFIED) {
			exchange.saved(content.size());
		}
	}

	private void observe(ReadExchange exchange, HeldContent content) {
		if (this.observer != null && exchange.request().getMethod().equals("GET")) {
			HttpServletRequest request = exchange.request();
			Principal user = exchange.user();
			String selected = String.join("\n", request.getRequestURI(), String.valueOf(request.getQueryString()),
					(user != null) ? user.getName() : "", String.valueOf(request.getHeader(HttpHeaders.ACCEPT)),
					String.valueOf(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
			this.observer.observe(exchange.policy().name(), selected, exchange.response().getContentType(),
					content.toByteArray());
		}
	}

	private boolean isRefuted(ReadExchange exchange, HeldContent content) {
		DeclaredValidators declared = exchange.declared();
		EntityTag tag = (exchange.isVerified() && declared != null) ? declared.validators().entityTag() : null;
		boolean refuted = tag != null && obstacle(exchange, exchange.response()) == null
				&& !this.verification.accepts(exchange, tag, content);
		if (refuted) {
			exchange.bypass(Reason.MISMATCH);
		}
		return refuted;
	}

	/**
	 * Leaves an exchange without its declared version, which may be newer than the data.
	 * @param exchange the exchange
	 * @param found what data may have been read by
	 */
	public void versionIsNewer(ReadExchange exchange, String found) {
		this.warnings
			.warn(exchange.policy().handlerId(), exchange.policy().name(), "is decided without its declared version: "
					+ found
					+ " before the version is read, so the handler may get older data than the version tells of. Load no "
					+ "entities in converters, validators, interceptors or security expressions, or set "
					+ "spring.jpa.open-in-view=false");
	}

	/**
	 * Gives an exchange up because its validators could not be had.
	 * @param exchange the exchange
	 * @param cause what failed
	 */
	public void validatorFailed(ReadExchange exchange, Throwable cause) {
		exchange.bypass(Reason.VALIDATOR_ERROR);
		this.warnings.warn(exchange.policy().handlerId(), exchange.policy().name(),
				"is answered without a validator: reading it failed", cause);
	}

}
