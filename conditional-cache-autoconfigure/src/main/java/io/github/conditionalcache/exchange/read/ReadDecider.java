package io.github.conditionalcache.exchange.read;

import java.time.Clock;

import io.github.conditionalcache.ConditionalRequestOutcome.Phase;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalRequestOutcome.ValidatorKind;
import io.github.conditionalcache.answer.AnswerFields;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.failure.Failures;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.representation.HeldContent;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.security.SecurityAnnotations;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The order of a read. Validators have five sources, each of which counts only if the
 * ones before it have none: the fields that the application has set, the declared
 * version, the marks of the returned value, the file, and the content. They are compared
 * at the first of three moments when they are known: before the handler runs, when its
 * value is there, or when its content is. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadDecider {

	private final ReadRules rules;

	private final ApplicationValidators application;

	private final ReadVersions declared;

	private final RepresentationValidators marked;

	private final ContentValidators content;

	private final AnswerFields fields;

	private final ReadWarnings warnings;

	private final NonceHandlers nonces = new NonceHandlers();

	/**
	 * Creates the decider.
	 * @param rules compare
	 * @param declared completes declared versions
	 * @param marked reads the validators of values and files
	 * @param content makes validators of content
	 * @param fields writes header fields
	 * @param warnings is told of validators that can't be used
	 * @param clock the time of the answer
	 */
	public ReadDecider(ReadRules rules, ReadVersions declared, RepresentationValidators marked,
			ContentValidators content, AnswerFields fields, ReadWarnings warnings, Clock clock) {
		this.rules = rules;
		this.application = new ApplicationValidators(warnings, clock);
		this.declared = declared;
		this.marked = marked;
		this.content = content;
		this.fields = fields;
		this.warnings = warnings;
	}

	/**
	 * The first moment: the declared version is known, and the handler has not run. Only
	 * a client that is up to date is answered now.
	 * @param exchange the exchange
	 * @param response the response as the filters have left it
	 * @param byDate whether a date alone may decide
	 * @return whether it is answered, so that the handler must not run
	 */
	boolean decideEarly(ReadExchange exchange, HttpServletResponse response, boolean byDate) {
		DeclaredValidators declared = exchange.declared();
		if (declared == null || response.isCommitted() || response.containsHeader(HttpHeaders.ETAG)
				|| response.containsHeader(HttpHeaders.LAST_MODIFIED) || obstacle(exchange, response) != null) {
			return false;
		}
		KnownValidators known = declared.known();
		Outcome hit = this.rules.decideEarly(exchange.preconditions(), known, byDate);
		if (hit != null) {
			answer(exchange, response, hit, known.validators());
		}
		return hit != null;
	}

	/**
	 * The second moment: the handler has returned, and its value is not written yet. A
	 * value without validators is left undecided.
	 * @param exchange the exchange
	 * @param value the value that the handler returned as the content
	 * @param contentType media type that it will be written as
	 * @param response the response with the application's fields
	 */
	public void decideByValue(ReadExchange exchange, @Nullable Object value, MediaType contentType,
			HttpServletResponse response) {
		if (!this.fields.dependOnType()) {
			decideTyped(exchange, value, contentType, response);
			return;
		}
		String before = response.getContentType();
		response.setContentType(contentType.toString());
		decideTyped(exchange, value, contentType, response);
		if (!exchange.response().isDiscarding()) {
			// A converter may know better
			response.setContentType(before);
		}
	}

	private void decideTyped(ReadExchange exchange, @Nullable Object value, MediaType contentType,
			HttpServletResponse response) {
		try {
			this.declared.complete(exchange, value);
			if (exchange.readPolicy().traits().guarded() || exchange.isVerified()
					|| SecurityAnnotations.isGuarded(value)) {
				exchange.response().hold();
			}
			else if (!decideByKnown(exchange, response) && isLabelledByValue(exchange, value)) {
				Validators found = this.marked.of(exchange, value, contentType, response);
				if (found != null) {
					decide(exchange, response, new KnownValidators(found, kindOf(value), Phase.VALUE));
				}
			}
		}
		catch (Throwable ex) {
			this.warnings.validatorFailed(exchange, Failures.notFatal(ex));
		}
	}

	private static ValidatorKind kindOf(@Nullable Object value) {
		return (value instanceof Resource) ? ValidatorKind.FILE : ValidatorKind.VALUE;
	}

	// A file names itself, a version does not
	private static boolean isLabelledByValue(ReadExchange exchange, @Nullable Object value) {
		return exchange.readPolicy().annotated() && exchange.knowsSelection()
				&& (value instanceof Resource || exchange.readPolicy().selectors().areProved());
	}

	/**
	 * Decides by the validators that are known without looking at value or content: those
	 * that the application itself has set, which stay as they are, or those that are
	 * declared for the handler.
	 * @param exchange the exchange
	 * @param response the response with the application's fields
	 * @return whether it is decided now
	 */
	public boolean decideByKnown(ReadExchange exchange, HttpServletResponse response) {
		try {
			if (response.getStatus() == HttpServletResponse.SC_PARTIAL_CONTENT) {
				decideForeignPart(exchange, response);
				return true;
			}
			KnownValidators set = this.application.of(exchange, response);
			if (set != null && !exchange.readPolicy().annotated()) {
				exchange.bypass(Reason.APPLICATION);
				return true;
			}
			KnownValidators known = (set != null) ? set : declared(exchange, response);
			if (known != null) {
				decide(exchange, response, known);
			}
			return known != null;
		}
		catch (Throwable ex) {
			this.warnings.validatorFailed(exchange, Failures.notFatal(ex));
			return true;
		}
	}

	private static @Nullable KnownValidators declared(ReadExchange exchange, HttpServletResponse response) {
		DeclaredValidators known = exchange.declared();
		return (known != null) ? known.forAnswer(response) : null;
	}

	/**
	 * Decides about a part that the handler itself has cut out. It is sent without a
	 * label of ours: whether it is a part of the representation that the validators are
	 * about, only the handler knows.
	 * @param exchange the exchange
	 * @param response the response with the application's fields
	 */
	public void decideForeignPart(ReadExchange exchange, HttpServletResponse response) {
		boolean partial = exchange.readPolicy().annotated()
				&& response.getStatus() == HttpServletResponse.SC_PARTIAL_CONTENT
				&& this.fields.fieldObstacle(exchange.request(), response) == null;
		KnownValidators known = partial ? this.application.of(exchange, response) : null;
		if (partial && known == null) {
			known = declared(exchange, response);
		}
		Outcome outcome = (known != null) ? this.rules.decide(exchange.preconditions(), known) : null;
		if (known == null || outcome == null || outcome.label() != null) {
			exchange.bypass(Reason.STREAMING);
		}
		else {
			answer(exchange, response, outcome, known.validators());
		}
	}

	/**
	 * The last moment: a dispatch has ended. Decides by the content held back, if nothing
	 * else has decided.
	 * @param exchange the exchange
	 */
	public void decideByContent(ReadExchange exchange) {
		ManagedResponse response = exchange.response();
		response.finishWriter();
		exchange.rendered();
		if (!answered(exchange, response) && response.isHolding()) {
			decideByContent(exchange, response);
		}
		else if (exchange.isUndecided() && exchange.declared() != null && !response.isCommitted()) {
			decideByKnown(exchange, response.inner());
		}
	}

	private void decideByContent(ReadExchange exchange, ManagedResponse response) {
		try {
			HeldContent held = response.held();
			if (isRefuted(exchange, held)) {
				return;
			}
			if (!decideByKnown(exchange, response.inner())) {
				Reason obstacle = response.lacksContent() ? Reason.RAW : obstacle(exchange, response);
				if (obstacle != null) {
					exchange.bypass(obstacle);
					return;
				}
				compare(exchange, response, this.content.of(exchange, held));
			}
			if (exchange.outcome().result() == Result.HIT) {
				exchange.saved(held.size());
			}
		}
		catch (Throwable ex) {
			this.warnings.validatorFailed(exchange, Failures.notFatal(ex));
		}
	}

	private boolean isRefuted(ReadExchange exchange, HeldContent held) {
		boolean refuted = exchange.isVerified() && obstacle(exchange, exchange.response()) == null
				&& this.content.refutes(exchange, held);
		if (refuted) {
			exchange.bypass(Reason.MISMATCH);
		}
		return refuted;
	}

	/**
	 * Returns whether a 304 that the handler itself makes is one of ours, be it by an
	 * exception.
	 * @param exchange the exchange
	 * @return whether it is asked for, and nothing else has been answered
	 */
	boolean mayAnswerNotModified(ReadExchange exchange) {
		return (exchange.isUndecided() || exchange.hasFailed()) && exchange.readPolicy().annotated()
				&& exchange.preconditions().isRevalidation();
	}

	/**
	 * Takes over the answer that the handler itself has given to a condition: a 304,
	 * which gets the fields of its 200, or a 412, which stays as it is.
	 * @param exchange the exchange
	 * @param response the response as the handler wants it
	 * @return whether the handler has answered so
	 */
	public boolean answered(ReadExchange exchange, HttpServletResponse response) {
		boolean unmodified = response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED
				&& mayAnswerNotModified(exchange);
		boolean failed = response.getStatus() == HttpServletResponse.SC_PRECONDITION_FAILED && exchange.isUndecided()
				&& exchange.readPolicy().annotated() && exchange.preconditions().isConditional();
		if (response.isCommitted() || !(unmodified || failed)) {
			return false;
		}
		Reason obstacle = unmodified ? this.fields.completeNotModified(exchange, response) : null;
		if (obstacle != null) {
			exchange.bypass(obstacle);
		}
		else if (failed) {
			exchange.decided(new Outcome(Result.FAILED, Reason.CHANGED, ValidatorKind.APPLICATION, Phase.VALUE));
		}
		else {
			exchange.decided(new Outcome(Result.HIT, Reason.NONE, ValidatorKind.APPLICATION, Phase.VALUE));
			exchange.response().discard();
		}
		return true;
	}

	/**
	 * Notes that answers of a handler have a nonce.
	 * @param exchange the exchange
	 */
	void nonceFound(ReadExchange exchange) {
		this.nonces.add(exchange);
	}

	private @Nullable Reason obstacle(ReadExchange exchange, HttpServletResponse response) {
		Reason obstacle = this.fields.obstacle(exchange.request(), response);
		return (obstacle == null && this.nonces.include(exchange)) ? Reason.NONCE : obstacle;
	}

	void decide(ReadExchange exchange, HttpServletResponse response, KnownValidators current) {
		Reason obstacle = obstacle(exchange, response);
		if (obstacle != null) {
			exchange.bypass(obstacle);
		}
		else {
			compare(exchange, response, current);
		}
	}

	private void compare(ReadExchange exchange, HttpServletResponse response, KnownValidators current) {
		answer(exchange, response, this.rules.decide(exchange.preconditions(), current), current.validators());
	}

	private void answer(ReadExchange exchange, HttpServletResponse response, Outcome outcome, Validators current) {
		switch (outcome.result()) {
			case HIT -> this.fields.notModified(exchange, response, current, outcome.validator());
			case FAILED -> this.fields.preconditionFailed(exchange, response, current);
			default -> this.fields.label(exchange, response, current, outcome.validator());
		}
		exchange.decided(outcome);
		if (outcome.label() == null) {
			exchange.response().discard();
		}
	}

}
