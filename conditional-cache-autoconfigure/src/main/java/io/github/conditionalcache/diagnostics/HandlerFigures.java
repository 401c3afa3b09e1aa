package io.github.conditionalcache.diagnostics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.ConditionalRequestOutcome.Result;
import io.github.conditionalcache.ConditionalVerification;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one handler, or of all, up to a moment. Immutable.
 *
 * @param results how many exchanges ended with each result
 * @param reasons how many exchanges had each reason
 * @param saved bytes of content not sent thanks to a {@code 304}
 * @param validation time spent on the search for declared validators
 * @param handling time spent on everything else, where the handler was not spared
 * @param verifications how many verifications came to each result
 * @since 0.1.0
 */
public record HandlerFigures(Map<Result, Long> results, Map<Reason, Long> reasons, Saved saved, Timing validation,
		Timing handling, Map<ConditionalVerification.Result, Long> verifications) {

	/**
	 * Nothing was counted.
	 */
	public static final HandlerFigures NONE = new HandlerFigures(Map.of(), Map.of(), Saved.NONE, Timing.NONE,
			Timing.NONE, Map.of());

	/**
	 * Creates the figures.
	 * @param results how many exchanges ended with each result
	 * @param reasons how many exchanges had each reason
	 * @param saved bytes of content not sent
	 * @param validation time spent on the search for declared validators
	 * @param handling time spent on everything else
	 * @param verifications how many verifications came to each result
	 */
	public HandlerFigures {
		results = Map.copyOf(results);
		reasons = Map.copyOf(reasons);
		verifications = Map.copyOf(verifications);
	}

	/**
	 * How many exchanges there were.
	 * @return the number
	 */
	public long requests() {
		return this.results.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * How many exchanges ended with a result.
	 * @param result the result
	 * @return the number
	 */
	public long count(Result result) {
		return this.results.getOrDefault(result, 0L);
	}

	/**
	 * How many exchanges had a reason.
	 * @param reason the reason
	 * @return the number
	 */
	public long count(Reason reason) {
		return this.reasons.getOrDefault(reason, 0L);
	}

	/**
	 * How many verifications came to a result.
	 * @param result the result
	 * @return the number
	 */
	public long count(ConditionalVerification.Result result) {
		return this.verifications.getOrDefault(result, 0L);
	}

	/**
	 * How many clients asked whether their content is current.
	 * @return the number of hits and misses
	 */
	public long revalidations() {
		return count(Result.HIT) + count(Result.MISS);
	}

	/**
	 * The share of revalidations that were answered {@code 304}.
	 * @return the share, or {@code null} if there were none
	 */
	public @Nullable Double hitRatio() {
		return ratio(count(Result.HIT), revalidations());
	}

	/**
	 * The share of revalidations among the reads that could have been one, and the writes
	 * without a precondition.
	 * @return the share, or {@code null} if there were none
	 */
	public @Nullable Double revalidationRatio() {
		return ratio(revalidations(), revalidations() + count(Result.UNCONDITIONAL));
	}

	private static @Nullable Double ratio(long part, long whole) {
		return (whole > 0) ? (double) part / whole : null;
	}

	/**
	 * Adds others.
	 * @param other the others
	 * @return the sum
	 */
	public HandlerFigures plus(HandlerFigures other) {
		return new HandlerFigures(sum(Result.class, this.results, other.results),
				sum(Reason.class, this.reasons, other.reasons), this.saved.plus(other.saved),
				this.validation.plus(other.validation), this.handling.plus(other.handling),
				sum(ConditionalVerification.Result.class, this.verifications, other.verifications));
	}

	private static <E extends Enum<E>> Map<E, Long> sum(Class<E> type, Map<E, Long> one, Map<E, Long> other) {
		Map<E, Long> sum = new EnumMap<>(type);
		sum.putAll(one);
		other.forEach((key, count) -> sum.merge(key, count, Long::sum));
		return sum;
	}

	/**
	 * Bytes of content not sent.
	 *
	 * @param exact bytes of content that was produced
	 * @param exactCount how many contents that were
	 * @param estimated bytes of content that was never produced, by the length of the
	 * content that the handler sent last
	 */
	public record Saved(long exact, long exactCount, long estimated) {

		/**
		 * Nothing was saved.
		 */
		public static final Saved NONE = new Saved(0, 0, 0);

		private Saved plus(Saved other) {
			return new Saved(this.exact + other.exact, this.exactCount + other.exactCount,
					this.estimated + other.estimated);
		}

	}

	/**
	 * Time spent on something.
	 *
	 * @param count how often
	 * @param total how long altogether
	 */
	public record Timing(long count, Duration total) {

		/**
		 * Nothing was timed.
		 */
		public static final Timing NONE = new Timing(0, Duration.ZERO);

		/**
		 * How long it took on average.
		 * @return the mean, or {@code null} if it never happened
		 */
		public @Nullable Duration mean() {
			return (this.count > 0) ? this.total.dividedBy(this.count) : null;
		}

		private Timing plus(Timing other) {
			return new Timing(this.count + other.count, this.total.plus(other.total));
		}

	}

}
