package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.exchange.ContentLengths;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.exchange.OutcomePublisher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Reports each read once, when it has ended. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadReports {

	private final OutcomePublisher outcomes;

	private final ContentLengths lengths = new ContentLengths();

	/**
	 * Creates the reports.
	 * @param outcomes is told each outcome
	 */
	public ReadReports(OutcomePublisher outcomes) {
		this.outcomes = outcomes;
	}

	/**
	 * Ends an exchange and reports its outcome.
	 * @param exchange the exchange
	 * @param request the request
	 * @param sent how much content was sent, in bytes
	 */
	public void end(ReadExchange exchange, HttpServletRequest request, long sent) {
		exchange.detachFrom(request);
		if (this.outcomes.areHeard()) {
			Outcome outcome = exchange.outcome();
			if (outcome.isLabelled() && sent > 0 && exchange.response().getStatus() == HttpServletResponse.SC_OK) {
				this.lengths.sent(exchange.policy(), sent);
			}
			// An answer to HEAD has no content that could be saved
			boolean saves = outcome.result() == Result.HIT && !request.getMethod().equals("HEAD");
			Long estimated = (saves && outcome.savedBytes() == null) ? this.lengths.estimate(exchange.policy()) : null;
			report(exchange, request, saves ? outcome.savedBytes() : null, estimated);
		}
	}

	private void report(ReadExchange exchange, HttpServletRequest request, @Nullable Long saved,
			@Nullable Long estimated) {
		Outcome outcome = exchange.outcome();
		this.outcomes.report(request,
				new ConditionalRequestOutcome(exchange.policy().name(), request.getMethod(), exchange.pattern(),
						outcome.result(), outcome.reason(), outcome.validator(), outcome.phase(),
						(estimated != null) ? estimated : saved, estimated != null, exchange.validation(),
						exchange.handling()));
	}

}
