package io.github.conditionalcache.precondition;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Decides the meaning of a request's preconditions for the representation it would act
 * on: RFC 9110 §13.2.2, in its order. This is the only place that compares validators.
 * Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class PreconditionEvaluator {

	private final DateComparison dateComparison;

	private final IfMatchComparison ifMatchComparison;

	/**
	 * Compares dates as the standard has it, {@link DateComparison#BEFORE}.
	 */
	public PreconditionEvaluator() {
		this(DateComparison.BEFORE);
	}

	/**
	 * Compares dates in the given way.
	 * @param dateComparison how If-Modified-Since is compared
	 */
	public PreconditionEvaluator(DateComparison dateComparison) {
		this(dateComparison, IfMatchComparison.EXACT);
	}

	/**
	 * Compares dates and tags in the given way.
	 * @param dateComparison how If-Modified-Since is compared
	 * @param ifMatchComparison how If-Match is compared on methods that write
	 */
	public PreconditionEvaluator(DateComparison dateComparison, IfMatchComparison ifMatchComparison) {
		this.dateComparison = dateComparison;
		this.ifMatchComparison = ifMatchComparison;
	}

	/**
	 * Evaluate the preconditions of a request. It is for the caller to ignore them when
	 * the answer without them would be neither 2xx nor 412 (RFC 9110 §13.2.1).
	 * @param request the preconditions
	 * @param current the validators of the representation as it is now
	 * @return the action to take
	 */
	public PreconditionOutcome evaluate(Preconditions request, Validators current) {
		if (unchanged(request, current) == Verdict.FAILS) {
			return PreconditionOutcome.PRECONDITION_FAILED;
		}
		if (changed(request, current) == Verdict.FAILS) {
			return (request.selectsRepresentation() ? PreconditionOutcome.NOT_MODIFIED
					: PreconditionOutcome.PRECONDITION_FAILED);
		}
		return PreconditionOutcome.PROCEED;
	}

	private Verdict unchanged(Preconditions request, Validators current) {
		Verdict byTag = ifMatch(request, current);
		return (byTag != Verdict.ABSENT) ? byTag : ifUnmodifiedSince(request, current);
	}

	private Verdict changed(Preconditions request, Validators current) {
		Verdict byTag = ifNoneMatch(request, current);
		return (byTag != Verdict.ABSENT) ? byTag : ifModifiedSince(request, current);
	}

	/**
	 * Evaluate the preconditions of a write that has to have one. Only a precondition
	 * that counts will do: one that can come out false.
	 * @param request the preconditions
	 * @param current the validators of the representation as it is now
	 * @return the action to take
	 */
	public PreconditionOutcome evaluateRequired(Preconditions request, Validators current) {
		EntityTagCondition ifNoneMatch = request.ifNoneMatch();
		boolean counts = request.ifMatch() != null || (ifNoneMatch != null && !ifNoneMatch.isEmptyList())
				|| (request.ifUnmodifiedSince() != null && current.lastModified() != null);
		return counts ? evaluate(request, current) : PreconditionOutcome.PRECONDITION_REQUIRED;
	}

	/**
	 * Why the preconditions of a write came out false.
	 * @param request the preconditions
	 * @param current the validators of the representation as it is now
	 * @return the first one that is false, or {@code null} if none is
	 */
	public @Nullable FailedPrecondition failed(Preconditions request, Validators current) {
		if (ifMatch(request, current) == Verdict.FAILS) {
			return failedIfMatch(request, current);
		}
		if (request.ifMatch() == null && ifUnmodifiedSince(request, current) == Verdict.FAILS) {
			return FailedPrecondition.DATE;
		}
		if (ifNoneMatch(request, current) == Verdict.FAILS) {
			return isUnreadable(request.ifNoneMatch()) ? FailedPrecondition.UNREADABLE : FailedPrecondition.EXISTS;
		}
		return null;
	}

	private FailedPrecondition failedIfMatch(Preconditions request, Validators current) {
		EntityTagCondition condition = request.ifMatch();
		if (isUnreadable(condition)) {
			return FailedPrecondition.UNREADABLE;
		}
		if (!current.isPresent()) {
			return FailedPrecondition.ABSENT;
		}
		EntityTag tag = current.entityTag();
		IfMatchComparison weak = this.ifMatchComparison.asWeak();
		return (condition != null && tag != null && condition.matches(tag, weak::matches)) ? FailedPrecondition.WEAK
				: FailedPrecondition.CHANGED;
	}

	private static boolean isUnreadable(@Nullable EntityTagCondition condition) {
		return condition != null && condition.isUnreadable();
	}

	/**
	 * Whether a Range field of the request may be honoured (RFC 9110 §13.1.5). A date
	 * counts only where nothing says that the representation lacks a strong validator.
	 * @param request the preconditions
	 * @param current the validators of the representation as it is now
	 * @return {@code false} if the whole representation is to be sent
	 */
	public boolean rangeApplies(Preconditions request, Validators current) {
		IfRange ifRange = request.ifRange();
		if (ifRange == null) {
			return true;
		}
		EntityTag given = ifRange.entityTag();
		EntityTag currentTag = current.entityTag();
		if (given != null) {
			return currentTag != null && given.stronglyEquals(currentTag);
		}
		boolean weak = currentTag != null && currentTag.isWeak();
		return !weak && ifRange.date() != null && ifRange.date().equals(current.lastModified());
	}

	/**
	 * Whether If-None-Match lists another representation of the current state: a tag of
	 * this library's two-part form whose first part is the current one.
	 * @param request the preconditions
	 * @param current the validators of the representation as it is now
	 * @return {@code true} if nobody wrote, and the client holds another variant
	 */
	public boolean holdsOtherVariant(Preconditions request, Validators current) {
		EntityTagCondition condition = request.ifNoneMatch();
		EntityTag currentTag = current.entityTag();
		return condition != null && currentTag != null && condition.matches(currentTag, TwoPartTag::haveSameState);
	}

	private Verdict ifMatch(Preconditions request, Validators current) {
		EntityTagCondition condition = request.ifMatch();
		if (condition == null) {
			return Verdict.ABSENT;
		}
		if (condition.isAny()) {
			return Verdict.of(current.isPresent());
		}
		EntityTag currentTag = current.entityTag();
		IfMatchComparison comparison = request.selectsRepresentation() ? IfMatchComparison.EXACT
				: this.ifMatchComparison;
		return Verdict.of(currentTag != null && condition.matches(currentTag, comparison::matches));
	}

	private Verdict ifUnmodifiedSince(Preconditions request, Validators current) {
		Instant since = request.ifUnmodifiedSince();
		Instant lastModified = current.lastModified();
		if (since == null || lastModified == null) {
			return Verdict.ABSENT;
		}
		return Verdict.of(!lastModified.isAfter(since));
	}

	private Verdict ifNoneMatch(Preconditions request, Validators current) {
		EntityTagCondition condition = request.ifNoneMatch();
		if (condition == null) {
			return Verdict.ABSENT;
		}
		if (condition.isAny()) {
			return Verdict.of(!current.isPresent());
		}
		if (condition.isUnreadable()) {
			// A full answer does no harm, a write that the client forbids does
			return Verdict.of(request.selectsRepresentation());
		}
		EntityTag currentTag = current.entityTag();
		return Verdict
			.of(currentTag == null || !condition.matches(currentTag, PreconditionEvaluator::namesSameContent));
	}

	private Verdict ifModifiedSince(Preconditions request, Validators current) {
		Instant since = request.ifModifiedSince();
		Instant lastModified = current.lastModified();
		if (!request.selectsRepresentation() || since == null || lastModified == null) {
			return Verdict.ABSENT;
		}
		return Verdict.of(!this.dateComparison.isUnmodified(lastModified, since));
	}

	private static boolean namesSameContent(EntityTag given, EntityTag current) {
		return given.weaklyEquals(current) || ContentCodingSuffix.separates(given, current);
	}

}
