package io.github.conditionalcache.exchange.write;

import java.time.Clock;

import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.WriteRefusedException;
import io.github.conditionalcache.WriteRefusedException.Reason;
import io.github.conditionalcache.failure.Failures;
import io.github.conditionalcache.failure.OncePerMinute;
import io.github.conditionalcache.precondition.EntityTag;
import io.github.conditionalcache.precondition.PreconditionEvaluator;
import io.github.conditionalcache.precondition.Validators;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The order of a write. Its preconditions are compared before the handler runs; once more
 * by the handler itself, within its transaction; and after the handler has failed, which
 * may be for another write that came in between. A write that can't be checked is
 * refused. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WriteDecider {

	private static final Log logger = LogFactory.getLog(WriteDecider.class);

	private final WriteRules rules;

	private final WriteVersions versions;

	private final RefusalTags refusalTags;

	private final OncePerMinute warnings;

	/**
	 * Creates the decider.
	 * @param evaluator compares
	 * @param versions looks up the versions
	 * @param refusalTags decides who is shown the current tag
	 * @param clock tells when to warn again
	 */
	public WriteDecider(PreconditionEvaluator evaluator, WriteVersions versions, RefusalTags refusalTags, Clock clock) {
		this.rules = new WriteRules(evaluator);
		this.versions = versions;
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
		boolean required = exchange.writePolicy().required();
		if (!exchange.preconditions().restrictWrites() && !required) {
			exchange.permitted(Result.UNCONDITIONAL);
			return true;
		}
		Validators current = current(exchange, arguments);
		Reason refusal = (current != null) ? this.rules.refusal(exchange.preconditions(), current, required) : null;
		if (current != null && refusal == null) {
			exchange.permitted(Result.PASSED);
			return true;
		}
		if (current != null && refusal != null) {
			exchange.refuse(found(exchange, refusal, this.refusalTags.before(exchange, current.entityTag()), null));
		}
		return false;
	}

	private @Nullable Validators current(WriteExchange exchange, @Nullable Object[] arguments) {
		try {
			return this.versions.current(exchange, arguments);
		}
		catch (Throwable ex) {
			Throwable cause = Failures.notFatal(ex);
			exchange.refuse(found(exchange, Reason.UNCHECKED, null, cause));
			this.warnings.warn(exchange.readPolicy().handlerId(), exchange.readPolicy().name(),
					"refuses a write: reading the current version failed", cause);
			return null;
		}
	}

	/**
	 * Checks the preconditions again, against a version that the application has read.
	 * The handler may know better than the refusal, and go on.
	 * @param exchange the exchange
	 * @param version the version
	 * @throws WriteRefusedException if the preconditions are false
	 * @throws IllegalArgumentException if the version is not of the declared kind
	 */
	public void check(WriteExchange exchange, @Nullable Object version) {
		if (!exchange.preconditions().restrictWrites()) {
			return;
		}
		Validators current = this.versions.given(exchange, version);
		Reason refusal = this.rules.refusal(exchange.preconditions(), current, false);
		if (refusal != null) {
			throw found(exchange, refusal, this.refusalTags.whileWriting(exchange, current.entityTag()), null);
		}
	}

	/**
	 * Finds out why a handler has failed: preconditions were found false, or another
	 * write came in between. Called outside the transaction that failed.
	 * @param exchange the exchange
	 * @param failure the exception of the handler
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
		return (race == LostRace.LOCK) ? found(exchange, Reason.CONFLICT, null, failure) : null;
	}

	private @Nullable WriteRefusedException conditional(WriteExchange exchange, LostRace race, Throwable failure) {
		boolean locked = race == LostRace.LOCK;
		Validators current = this.versions.afterFailure(exchange);
		if (current == null) {
			return locked ? found(exchange, Reason.OPTIMISTIC_LOCK, null, failure) : null;
		}
		Reason refusal = this.rules.refusal(exchange.preconditions(), current, false);
		if (refusal == null) {
			return unconditional(exchange, race, failure);
		}
		return found(exchange, locked ? Reason.OPTIMISTIC_LOCK : refusal,
				this.refusalTags.whileWriting(exchange, current.entityTag()), failure);
	}

	private static WriteRefusedException found(WriteExchange exchange, Reason reason, @Nullable EntityTag tag,
			@Nullable Throwable cause) {
		WriteRefusedException refusal = new WriteRefusedException(reason, (tag != null) ? tag.toString() : null, cause);
		exchange.decidedBy(refusal);
		return refusal;
	}

}
