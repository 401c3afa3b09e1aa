package io.github.conditionalcache.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

import io.github.conditionalcache.ConditionalRequestOutcome;
import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.exchange.OutcomeObserver;
import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Adds result and reason to the observation of the HTTP request, for its span. Their
 * values are few, but a meter takes every key of low cardinality for a tag, and
 * {@code http.server.requests} is to keep the tags it has; so they are added as keys of
 * high cardinality. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ServerObservations implements OutcomeObserver {

	private static final Map<Result, KeyValue> RESULTS = keyValues(Result.class, SpanKey.RESULT, Result::label);

	private static final Map<Reason, KeyValue> REASONS = keyValues(Reason.class, SpanKey.REASON, Reason::label);

	private static <E extends Enum<E>> Map<E, KeyValue> keyValues(Class<E> type, SpanKey key,
			Function<E, String> label) {
		Map<E, KeyValue> keyValues = new EnumMap<>(type);
		Arrays.stream(type.getEnumConstants())
			.forEach((value) -> keyValues.put(value, key.withValue(label.apply(value))));
		return keyValues;
	}

	@Override
	public void onOutcome(HttpServletRequest request, ConditionalRequestOutcome outcome) {
		ServerHttpObservationFilter.findObservationContext(request).ifPresent((context) -> add(context, outcome));
	}

	private static void add(ServerRequestObservationContext context, ConditionalRequestOutcome outcome) {
		KeyValue result = RESULTS.get(outcome.result());
		KeyValue reason = REASONS.get(outcome.reason());
		if (result != null && reason != null) {
			context.addHighCardinalityKeyValue(result);
			context.addHighCardinalityKeyValue(reason);
		}
	}

	/**
	 * Keys added to the span of a request.
	 */
	public enum SpanKey implements KeyName {

		/**
		 * What the preconditions came to, a label of
		 * {@link ConditionalRequestOutcome.Result}.
		 */
		RESULT {

			@Override
			public String asString() {
				return "conditional.cache.result";
			}

		},

		/**
		 * Why there was no {@code 304}, a label of
		 * {@link ConditionalRequestOutcome.Reason}.
		 */
		REASON {

			@Override
			public String asString() {
				return "conditional.cache.reason";
			}

		}

	}

}
