package io.github.conditionalcache.exchange.read;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.exchange.ContentLengths;
import io.github.conditionalcache.exchange.Outcome;
import io.github.conditionalcache.exchange.OutcomePublisher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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
			this.outcomes.report(request, ended(exchange, request.getMethod(), sent));
		}
	}

	private ConditionalRequestOutcome ended(ReadExchange exchange, String method, long sent) {
		Outcome outcome = exchange.outcome();
		if (outcome.isLabelled() && sent > 0 && exchange.response().getStatus() == HttpServletResponse.SC_OK) {
			this.lengths.sent(exchange.readPolicy().name(), sent);
		}
		// An answer to HEAD has no content that could be saved
		if (outcome.result() != Result.HIT || method.equals("HEAD")) {
			return exchange.ended(method, null, false);
		}
		Long known = outcome.savedBytes();
		return (known != null) ? exchange.ended(method, known, false)
				: exchange.ended(method, this.lengths.estimate(exchange.readPolicy().name()), true);
	}

}
