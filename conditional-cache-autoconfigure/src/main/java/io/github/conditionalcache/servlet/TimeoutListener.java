package io.github.conditionalcache.servlet;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.exchange.read.ReadExchange;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Gives an exchange up when its handler takes too long: the answer in its place is not
 * the representation whose version was read.
 */
final class TimeoutListener implements AsyncListener {

	private final ReadExchange exchange;

	TimeoutListener(ReadExchange exchange) {
		this.exchange = exchange;
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		if (this.exchange.isUndecided()) {
			this.exchange.bypass(Reason.ERROR);
		}
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this);
	}

	@Override
	public void onComplete(AsyncEvent event) {
	}

	@Override
	public void onError(AsyncEvent event) {
	}

}
