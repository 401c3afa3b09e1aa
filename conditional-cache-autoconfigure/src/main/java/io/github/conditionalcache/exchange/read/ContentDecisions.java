package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;
import io.github.conditionalcache.answer.LateFields;
import io.github.conditionalcache.answer.ManagedResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one exchange by the events at its response: which event is the last
 * moment for a decision, and which one makes a decision void.
 */
public final class ContentDecisions implements ContentEvents {

	private final ReadDecider decider;

	private final ReadExchange exchange;

	private final ManagedResponse response;

	/**
	 * Creates the decisions of one exchange.
	 * @param decider decides from validators
	 * @param exchange the exchange
	 */
	public ContentDecisions(ReadDecider decider, ReadExchange exchange) {
		this.decider = decider;
		this.exchange = exchange;
		this.response = exchange.response();
	}

	// Content that is held back can still be decided by
	@Override
	public void contentAsked() {
		if (!this.exchange.isUndecided() || this.response.isHolding() || this.response.isCommitted()) {
			return;
		}
		boolean suspended = this.exchange.request().isAsyncStarted();
		if (suspended) {
			SuspendedSecurityFields.takeBack(this.exchange);
		}
		if (!this.decider.decideByKnown(this.exchange, this.response.inner())) {
			// After a return, the returned object itself writes on another thread
			this.exchange.bypass(suspended ? Reason.STREAMING : Reason.RAW);
		}
	}

	@Override
	public boolean isCounted() {
		return this.exchange.outcome().isLabelled();
	}

	@Override
	public void flushing() {
		this.decider.answered(this.exchange, this.response.inner());
	}

	// Some fields are set past all wrappers, such as the cookie of the container's
	// session
	@Override
	public void sending() {
		Reason obstacle = obstacle();
		if (obstacle != null) {
			unlabel(obstacle);
		}
	}

	@Override
	public void spilling(Reason reason) {
		if (!isDecidedWithoutTheRest()) {
			this.exchange.bypass(reason);
		}
	}

	// The verification can't compare content that is too long, and leaves the decision as
	// it is. The fields of a view are known once it writes that much.
	private boolean isDecidedWithoutTheRest() {
		if (!this.exchange.isUndecided() || !(this.exchange.isVerified() || this.exchange.isRendering())) {
			return false;
		}
		this.exchange.rendered();
		return this.decider.decideByKnown(this.exchange, this.response.inner());
	}

	@Override
	public void abandoned(Reason reason) {
		this.exchange.bypass(reason);
	}

	@Override
	public void statusChanging(int status) {
		boolean labelled = !this.exchange.isUndecided() && !this.response.ownFields().isEmpty();
		if (this.response.isDiscarding() || (labelled && status != HttpServletResponse.SC_PARTIAL_CONTENT)) {
			this.response.abandon(Reason.STATUS);
		}
	}

	// No error page follows a 304, as it has no content
	@Override
	public boolean errorSent(int status) {
		HttpServletResponse inner = this.response.inner();
		if (status != HttpServletResponse.SC_NOT_MODIFIED || inner.isCommitted()
				|| !this.decider.mayAnswerNotModified(this.exchange)) {
			return false;
		}
		inner.resetBuffer();
		inner.setStatus(status);
		return this.decider.answered(this.exchange, inner);
	}

	@Override
	public void obstacleSet(Reason obstacle) {
		if (isLabelled()) {
			unlabel(obstacle);
		}
	}

	// The filters outside may have finished: fields that they left out because of the
	// label are added here
	@Override
	public void outerObstacleSet(Reason obstacle) {
		if (this.response.isCommitted()) {
			return;
		}
		if (obstacle == Reason.NONCE) {
			nonceFound();
		}
		if (isLabelled()) {
			unlabel(obstacle);
			SuspendedSecurityFields.makeUpFor(this.exchange);
		}
	}

	@Override
	public void closing() {
		Reason obstacle = obstacle();
		if (obstacle != null) {
			outerObstacleSet(obstacle);
		}
	}

	private @Nullable Reason obstacle() {
		return isLabelled() ? LateFields.obstacle(this.exchange.request(), this.response.inner()) : null;
	}

	private boolean isLabelled() {
		return !this.response.ownFields().isEmpty() && !this.response.isCommitted();
	}

	// The answer turns out to be for this request alone. A 304 stays one, as its content
	// is gone.
	private void unlabel(Reason obstacle) {
		this.response.withdrawFields();
		if (!this.response.isDiscarding()) {
			this.exchange.bypass(obstacle);
		}
		else if (isNotModified()) {
			LateFields.keepPrivate(this.response.inner());
		}
	}

	private void nonceFound() {
		this.decider.nonceFound(this.exchange);
		if (this.response.isDiscarding() && isNotModified()) {
			LateFields.removeScriptPolicies(this.response.inner());
		}
	}

	private boolean isNotModified() {
		return this.response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED;
	}

}
