package io.github.conditionalcache.exchange.read;

import java.lang.reflect.Method;
import java.util.function.BiPredicate;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.handler.ReturnedTypes;
import io.github.conditionalcache.handler.StreamTypes;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Decides about reads by the result of their handler: a value, a part of one, or a view.
 * Holds the content back where only that decides. Thread-safe.
 */
public final class ReturnDecisions {

	private final ReadDecider decider;

	private final BiPredicate<ReadExchange, @Nullable Object> beyondHashing;

	/**
	 * Creates the decisions.
	 * @param decider decides from validators
	 * @param beyondHashing whether content is too long to be held back, and a part of it
	 * is asked for
	 */
	public ReturnDecisions(ReadDecider decider, BiPredicate<ReadExchange, @Nullable Object> beyondHashing) {
		this.decider = decider;
		this.beyondHashing = beyondHashing;
	}

	/**
	 * Returns whether a returned value decides.
	 * @param exchange the exchange
	 * @param returning the method that has returned it
	 * @param contentType media type that it will be written as
	 * @return {@code false} if the exchange is decided, now or before, or its content
	 * decides
	 */
	public boolean areDue(ReadExchange exchange, @Nullable Method returning, MediaType contentType) {
		if (!exchange.isUndecided()) {
			return false;
		}
		if (!exchange.readPolicy().method().equals(returning)) {
			// An exception handler answers, or a handler that was forwarded to
			if (!exchange.response().isHolding()) {
				exchange.bypass(Reason.ERROR);
			}
			return false;
		}
		if (StreamTypes.include(contentType)) {
			exchange.bypass(Reason.STREAMING);
			return false;
		}
		return true;
	}

	/**
	 * Decides by a value that becomes the content.
	 * @param exchange the exchange
	 * @param value the value
	 * @param contentType media type that it will be written as
	 * @param response the response with the application's fields
	 */
	public void decideByValue(ReadExchange exchange, @Nullable Object value, MediaType contentType,
			HttpServletResponse response) {
		if (!this.decider.answered(exchange, response)) {
			this.decider.decideByValue(exchange, value, contentType, response);
		}
		if (exchange.isUndecided() && !exchange.response().isHolding()) {
			holdBack(exchange, value);
		}
		else if (exchange.response().isDiscarding() && value != null && ReturnedTypes.areMeasured(value.getClass())) {
			exchange.response().settle();
		}
	}

	private void holdBack(ReadExchange exchange, @Nullable Object value) {
		if (this.beyondHashing.test(exchange, value)) {
			exchange.bypass(Reason.TOO_LARGE);
		}
		else {
			exchange.response().hold();
		}
	}

	/**
	 * Decides where the application has cut a part out of the content itself.
	 * @param exchange the exchange
	 * @param response the response with the application's fields
	 */
	public void decideByPart(ReadExchange exchange, HttpServletResponse response) {
		if (!this.decider.answered(exchange, response)) {
			this.decider.decideForeignPart(exchange, response);
		}
	}

	/**
	 * Decides by a view, before it is rendered.
	 * @param exchange the exchange
	 * @param view the facts of the view
	 * @param response the response with the application's fields
	 */
	public void decideByView(ReadExchange exchange, View view, HttpServletResponse response) {
		if (!view.isOk()) {
			exchange.bypass(Reason.STATUS);
			return;
		}
		boolean annotated = exchange.readPolicy().annotated();
		boolean late = view.isGuarded() || exchange.isVerified() || (annotated && view.mayAddFields());
		if (late || !this.decider.decideByKnown(exchange, response)) {
			exchange.response().hold();
		}
	}

	/**
	 * The facts of a view before it is rendered.
	 *
	 * @param isOk whether the answer will be a 200
	 * @param isGuarded whether its content alone shows how much the user may see
	 * @param mayAddFields whether it may add to the fields that a 304 repeats
	 */
	public record View(boolean isOk, boolean isGuarded, boolean mayAddFields) {

	}

}
