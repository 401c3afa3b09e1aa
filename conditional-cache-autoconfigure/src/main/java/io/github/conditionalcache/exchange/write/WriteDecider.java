package io.github.conditionalcache.exchange.write;

import java.time.Clock;
import java.time.Duration;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.exchange.ValidationCalls;
import io.github.conditionalcache.failure.Failures;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.handler.ReadPolicy;
import io.github.conditionalcache.handler.write.NextGet;
import io.github.conditionalcache.placement.FreshReads;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.FailedPrecondition;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.PreconditionOutcome;
import io.github.conditionalcache.precondition.Preconditions;
import io.github.conditionalcache.precondition.Validators;
import io.github.conditionalcache.representation.RepresentationValidators;
import io.github.conditionalcache.tag.ValueVersion;
import io.github.conditionalcache.version.declared.DeclaredVersion;
import io.github.conditionalcache.version.declared.VersionReading;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a write is performed. What can't be checked is refused. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WriteDecider {

	private static final Log logger = LogFactory.getLog(WriteDecider.class);

	private final PreconditionEvaluator evaluator;

	private final RepresentationValidators tags;

	private final ValidationCalls calls;

	private final FreshReads fresh;

	private final RefusalTags refusalTags;

	private final OncePerMinute warnings;

	/**
	 * Creates the decider.
	 * @param evaluator compares
	 * @param tags makes entity tags
	 * @param calls runs the application's code
	 * @param fresh makes the version be read anew when a write has failed
	 * @param refusalTags decides who is shown the current tag
	 * @param clock tells when to warn again
	 */
	public WriteDecider(PreconditionEvaluator evaluator, RepresentationValidators tags, ValidationCalls calls,
			FreshReads fresh, RefusalTags refusalTags, Clock clock) {
		this.evaluator = evaluator;
		this.tags = tags;
		this.calls = calls;
		this.fresh = fresh;
		this.refusalTags = refusalTags;
		this.warnings = new OncePerMinute(logger, clock);
	}

	/**
	 * Decides before the handler runs.
	 * @param exchange the exchange
	 * @param arguments the handler's arguments
	 * @return whether the write may be performed
	 */
	public boolean permits(WriteExchange exchange, @Nullable Object[] arguments) {
		exchange.attempt(arguments);
		Preconditions preconditions = exchange.preconditions();
		boolean required = exchange.writePolicy().required();
		if (!preconditions.restrictWrites() && !required) {
			exchange.decided(Result.UNCONDITIONAL, Reason.NONE);
			return true;
		}
		Validators current = read(exchange, arguments);
		if (current == null) {
			return false;
		}
		PreconditionOutcome outcome = required ? this.evaluator.evaluateRequired(preconditions, current)
				: this.evaluator.evaluate(preconditions, current);
		switch (outcome) {
			case PROCEED -> exchange.decided(Result.PASSED, Reason.NONE);
			case PRECONDITION_REQUIRED -> refuse(exchange, WriteRefusedException.Reason.REQUIRED, current);
			case PRECONDITION_FAILED, NOT_MODIFIED -> refuse(exchange, failed(preconditions, current), current);
		}
		return outcome == PreconditionOutcome.PROCEED;
	}

	private @Nullable Validators read(WriteExchange exchange, @Nullable Object[] arguments) {
		long start = System.nanoTime();
		try {
			VersionReading reading = this.calls.call(() -> exchange.writePolicy().readVersion(arguments));
			exchange.reading(reading);
			return validators(exchange, reading);
		}
		catch (Throwable ex) {
			unchecked(exchange, Failures.notFatal(ex));
		}
		finally {
			exchange.validated(Duration.ofNanos(System.nanoTime() - start));
		}
		return null;
	}

	private void unchecked(WriteExchange exchange, Throwable cause) {
		exchange.refuse(found(exchange, WriteRefusedException.Reason.UNCHECKED, null, cause));
		this.warnings.warn(exchange.policy().handlerId(), exchange.policy().name(),
				"refuses a write: reading the current version failed", cause);
	}

	/**
	 * Checks the preconditions again, against a version that the application has read.
	 * @param exchange the exchange
	 * @param version the version
	 */
	public void check(WriteExchange exchange, @Nullable Object version) {
		if (!exchange.preconditions().restrictWrites()) {
			return;
		}
		DeclaredVersion declared = exchange.writePolicy().declared();
		declared.requireKind(version, exchange.reading());
		Validators current = validators(exchange, declared.given(version));
		if (this.evaluator.evaluate(exchange.preconditions(), current) != PreconditionOutcome.PROCEED) {
			throw found(exchange, failed(exchange.preconditions(), current),
					this.refusalTags.whileWriting(exchange, current.entityTag()), null);
		}
	}

	private WriteRefusedException.Reason failed(Preconditions preconditions, Validators current) {
		FailedPrecondition failed = this.evaluator.failed(preconditions, current);
		return (failed != null) ? WriteRefusedException.Reason.valueOf(failed.name())
				: WriteRefusedException.Reason.CHANGED;
	}

	private void refuse(WriteExchange exchange, WriteRefusedException.Reason reason, Validators current) {
		exchange.refuse(found(exchange, reason, this.refusalTags.before(exchange, current.entityTag()), null));
	}

	// Found by the handler's own code, which may still know better and go on
	private static WriteRefusedException found(WriteExchange exchange, WriteRefusedException.Reason reason,
			@Nullable EntityTag tag, @Nullable Throwable cause) {
		WriteRefusedException refusal = new WriteRefusedException(reason, (tag != null) ? tag.toString() : null, cause);
		exchange.decidedBy(refusal);
		return refusal;
	}

	/**
	 * Takes a failure of the handler for what it comes from: preconditions found false,
	 * or another write that came in between. Called outside the transaction that failed.
	 * @param exchange the exchange
	 * @param failure what the handler threw
	 * @return the refusal, or {@code null} if the failure is the application's
	 */
	public @Nullable WriteRefusedException conflict(WriteExchange exchange, Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof WriteRefusedException refusal) {
				return refusal;
			}
		}
		LostRace race = LostRace.of(failure);
		if (race == null) {
			return null;
		}
		return exchange.preconditions().restrictWrites() ? conditional(exchange, race, failure)
				: unconditional(exchange, race, failure);
	}

	private static @Nullable WriteRefusedException unconditional(WriteExchange exchange, LostRace race,
			Throwable failure) {
		return (race == LostRace.LOCK) ? found(exchange, WriteRefusedException.Reason.CONFLICT, null, failure) : null;
	}

	private @Nullable WriteRefusedException conditional(WriteExchange exchange, LostRace race, Throwable failure) {
		boolean locked = race == LostRace.LOCK;
		Validators current = readAgain(exchange);
		if (current == null) {
			return locked ? found(exchange, WriteRefusedException.Reason.OPTIMISTIC_LOCK, null, failure) : null;
		}
		if (this.evaluator.evaluate(exchange.preconditions(), current) == PreconditionOutcome.PROCEED) {
			return unconditional(exchange, race, failure);
		}
		return found(exchange,
				locked ? WriteRefusedException.Reason.OPTIMISTIC_LOCK : failed(exchange.preconditions(), current),
				this.refusalTags.whileWriting(exchange, current.entityTag()), failure);
	}

	private @Nullable Validators readAgain(WriteExchange exchange) {
		@Nullable Object @Nullable [] arguments = exchange.arguments();
		try {
			// What was loaded before is as it was, or as the handler has left it
			boolean repeatable = !exchange.writePolicy().declared().isOfGivenAlone();
			return (arguments != null && repeatable && this.fresh.begin())
					? validators(exchange, this.calls.call(() -> exchange.writePolicy().readVersion(arguments))) : null;
		}
		catch (Throwable ex) {
			logger.debug("The version could not be read again after a failed write", Failures.notFatal(ex));
			return null;
		}
	}

	private Validators validators(WriteExchange exchange, VersionReading reading) {
		Validators verbatim = reading.verbatim();
		if (verbatim != null) {
			return verbatim;
		}
		ValueVersion version = reading.version();
		return (version != null) ? this.tags.ofCurrent(exchange, version) : Validators.absent();
	}

	/**
	 * Returns the validators of what was written.
	 * @param exchange the exchange
	 * @param next the GET that will have them
	 * @param policy policy of the handler that answers it
	 * @param version the version, as the application told it
	 * @return the validators, or {@code null} if it told none
	 */
	@Nullable Validators written(WriteExchange exchange, NextGet next, ReadPolicy policy, Object version) {
		DeclaredVersion declared = policy.used();
		// The arguments of the next GET are not known
		if (declared == null || policy.selectors().readArguments()) {
			return null;
		}
		VersionReading reading = declared.given(version);
		ValueVersion read = reading.version();
		return (read != null) ? this.tags.ofWritten(exchange, next, policy, read) : reading.verbatim();
	}

}
