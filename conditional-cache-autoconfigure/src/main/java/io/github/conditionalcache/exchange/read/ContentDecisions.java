package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;
import io.github.conditionalcache.answer.LateFields;
import io.github.conditionalcache.answer.ManagedResponse;
import io.github.conditionalcache.storing.StoringPolicy;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Decides about one exchange by what happens at its response: which event is the last
 * moment for a decision, and which one makes a decision void.
 */
public final class ContentDecisions implements ContentEvents {

	private final ReadDecider decider;

	private final ReadExchange exchange;

	/**
	 * Creates the decisions of one exchange.
	 * @param decider decides from validators
	 * @param exchange the exchange
	 */
	public ContentDecisions(ReadDecider decider, ReadExchange exchange) {
		this.decider = decider;
		this.exchange = exchange;
	}

	private ManagedResponse response() {
		return this.exchange.response();
	}

	// Content that is held back can still be decided by
	@Override
	public void contentAsked() {
		if (!this.exchange.isUndecided() || response().isHolding() || response().isCommitted()) {
			return;
		}
		boolean suspended = this.exchange.request().isAsyncStarted();
		if (suspended) {
			SuspendedSecurityFields.takeBack(this.exchange);
		}
		if (!this.decider.decideByKnown(this.exchange, response().inner())) {
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
		this.decider.answered(this.exchange, response().inner());
	}

	// Some fields are set past all wrappers, such as the cookie of the container's
	// session
	@Override
	public void sending() {
		Reason obstacle = isLabelled() ? obstacle() : null;
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
		return this.decider.decideByKnown(this.exchange, response().inner());
	}

	@Override
	public void abandoned(Reason reason) {
		this.exchange.bypass(reason);
	}

	@Override
	public void statusChanging(int status) {
		boolean labelled = !this.exchange.isUndecided() && !response().ownFields().isEmpty();
		if (response().isDiscarding() || (labelled && status != HttpServletResponse.SC_PARTIAL_CONTENT)) {
			response().abandon(Reason.STATUS);
		}
	}

	// No error page follows a 304, as it has no content
	@Override
	public boolean errorSent(int status) {
		HttpServletResponse inner = response().inner();
		if (status != HttpServletResponse.SC_NOT_MODIFIED || inner.isCommitted()
				|| !this.decider.mayAnswerNotModified(this.exchange)) {
			return false;
		}
		inner.resetBuffer();
		inner.setStatus(status);
		return this.decider.answered(this.exchange, inner);
	}

	@Override
	public void cookieAdded() {
		if (isLabelled()) {
			unlabel(Reason.COOKIE);
		}
	}

	@Override
	public void fieldSet(String name, @Nullable String value) {
		Reason obstacle = isLabelled() ? LateFields.obstacle(name, value) : null;
		if (obstacle != null) {
			unlabel(obstacle);
		}
	}

	@Override
	public void outerCookieAdded() {
		obstacleFoundLate(Reason.COOKIE);
	}

	@Override
	public void outerFieldSet(String name, @Nullable String value) {
		Reason obstacle = LateFields.obstacle(name, value);
		if (obstacle != null) {
			obstacleFoundLate(obstacle);
		}
	}

	@Override
	public void closing() {
		Reason obstacle = isLabelled() ? obstacle() : null;
		if (obstacle != null) {
			obstacleFoundLate(obstacle);
		}
	}

	private @Nullable Reason obstacle() {
		return LateFields.obstacle(this.exchange.request(), response().inner());
	}

	private boolean isLabelled() {
		return !response().ownFields().isEmpty() && !response().isCommitted();
	}

	// The answer turns out to be for this request alone. A 304 stays one, as its content
	// is gone.
	private void unlabel(Reason obstacle) {
		response().withdrawFields();
		if (!response().isDiscarding()) {
			this.exchange.bypass(obstacle);
		}
		else if (response().getStatus() == HttpServletResponse.SC_NOT_MODIFIED
				&& !response().containsHeader(HttpHeaders.CACHE_CONTROL)) {
			// Shared caches add the fields of a 304 to what they have stored
			response().inner().setHeader(HttpHeaders.CACHE_CONTROL, StoringPolicy.PRIVATE);
		}
	}

	// The filters outside may have finished: fields that they left out because of the
	// label are added here
	private void obstacleFoundLate(Reason obstacle) {
		if (response().isCommitted()) {
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

	// The stored answer keeps the policy that allows its scripts
	private void nonceFound() {
		this.decider.nonceFound(this.exchange);
		if (response().isDiscarding() && response().getStatus() == HttpServletResponse.SC_NOT_MODIFIED) {
			LateFields.SCRIPT_POLICIES.forEach((name) -> response().inner().setHeader(name, null));
		}
	}

}
