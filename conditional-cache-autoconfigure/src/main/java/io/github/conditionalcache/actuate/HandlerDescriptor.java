package io.github.conditionalcache.actuate;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.conditionalcache.actuate.ConditionalCacheDescriptor.SavedBytesDescriptor;
import io.github.conditionalcache.diagnostics.HandlerFigures;
import io.github.conditionalcache.handler.ManagedHandler;
import io.github.conditionalcache.version.declared.DeclaredSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One managed handler, and its figures since the application has started.
 *
 * @param name names it, such as {@code BookController.get}
 * @param access {@code read} or {@code write}
 * @param requestMethods request methods that it is mapped to; empty means all
 * @param patterns path patterns that it is mapped to
 * @param sources where its validators come from; empty if from the returned value or the
 * content
 * @param phase {@code early} if it may be decided before the handler runs, else
 * {@code late}
 * @param whyLate why it runs before anything is decided, or {@code null} if it need not
 * @param policy how its answers may be stored, and their validators
 * @param requests number of exchanges
 * @param results number of exchanges by result, each result named
 * @param reasons number of exchanges by reason, without those that never occurred
 * @param hitRatio share of revalidations answered 304, or {@code null} if there were none
 * @param revalidationRatio share of revalidations among these and the unconditional
 * requests, or {@code null} if there were none
 * @param savedBytes content not sent thanks to a 304
 * @param validation how long the search for declared validators took
 * @param handling how long everything else took, where the handler was not spared
 * @param verifications number of verifications by result
 * @param warnings the findings about it when the application started
 * @param advice the advice that the figures suggest
 * @since 0.1.0
 */
public record HandlerDescriptor(String name, String access, Collection<String> requestMethods,
		Collection<String> patterns, List<String> sources, String phase, @Nullable String whyLate,
		PolicyDescriptor policy, long requests, Map<String, Long> results, Map<String, Long> reasons,
		@Nullable Double hitRatio, @Nullable Double revalidationRatio, SavedBytesDescriptor savedBytes,
		TimingDescriptor validation, TimingDescriptor handling, Map<String, Long> verifications, List<String> warnings,
		List<String> advice) implements OperationResponseBody {

	static HandlerDescriptor of(ManagedHandler handler, HandlerFigures figures, List<String> warnings) {
		return new HandlerDescriptor(handler.name(), handler.access().name().toLowerCase(Locale.ROOT),
				handler.requestMethods(), handler.patterns(),
				handler.sources().stream().map(DeclaredSource::describe).toList(), handler.isEarly() ? "early" : "late",
				handler.whyLate(), PolicyDescriptor.of(handler.policy()), figures.requests(), Counts.results(figures),
				Counts.reasons(figures), figures.hitRatio(), figures.revalidationRatio(),
				SavedBytesDescriptor.of(figures), TimingDescriptor.of(figures.validation()),
				TimingDescriptor.of(figures.handling()), Counts.verifications(figures), warnings,
				Recommendations.of(handler, figures));
	}

	/**
	 * How answers may be stored, and their validators.
	 *
	 * @param cacheControl field value of Cache-Control, or {@code null} if none is sent
	 * @param cdnCacheControl field value of CDN-Cache-Control, or {@code null}
	 * @param vary request fields that select the answer
	 * @param tags {@code strong} or {@code weak}, for entity tags made of a version
	 * @param required whether a write without a precondition is refused
	 */
	public record PolicyDescriptor(@Nullable String cacheControl, @Nullable String cdnCacheControl, List<String> vary,
			String tags, boolean required) {

		private static PolicyDescriptor of(ManagedHandler.Policy policy) {
			return new PolicyDescriptor(policy.cacheControl(), policy.cdnCacheControl(), policy.vary(),
					policy.strongTags() ? "strong" : "weak", policy.required());
		}

	}

	/**
	 * How long something took.
	 *
	 * @param count how often it happened
	 * @param mean how long it took on average, or {@code null} if it never happened
	 * @param meanMicros the same in microseconds
	 */
	public record TimingDescriptor(long count, @Nullable String mean, @Nullable Double meanMicros) {

		// As text, whatever the application's mapper makes of a Duration
		private static TimingDescriptor of(HandlerFigures.Timing timing) {
			Duration mean = timing.mean();
			return new TimingDescriptor(timing.count(), (mean != null) ? mean.toString() : null,
					(mean != null) ? Math.round(mean.toNanos() / 100.0) / 10.0 : null);
		}

	}

}
